/** Whose request begins next. */
export type Turns = {
  /** Calls `begin` when it is the caller's turn: before it returns where nobody waits. */
  take(caller: string, begin: () => void): void;
};

/**
 * One request begins in each turn of the event loop, and callers take turns.
 *
 * All requests share one thread, and one that is answered from the index holds it from beginning to end. Without this, whatever the loop has
 * read by then would begin at once, and whoever comes next waits until all of it has ended: behind a hundred requests of somebody else. With
 * it, between any two of them the loop reads what has come in, and whoever had no turn for longest is next: behind one.
 */
export const createTurns = (): Turns => {
  /** In the order of their next turns. */
  const waiting = new Map<string, (() => void)[]>();
  let isTaken = false;

  const giveTurn = (): void => {
    const [next] = waiting;
    if (next === undefined) {
      isTaken = false;
      return;
    }
    const [caller, [begin, ...others]] = next;
    waiting.delete(caller);
    if (others.length > 0) waiting.set(caller, others);
    setImmediate(giveTurn);
    begin?.();
  };

  return {
    take: (caller, begin) => {
      if (isTaken) {
        const own = waiting.get(caller);
        if (own === undefined) waiting.set(caller, [begin]);
        else own.push(begin);
        return;
      }
      isTaken = true;
      setImmediate(giveTurn);
      begin();
    },
  };
};
