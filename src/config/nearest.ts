import { distance } from 'fastest-levenshtein';

/** Ends a sentence about a word that is not known: with the one that was probably meant, else with all of them. */
export const suggest = (word: string, known: readonly string[]): string => {
  const meant = nearest(word, known);
  return meant === null ? `there are ${[...new Set(known)].join(', ')}` : `did you mean ${meant}?`;
};

/** The known word that was probably meant; `null` where none is near. */
export const nearest = (word: string, known: readonly string[]): string | null => {
  const farness = (one: string) => distance(word.toLowerCase(), one.toLowerCase());
  const [closest] = known.toSorted((one, other) => farness(one) - farness(other));
  return closest !== undefined && farness(closest) <= Math.ceil(word.length / 3) ? closest : null;
};
