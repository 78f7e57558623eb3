import { setTimeout as wait } from 'node:timers/promises';
import { RolecallError } from '../domain/errors.ts';

/**
 * What comes of a write of the store without which a mutation is not begun. Throws STORE_UNAVAILABLE where that takes too long; `takeBack` is
 * then run should it be done after all.
 */
export const promptly = async <T>(write: Promise<T>, takeBack: (done: T) => Promise<unknown>): Promise<T> => {
  const settled = new AbortController();
  try {
    const done = await Promise.race([
      write.then((value) => ({ value })),
      wait(longestMs, null, { signal: settled.signal }),
    ]);
    if (done !== null) return done.value;
  } finally {
    settled.abort();
  }
  write.then(takeBack).catch(() => {});
  throw new RolecallError(
    'STORE_UNAVAILABLE',
    'The store did not keep in time what is to be done, so nothing was done',
  );
};

/** Whoever asks is told within two seconds. */
const longestMs = 1500;
