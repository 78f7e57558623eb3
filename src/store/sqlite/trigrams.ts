/**
 * What the trigram index is asked for to find a text within others; `null` where it is too short for that. Every text that contains the
 * needle answers, and some others: the trigrams may stand anywhere in it.
 */
export const matchOf = (needle: string): string | null => {
  const characters = [...needle];
  const trigrams = new Set(
    characters.slice(0, -2).map((first, at) => `${first}${characters[at + 1]}${characters[at + 2]}`),
  );
  // The tokenizer passes over NUL, and a query ends at it.
  const asked = [...trigrams].filter((trigram) => !trigram.includes('\0')).slice(0, trigramsAsked);
  return asked.length === 0
    ? null
    : asked.map((trigram) => `"${trigram.replaceAll('"', '""')}"`).join(' AND ');
};

/** As many tell one text from another; more only cost time. */
const trigramsAsked = 24;
