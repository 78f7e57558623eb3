/**
 * Text in the form in which it is searched and ordered: without regard to case, to how Unicode composes it, to accents, or to strokes and
 * ligatures of Latin letters. For finding only: what tells two people apart is never folded so far.
 */
export const foldText = (text: string): string =>
  text
    .normalize('NFKD')
    .replace(/\p{M}+/gu, '')
    // Some letters are equal in upper case only: ı and i, ſ and s.
    .toUpperCase()
    .toLowerCase()
    .replace(/[ςßłøđħŧæœþð]/gu, (letter) => plainLetters[letter] ?? letter)
    .replace(/\s+/gu, ' ')
    .trim();

/** What people type for letters that Unicode does not decompose, and one sigma for both: which one stands in lower case hangs on what follows. */
const plainLetters: { readonly [letter: string]: string } = {
  ς: 'σ',
  ß: 'ss',
  ł: 'l',
  ø: 'o',
  đ: 'd',
  ħ: 'h',
  ŧ: 't',
  æ: 'ae',
  œ: 'oe',
  þ: 'th',
  ð: 'd',
};
