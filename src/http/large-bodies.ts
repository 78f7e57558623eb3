/** Lets large bodies into memory one at a time, of all backends together: each takes several times its size until it is parsed. */
export type LargeBodies = {
  /** Calls `enter` when the turn comes, which may be at once. Returns what ends the turn, or the wait for it. */
  takeTurn(enter: () => void): () => void;
};

export const createLargeBodies = (): LargeBodies => {
  const queue: (() => void)[] = [];

  return {
    takeTurn: (enter) => {
      queue.push(enter);
      if (queue.length === 1) enter();
      return () => {
        const place = queue.indexOf(enter);
        if (place === -1) return;
        queue.splice(place, 1);
        if (place === 0) queue[0]?.();
      };
    },
  };
};

/** A body of more bytes waits for its turn. A page of a thousand users has fewer. */
export const largeBytes = 1024 * 1024;
