import { mostAtOnce } from '../store/store.ts';

/** Asks for many in as many calls as it takes, each within what the store takes at once, one after another. */
export const askInChunks = async <K, T>(
  all: readonly K[],
  ask: (chunk: readonly K[]) => Promise<Iterable<T>>,
): Promise<readonly T[]> => {
  const answers: T[] = [];
  for (let at = 0; at < all.length; at += mostAtOnce)
    for (const answer of await ask(all.slice(at, at + mostAtOnce))) answers.push(answer);
  return answers;
};
