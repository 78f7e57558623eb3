import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { excessOf } from '../../src/http/json-limits.ts';

/** Long enough to be looked at. */
const long = (text: string): string => ' '.repeat(256 * 1024) + text;

const nested = (levels: number, inside = ''): string => '['.repeat(levels) + inside + ']'.repeat(levels);

const listOfNumbers = (length: number): string => `[0${',0'.repeat(length - 1)}]`;

describe('an answer', () => {
  it('is within its limits whatever its strings hold', () => {
    const strings = fc.string({
      unit: fc.constantFrom('[', '{', ']', '}', ',', '"', '\\', ':', 'a', 'ß', '🏿'),
    });
    fc.assert(
      fc.property(fc.json({ stringUnit: 'binary' }), fc.array(strings), (json, texts) => {
        expect(excessOf(long(`[${json},${nested(60, JSON.stringify(texts))}]`))).toBe(null);
      }),
    );
  });

  it('may be nested 64 deep and no deeper', () => {
    expect(excessOf(long(nested(64)))).toBe(null);
    expect(excessOf(long(nested(65)))).toBe('nested deeper than 64');
    expect(excessOf(long('{"a":'.repeat(65)))).toBe('nested deeper than 64');
    expect(excessOf(long(`"\\\\",${nested(65)}`))).toBe('nested deeper than 64');
    expect(excessOf(long(`"\\\\\\"${nested(65)}"`))).toBe(null);
  });

  it('may hold a million and a half values and no more', () => {
    expect(excessOf(listOfNumbers(1_499_999))).toBe(null);
    expect(excessOf(listOfNumbers(1_500_000))).toBe('more than 1500000 values');
    expect(excessOf(`[{}${',{}'.repeat(750_000)}]`)).toBe('more than 1500000 values');
    expect(excessOf(`{"a":0${',"b":0'.repeat(1_500_000)}}`)).toBe('more than 1500000 values');
  });

  it.each(['[', '"', '"[', '\\', '"\\', '"\\"', '"\\\\"', ']'])(
    'of nothing but %s is looked at in a moment',
    (part) => {
      const text = part.repeat((32 * 1024 * 1024) / part.length);
      const started = performance.now();
      excessOf(text);
      expect(performance.now() - started).toBeLessThan(5000);
    },
  );
});

describe('P27: an answer of 32 MiB', () => {
  const run = promisify(execFile);

  it.each([
    ['opens lists', ': nested deeper than 64', 120],
    ['empty objects', ': more than 1500000 values', 120],
    ['empty users', 'expected string at $.value[0].id, got nothing', 120],
    ['members of different names', 'ok', 400],
    ['users of CData Sync', 'ok', 250],
  ])('of %s ends in: %s', async (name, outcome, growthMiB) => {
    const { stdout } = await run(process.execPath, [
      new URL('json-memory.ts', import.meta.url).pathname,
      name,
    ]);
    const told = JSON.parse(stdout);
    expect(told.outcome).toContain(outcome);
    expect(told.growthMiB).toBeLessThan(growthMiB);
    expect(told.peakMiB).toBeLessThan(512);
  });
});
