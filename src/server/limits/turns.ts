/** Whose request begins next. */
export type Turns = {
  /** Calls `begin` when it is the caller's turn: before it returns where nobody waits. */
  take(caller: string, begin: () => void): void;
  /** A connection has come in: there may be more, of which the loop takes one in each of its turns. */
  connected(): void;
};

/**
 * One request begins in each turn of the event loop: of those who wait, that of the caller whose last turn is longest ago.
 *
 * All requests share one thread, and one that is answered from the index holds it from beginning to end. Without this, whatever the loop has
 * read by then would begin at once, and whoever comes next waits until all of it has ended: behind a hundred requests of somebody else. With
 * it the loop reads what has come in between any two of them, and whoever asks now and then waits for the one that has begun, and for no
 * other. It costs nothing: requests that begin one by one end sooner, so that less is held in memory meanwhile.
 *
 * New connections come first, a few at a time: libuv takes one in each turn of the loop (https://github.com/libuv/libuv/pull/3696), and behind
 * a thousand that somebody else opens a new caller would otherwise wait for a thousand requests.
 */
export const createTurns = (): Turns => {
  const waiting = new Map<string, (() => void)[]>();
  /** Callers by their last turns since somebody last had to wait, the longest ago first. Of callers who do not wait it may forget some. */
  const lastTurns = new Set<string>();
  let isTaken = false;
  let hasConnected = false;
  let passedOver = 0;

  const begin = (caller: string, request: () => void): void => {
    lastTurns.delete(caller);
    lastTurns.add(caller);
    if (lastTurns.size > waiting.size + 1000)
      for (const one of lastTurns) if (!waiting.has(one)) lastTurns.delete(one);
    isTaken = true;
    setImmediate(giveTurn);
    request();
  };
  const giveTurn = (): void => {
    if (hasConnected && passedOver < mostPassedOver) {
      hasConnected = false;
      passedOver += 1;
      setImmediate(giveTurn);
      return;
    }
    passedOver = 0;
    const caller = next();
    const own = caller === undefined ? undefined : waiting.get(caller);
    const request = own?.shift();
    if (caller === undefined || request === undefined) {
      isTaken = false;
      lastTurns.clear();
      return;
    }
    if (own?.length === 0) waiting.delete(caller);
    begin(caller, request);
  };
  const next = (): string | undefined => {
    for (const caller of waiting.keys()) if (!lastTurns.has(caller)) return caller;
    for (const caller of lastTurns) if (waiting.has(caller)) return caller;
    return undefined;
  };

  return {
    take: (caller, request) => {
      if (!isTaken) {
        begin(caller, request);
        return;
      }
      const own = waiting.get(caller);
      if (own === undefined) waiting.set(caller, [request]);
      else own.push(request);
    },
    connected: () => {
      hasConnected = true;
    },
  };
};

/** Turns of the event loop between two requests, for new connections alone. */
const mostPassedOver = 16;
