import { setTimeout as rest } from 'node:timers/promises';

/** Gathers what comes in small pages, and cuts what comes in large ones, into batches of a size. */
export type Batches<T> = {
  /** Resolves once there is room for more, which may be before these are handed on. Rejects where handing on an earlier batch failed. */
  add(entries: readonly T[]): Promise<void>;
  /** Hands on what is left, and resolves when all is. */
  flush(): Promise<void>;
};

/**
 * One batch at a time is handed on, while the next is gathered. That takes at most a third of the time: where batches come faster, as from
 * a backend that answers all at once, each is followed by a rest, in which whatever else waits gets its turn. `time` is the real one when
 * not given.
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
  let handingOn: Promise<void> = Promise.resolve();
  let handedOnAt = time.now();

  const handOnAndRest = async (batch: readonly T[]): Promise<void> => {
    const startedAt = time.now();
    await handOn(batch);
    const endedAt = time.now();
    const waited = startedAt - handedOnAt;
    await time.rest(Math.max(0, 2 * (endedAt - startedAt) - waited));
    handedOnAt = time.now();
  };
  const begin = async (): Promise<void> => {
    await handingOn;
    if (gathered.length === 0) return;
    const batch = gathered;
    gathered = [];
    handingOn = handOnAndRest(batch);
    // Whoever adds or flushes next is told.
    handingOn.catch(() => {});
  };

  return {
    add: async (entries) => {
      for (let at = 0; at < entries.length; ) {
        const part = entries.slice(at, at + size - gathered.length);
        gathered.push(...part);
        at += part.length;
        if (gathered.length === size) await begin();
      }
    },
    flush: async () => {
      await begin();
      await handingOn;
    },
  };
};
