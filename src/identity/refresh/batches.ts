/** Gathers what comes in small pages, and cuts what comes in large ones, into batches of a size. */
export type Batches<T> = {
  add(entries: readonly T[]): Promise<void>;
  /** Hands on what is left. */
  flush(): Promise<void>;
};

/** Between two batches whatever else waits gets its turn. */
export const createBatches = <T>(
  size: number,
  handOn: (batch: readonly T[]) => Promise<void>,
): Batches<T> => {
  let gathered: T[] = [];
  const flush = async (): Promise<void> => {
    if (gathered.length === 0) return;
    const batch = gathered;
    gathered = [];
    await handOn(batch);
    await new Promise(setImmediate);
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
