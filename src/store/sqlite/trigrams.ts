/**
 * What the trigram index is asked for to find a text within others. Every text that contains the needle answers, and some others: the
 * trigrams may stand anywhere in it. `null` where the needle has no trigram that can be asked for.
 */
export const allTrigramsOf = (needle: string): string | null => {
  const characters = [...needle];
  const trigrams = characters
    .slice(0, -2)
    .map((first, at) => `${first}${characters[at + 1]}${characters[at + 2]}`)
    // The tokenizer passes over NUL, and a query ends at it.
    .filter((trigram) => !trigram.includes('\0'));
  const asked = [...new Set(trigrams)].slice(0, trigramsAsked);
  return asked.length === 0 ? null : asked.map(quote).join(' AND ');
};

/** As many tell one text from another; more would only cost time. */
const trigramsAsked = 24;

/** The same for texts that have any of some trigrams, of which there has to be one. */
export const anyTrigramOf = (trigrams: readonly string[]): string => trigrams.map(quote).join(' OR ');

const quote = (trigram: string): string => `"${trigram.replaceAll('"', '""')}"`;

/**
 * Between which two texts the trigrams stand that begin with one or two characters; `null` where there may be others that the tokenizer has
 * folded.
 */
export const rangeOf = (start: string): readonly [from: string, to: string] | null =>
  start === '' || /[\0\ufffe\uffff]/u.test(start) ? null : [start, `${start}\u{10ffff}`];

/** A text in which every character begins a trigram, as the last two of the text itself do not. */
export const withEnd = (text: string): string => `${text}\n\n`;
