/** Work that no request waits for, and that the end of the server does. */
export type Background = {
  /** `work` does not reject, or nobody learns of it. */
  add(work: Promise<unknown>): void;
  /** Resolves when nothing is under way any more. */
  ended(): Promise<void>;
};

export const createBackground = (): Background => {
  const underWay = new Set<Promise<unknown>>();
  return {
    add: (work) => {
      const settled = work.catch(() => {}).finally(() => underWay.delete(settled));
      underWay.add(settled);
    },
    ended: async () => {
      while (underWay.size > 0) await Promise.all(underWay);
    },
  };
};
