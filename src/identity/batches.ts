/** Gathers what comes in small pages, and cuts what comes in large ones, into batches of a size. */
export type Batches<T> = {
  /** `asOf`: when reading these began. A batch is as old as the oldest part of it. */
  add(entries: readonly T[], asOf: number): Promise<void>;
  /** Hands on what is left. */
  flush(): Promise<void>;
};

/** Between two batches whatever else waits gets its turn. */
export const createBatches = <T>(
  size: number,
  handOn: (batch: readonly T[], asOf: number) => Promise<void>,
): Batches<T> => {
  let gathered: T[] = [];
  let oldest = Number.POSITIVE_INFINITY;
  const flush = async (): Promise<void> => {
    if (gathered.length === 0) return;
    const [batch, asOf] = [gathered, oldest];
    gathered = [];
    oldest = Number.POSITIVE_INFINITY;
    await handOn(batch, asOf);
    await new Promise(setImmediate);
  };
  return {
    add: async (entries, asOf) => {
      for (let at = 0; at < entries.length; ) {
        const part = entries.slice(at, at + size - gathered.length);
        gathered.push(...part);
        oldest = Math.min(oldest, asOf);
        at += part.length;
        if (gathered.length === size) await flush();
      }
    },
    flush,
  };
};
