import { setTimeout as wait } from 'node:timers/promises';
import type { Context } from './context.ts';

/** What comes of it as long as the request can wait, some time being left to answer in; `null` where it takes longer. It goes on then. */
export const inTime = async <T>(
  { deadline, now }: Pick<Context, 'deadline' | 'now'>,
  work: Promise<T>,
): Promise<T | null> => {
  const left = deadline - now().getTime();
  const settled = new AbortController();
  try {
    return await Promise.race([work, wait(0.9 * Math.max(0, left), null, { signal: settled.signal })]);
  } finally {
    settled.abort();
  }
};
