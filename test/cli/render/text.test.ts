import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { clean, count, cut, pad, widthOf, wrap } from '../../../src/cli/render/text.ts';

describe('a text from elsewhere', () => {
  it.each([
    ['colours', '\u001b[31mAda\u001b[0m', 'Ada'],
    ['colours in one byte', '\u009b31mAda\u009b0m', 'Ada'],
    ['a title for the window', '\u001b]0;owned\u0007Ada', 'Ada'],
    ['a link', '\u001b]8;;https://evil.example\u001b\\Ada\u001b]8;;\u001b\\', 'Ada'],
    ['a line that covers the one before', 'Ada\r\u001b[2KGrace', 'Ada Grace'],
    ['lines', 'Ada\n+ admin\u2028- viewer\u0085x', 'Ada + admin - viewer x'],
    ['what turns the direction', 'Ada\u202ecilbup\u202c', 'Adacilbup'],
    ['what nobody sees', 'A\u200bd\u2060a\ufeff\u00ad', 'Ada'],
    ['a bell, a backspace and half an escape', 'A\u0007\u0008da\u001b', 'Ada'],
    ['half a surrogate pair', 'A\ud800da', 'Ada'],
    ['what a spreadsheet would run', '=HYPERLINK("x")', '=HYPERLINK("x")'],
    ['markup', '<img onerror=x>', '<img onerror=x>'],
    ['letters of any script', 'Zoë Şahin 東京 Ωμέγα', 'Zoë Şahin 東京 Ωμέγα'],
  ])('S12: with %s is one plain line', (_what, text, plain) => {
    expect(clean(text)).toBe(plain);
  });

  it('S12: never holds anything that a terminal obeys', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        expect(clean(text)).not.toMatch(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/u);
        expect(clean(clean(text))).toBe(clean(text));
      }),
      { numRuns: 2000 },
    );
  });
});

describe('the width of a text', () => {
  it.each([
    ['', 0],
    ['Ada', 3],
    ['Zoe\u0308', 3],
    ['東京', 4],
    ['👩‍👩‍👧', 2],
    ['ｱ', 1],
    ['Ａ', 2],
  ])('%j takes %i columns', (text, columns) => {
    expect(widthOf(text)).toBe(columns);
  });

  it('is kept by cut and pad', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), fc.integer({ min: 1, max: 40 }), (text, columns) => {
        expect(widthOf(cut(text, columns))).toBeLessThanOrEqual(columns);
        expect(widthOf(pad(text, columns))).toBe(columns);
        if (widthOf(text) <= columns) expect(cut(text, columns)).toBe(text);
      }),
      { numRuns: 2000 },
    );
  });

  it('shows where something was cut', () => {
    expect(cut('Ada Lovelace', 8)).toBe('Ada Lov…');
    expect(cut('東京都', 4)).toBe('東…');
  });
});

describe('a sentence', () => {
  it('is broken at spaces, each line behind the indent', () => {
    expect(wrap('one two three four', 10, '  ')).toEqual(['  one two', '  three', '  four']);
  });

  it('leaves a word whole that is longer than a line: it may be an id to copy', () => {
    expect(wrap('see WyJQbGFuIiwiMSJd now', 10)).toEqual(['see', 'WyJQbGFuIiwiMSJd', 'now']);
  });

  it('counts', () => {
    expect([0, 1, 2].map((number) => count(number, 'entry', 'entries'))).toEqual([
      '0 entries',
      '1 entry',
      '2 entries',
    ]);
  });
});
