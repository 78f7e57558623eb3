import { describe, expect, it } from 'vitest';
import { createForgetfulMap } from '../../src/server/forgetful-map.ts';

describe('what is kept of callers', () => {
  it('stays small however many come, where those before are idle', () => {
    let now = 0;
    const map = createForgetfulMap<number>((at) => at < now);
    for (; now < 100_000; now += 1) map.set(`jwt:${now}`, now);
    expect(map.size).toBeLessThanOrEqual(1001);
    expect(map.get('jwt:99999')).toBe(99_999);
  });

  it('is all there for those that matter', () => {
    const map = createForgetfulMap<number>((value) => value === 0);
    for (let each = 0; each < 20_000; each += 1) map.set(`jwt:${each}`, each % 2);
    for (let each = 1; each < 20_000; each += 2) expect(map.get(`jwt:${each}`)).toBe(1);
    expect(map.size).toBeLessThanOrEqual(20_000);
  });
});
