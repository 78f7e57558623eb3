import { stripVTControlCharacters } from 'node:util';

/**
 * Text from elsewhere, such as a name that somebody typed into a backend, as it may stand on a terminal: on one line, without anything that
 * moves the cursor, colours, hides or turns what is around it.
 */
export const clean = (text: string): string =>
  stripVTControlCharacters(text)
    .replace(/[\s\u0085]/gu, ' ')
    .replace(/[\p{Cc}\p{Cf}\p{Cs}\p{Co}]/gu, '')
    .replace(/ {2,}/g, ' ')
    .trim();

/** Columns that a text takes on a terminal. */
export const widthOf = (text: string): number =>
  [...graphemes.segment(text)].reduce((sum, { segment }) => sum + widthOfGrapheme(segment), 0);

/** At most that wide: what is longer ends in `…`. */
export const cut = (text: string, columns: number): string => {
  if (widthOf(text) <= columns) return text;
  let kept = '';
  let used = 1;
  for (const { segment } of graphemes.segment(text)) {
    used += widthOfGrapheme(segment);
    if (used > columns) break;
    kept += segment;
  }
  return `${kept.trimEnd()}…`;
};

/** Exactly that wide: cut, or filled up with spaces. */
export const pad = (text: string, columns: number): string => {
  const short = cut(text, columns);
  return short + ' '.repeat(columns - widthOf(short));
};

/**
 * Broken at spaces into lines of that width, each behind the indent. A word that is longer has a line of its own, and is not cut: it may be an
 * id.
 */
export const wrap = (text: string, columns: number, indent = ''): readonly string[] => {
  const lines: string[] = [];
  let line = '';
  for (const word of text.split(' ')) {
    const longer = line === '' ? word : `${line} ${word}`;
    if (line !== '' && widthOf(indent) + widthOf(longer) > columns) {
      lines.push(indent + line);
      line = word;
    } else line = longer;
  }
  return [...lines, indent + line];
};

/** `1 change`, `2 changes`. */
export const count = (number: number, one: string, many = `${one}s`): string =>
  `${number} ${number === 1 ? one : many}`;

const graphemes = new Intl.Segmenter('en', { granularity: 'grapheme' });

const widthOfGrapheme = (grapheme: string): number => {
  if (/^\p{M}/u.test(grapheme)) return 0;
  return wide.test(grapheme) ? 2 : 1;
};

/** What terminals show over two columns (Unicode Standard Annex 11, W and F), by script where that tells. */
const wide =
  /^(?![\uff61-\uffdc])[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}\p{Emoji_Presentation}\u3000-\u303e\uff01-\uff60\uffe0-\uffe6]/u;
