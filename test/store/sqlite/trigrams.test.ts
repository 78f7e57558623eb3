import { describe, expect, it } from 'vitest';
import { allTrigramsOf, anyTrigramOf, rangeOf } from '../../../src/store/sqlite/trigrams.ts';

describe('what the trigram index is asked for', () => {
  it('is every three characters in a row, each once', () => {
    expect(allTrigramsOf('anana')).toBe('"ana" AND "nan"');
    expect(allTrigramsOf('\u{1f600}a\u{1f601}')).toBe('"\u{1f600}a\u{1f601}"');
  });

  it('is quoted, so that it is no query of its own', () => {
    expect(allTrigramsOf('a"b')).toBe('"a""b"');
    expect(anyTrigramOf(['a"b', 'OR '])).toBe('"a""b" OR "OR "');
  });

  it('is nothing where there are no three, or a NUL is among them', () => {
    expect([allTrigramsOf(''), allTrigramsOf('ab'), allTrigramsOf('a\0b')]).toEqual([null, null, null]);
    expect(allTrigramsOf('a\0bcd')).toBe('"bcd"');
  });

  it('is no more than it takes to tell one text from another', () => {
    const long = Array.from({ length: 5000 }, (_, at) => String.fromCodePoint(0x4e00 + at)).join('');
    expect(allTrigramsOf(long)?.split(' AND ')).toHaveLength(24);
  });

  it('is a range of them where the needle is shorter', () => {
    expect(rangeOf('ab')).toEqual(['ab', 'ab\u{10ffff}']);
    expect([rangeOf('\0'), rangeOf('\uffff'), rangeOf('')]).toEqual([null, null, null]);
  });
});
