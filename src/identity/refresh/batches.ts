import { setTimeout as rest } from 'node:timers/promises';

/** Gathers what comes in small pages, and cuts what comes in large ones, into batches of a size. */
export type Batches<T> = {
  add(entries: readonly T[]): Promise<void>;
  /** Hands on what is left. */
  flush(): Promise<void>;
};

/**
 * Handing on takes at most half of the time: where batches come faster, as from a backend that answers all at once, each is followed by a
 * rest, in which whatever else waits gets its turn. `time` is the real one when not given.
 */
export const createBatches = <T>(
  size: number,
  handOn: (batch: readonly T[]) => Promise<void>,
  time: { readonly now: () => number; readonly rest: (ms: number) => Promise<unknown> } = {
    now: () => performance.now(),
    rest,
  },
): Batches<T> => {
  let gathered: T[] = [];
  let handedOnAt = time.now();
  const flush = async (): Promise<void> => {
    if (gathered.length === 0) return;
    const batch = gathered;
    gathered = [];
    const startedAt = time.now();
    await handOn(batch);
    const endedAt = time.now();
    await time.rest(Math.max(0, endedAt - startedAt - (startedAt - handedOnAt)));
    handedOnAt = time.now();
  };
  return {
    add: async (entries) => {
      for (let at = 0; at < entries.length; ) {
        const part = entries.slice(at, at + size - gathered.length);
        gathered.push(...part);
        at += part.length;
        if (gathered.length === size) await flush();
      }
    },
    flush,
  };
};
