import { describe, expect, it } from 'vitest';
import { toJson } from '../../../src/cli/render/json.ts';

describe('JSON on a terminal', () => {
  it('S12: holds the same values, and nothing that a terminal obeys', () => {
    const value = { name: '\u001b[31m\u009b31mAda\u2028\u202e\u{e0001}\u007f', list: ['東京'] };
    const text = toJson(value, 2);
    expect(JSON.parse(text)).toEqual(value);
    expect(text.replaceAll('\n', '')).not.toMatch(/[\p{Cc}\p{Cf}\u2028]/u);
    expect(text).toContain('東京');
  });
});
