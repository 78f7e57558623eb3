import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  isExpressible,
  maxNames,
  maxPatternLength,
  namePatterns,
} from '../../../src/backends/cfengine/name-pattern.ts';
import { compilePattern, type PatternDialect } from '../../../src/emulators/cfengine/pattern.ts';

const dialects: readonly PatternDialect[] = ['postgres', 'pcre', 'posix'];

const nameArbitrary = fc
  .string({ unit: 'grapheme', minLength: 1, maxLength: 12 })
  .filter((name) => name.isWellFormed() && isExpressible(name));

describe('P26: the pattern of names', () => {
  it.each(dialects)('finds those names and no others, read as %s', (dialect) => {
    fc.assert(
      fc.property(
        fc.uniqueArray(nameArbitrary, { minLength: 1, maxLength: 8 }),
        nameArbitrary,
        (names, other) => {
          for (const { pattern, names: covered } of namePatterns(names)) {
            const fits = compilePattern(pattern, dialect, { ignoreCase: false });
            if (fits === null) throw new Error(`${dialect} refuses ${pattern}`);
            expect(covered.every(fits)).toBe(true);
            expect(fits(other)).toBe(covered.includes(other));
            expect(fits(`${covered[0]}x`)).toBe(covered.includes(`${covered[0]}x`));
            expect(fits(`x${covered[0]}`)).toBe(covered.includes(`x${covered[0]}`));
          }
        },
      ),
      { numRuns: 300 },
    );
  });

  it.each(dialects)(
    'takes every tamed character literally, alone and before a bracket, read as %s',
    (dialect) => {
      const tamed = [...' !"$%&\'()*+,.:;<=>?`{|}'];
      for (const character of tamed) {
        const name = `${character}a${character}${character}`;
        const [one] = namePatterns([name]);
        const fits = compilePattern(one?.pattern ?? '', dialect, { ignoreCase: false });
        expect(fits?.(name), character).toBe(true);
        expect(fits?.(`bab${character}`), character).toBe(false);
      }
    },
  );

  it('is a plain group of names with their operators in brackets', () => {
    expect(namePatterns(['calvin', 'j.doe', '.*', 'a|admin']).map(({ pattern }) => pattern)).toEqual([
      '^(calvin|j[.]doe|[.][*]|a[|]admin)$',
    ]);
  });

  it('is not made of what no brackets tame everywhere', () => {
    expect(['^', 'CORP\\ada', '[x', 'x]', 'a/b', 'a#b', 'a~b', 'a\nb', ''].filter(isExpressible)).toEqual([]);
  });

  it('covers each name once, in order, within its length and number', () => {
    fc.assert(
      fc.property(fc.uniqueArray(nameArbitrary, { maxLength: 300 }), (names) => {
        const patterns = namePatterns(names);
        expect(patterns.flatMap((one) => one.names)).toEqual(names);
        for (const { pattern, names: covered } of patterns) {
          expect(encodeURIComponent(pattern).length).toBeLessThanOrEqual(maxPatternLength);
          expect(covered.length).toBeLessThanOrEqual(maxNames);
        }
      }),
      { numRuns: 50 },
    );
  });

  it('takes a hundred addresses at once', () => {
    const names = Array.from({ length: 100 }, (_, at) => `firstname.lastname${at}@example.com`);
    expect(namePatterns(names)).toHaveLength(1);
  });
});
