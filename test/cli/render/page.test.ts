import { PassThrough } from 'node:stream';
import { WriteStream } from 'node:tty';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { columnsOf, createPaint } from '../../../src/cli/render/page.ts';
import { distance, duration, instant } from '../../../src/cli/render/time.ts';

const stream = (isTTY: boolean) =>
  Object.assign(new PassThrough(), { isTTY, getColorDepth: WriteStream.prototype.getColorDepth });

describe('colours', () => {
  afterEach(() => vi.unstubAllEnvs());

  it('are for terminals', () => {
    for (const name of ['NO_COLOR', 'NODE_DISABLE_COLORS', 'FORCE_COLOR', 'CI']) vi.stubEnv(name, undefined);
    vi.stubEnv('TERM', 'xterm-256color');
    expect(createPaint(stream(true))('loss', '- Admin')).toBe('\u001b[31m- Admin\u001b[39m');
    expect(createPaint(stream(false))('loss', '- Admin')).toBe('- Admin');
  });

  it('are left out where NO_COLOR is set', () => {
    vi.stubEnv('NO_COLOR', '1');
    vi.stubEnv('FORCE_COLOR', undefined);
    expect(createPaint(stream(true))('alarm', 'BLOCKED')).toBe('BLOCKED');
  });
});

describe('the page', () => {
  it('is 80 columns where there is no terminal, and never wider than can be read', () => {
    expect([{}, { columns: 0 }, { columns: 20 }, { columns: 90 }, { columns: 300 }].map(columnsOf)).toEqual([
      80, 80, 60, 90, 100,
    ]);
  });
});

describe('a time', () => {
  it('is told from now on, in the largest unit of which there are two', () => {
    const now = Date.parse('2026-11-26T12:00:00.000Z');
    const at = (seconds: number) => new Date(now + 1000 * seconds).toISOString();
    expect(
      [-1, 1, -2, -119, -120, -7100, -7199, -7200, 86_390, 172_799, 172_800].map((seconds) =>
        distance(at(seconds), now),
      ),
    ).toEqual([
      'just now',
      'just now',
      '2 s ago',
      '119 s ago',
      '2 min ago',
      '118 min ago',
      '2 h ago',
      '2 h ago',
      'in 24 h',
      'in 2 d',
      'in 2 d',
    ]);
    expect(duration(0.4)).toBe('0 s');
    expect(instant(at(0))).toBe('2026-11-26 12:00:00 UTC');
  });
});
