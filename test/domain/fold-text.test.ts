import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { foldText } from '../../src/domain/fold-text.ts';

describe('text that is searched', () => {
  it.each([
    ['ΠΑΠΑΣ', 'Γιώργος Παπασταύρου'],
    ['νικος', 'ΝΙΚΟΣ ΠΑΠΑΔΟΠΟΥΛΟΣ'],
    ['ΝΙΚΟΣ', 'Νίκος'],
    ['STRASSE', 'Weißmüller-Straße'],
    ['Straße', 'HAUPTSTRASSE'],
    ['straße', 'HAUPTSTRAẞE'],
    ['lukasz zolc', 'Łukasz Żółć'],
    ['soren', 'Søren'],
    ['aegir', 'Ægir'],
    ['thor', 'Þór'],
    ['gudrun', 'Guðrun'],
    ['isik', 'IŞIK ışık'],
    ['ISTANBUL', 'İstanbul'],
    ['renee', 'Rene\u0301e'],
    ['fiona viii full', 'ﬁona Ⅷ ｆｕｌｌ'],
    ['a b', 'x a \t\u00a0b'],
  ])('%s finds %s', (search, text) => {
    expect(foldText(text)).toContain(foldText(search));
  });

  it('tells other letters apart', () => {
    for (const [one, other] of [
      ['o', 'о'],
      ['n', 'ŋ'],
      ['σ', 's'],
    ] as const)
      expect(foldText(one)).not.toBe(foldText(other));
  });

  it('folds to what folds to itself: every character, and any text of them', () => {
    for (let code = 0; code <= 0x10ffff; code += 1) {
      const folded = foldText(String.fromCodePoint(code));
      if (foldText(folded) !== folded) expect.fail(`U+${code.toString(16)}`);
    }
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        expect(foldText(foldText(text))).toBe(foldText(text));
      }),
    );
  });

  it('takes no notice of case: every letter from Latin to Armenian', () => {
    for (let code = 0x41; code < 0x590; code += 1) {
      const letter = String.fromCodePoint(code);
      if (/\p{L}/u.test(letter)) expect(foldText(letter.toUpperCase())).toBe(foldText(letter.toLowerCase()));
    }
  });
});
