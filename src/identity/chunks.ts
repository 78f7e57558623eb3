import { chunksOf } from '../domain/chunks.ts';
import { mostAtOnce } from '../store/store.ts';

/** Asks for many in as many calls as it takes, each within what the store takes at once, one after another. */
export const askInChunks = async <K, T>(
  all: readonly K[],
  ask: (chunk: readonly K[]) => Promise<Iterable<T>>,
): Promise<readonly T[]> => {
  const answers: T[] = [];
  for (const chunk of chunksOf(all, mostAtOnce)) for (const answer of await ask(chunk)) answers.push(answer);
  return answers;
};
