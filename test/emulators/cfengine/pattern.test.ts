import { describe, expect, it } from 'vitest';
import { compilePattern, type PatternDialect } from '../../../src/emulators/cfengine/pattern.ts';

const fits = (dialect: PatternDialect, pattern: string, name: string): boolean | null =>
  compilePattern(pattern, dialect, { ignoreCase: false })?.(name) ?? null;

const dialects = ['postgres', 'pcre', 'posix'] as const;
const verdicts = (pattern: string, name: string) => dialects.map((dialect) => fits(dialect, pattern, name));

describe('every dialect', () => {
  it.each([
    ['alv', 'calvin', true],
    ['^alv', 'calvin', false],
    ['^(admin|calvin)$', 'calvin', true],
    ['^j\\.doe$', 'j.doe', true],
    ['^j\\.doe$', 'jxdoe', false],
    ['^a\\+b\\*c\\?$', 'a+b*c?', true],
    ['^a\\(b\\)\\|\\[c\\{\\^\\$\\\\$', 'a(b)|[c{^$\\', true],
    ['^a]b}c-d/e@f$', 'a]b}c-d/e@f', true],
    ['^[.][a-c]{2}$', '.ab', true],
    ['^[^a]$', 'a', false],
    ['^[]a]+$', ']a', true],
    ['^[[:alpha:]_]+$', 'a_b', true],
    ['^.$', '😀', true],
  ])('takes %s and %s alike', (pattern, name, expected) => {
    expect(verdicts(pattern, name)).toEqual([expected, expected, expected]);
  });

  it.each([
    '(',
    'a)',
    '*a',
    'a**',
    '[a',
    '[]',
    'a\\',
    'a{2,1}',
    '\\j',
    '\\u',
    '\\p{L}',
    '(?i)a',
    '(?<n>a)',
    '[[:nothing:]]',
  ])('refuses %s', (pattern) => {
    expect(verdicts(pattern, 'a')).toEqual([null, null, null]);
  });

  it('overlooks case when told', () => {
    for (const dialect of dialects)
      expect(compilePattern('^ADMIN$', dialect, { ignoreCase: true })?.('admin')).toBe(true);
  });
});

describe('the dialects differ', () => {
  it.each([
    // pattern, name, [postgres, pcre, posix]
    ['^(?:a|b)$', 'b', [true, true, null]],
    ['^(?=a)', 'a', [true, true, null]],
    ['^a\\-b$', 'a-b', [true, true, null]],
    ['^a\\]b\\}$', 'a]b}', [true, true, null]],
    ['^a\\/b\\@c\\ d$', 'a/b@c d', [true, true, null]],
    ['^\\é$', 'é', [true, true, null]],
    ['^\\w+$', 'a_1', [true, true, null]],
    ['^a+?$', 'aa', [true, true, null]],
    ['^{a}$', '{a}', [true, true, null]],
    ['^a{1b$', 'a{1b', [null, true, null]],
    ['\\ycalvin\\y', 'a calvin', [true, null, null]],
    ['\\bcalvin\\b', 'a calvin', [false, true, null]],
    ['\\Acalvin\\z', 'calvin', [null, true, null]],
    ['^[a\\]]+$', ']a', [true, true, false]],
    ['^[\\.]$', '\\', [false, false, true]],
    ['^calvin$', 'calvin\n', [false, true, false]],
    ['^a.b$', 'a\nb', [true, false, true]],
  ] as const)('over %s', (pattern, name, expected) => {
    expect(verdicts(pattern, name)).toEqual(expected);
  });
});
