/** Keeps a rate as the backend counts it: by arrivals. */
export type Window = {
  /** Resolves when one more request may start, first come, first served; `null` where that is now. Rejects with the reason of the signal or of `giveUp`. */
  enter(signal?: AbortSignal): Promise<void> | null;
  /** Frees a place a window from now: the answer has come, or never will. */
  free(): void;
  /** Lets nothing start for that long. A shorter hold does not end a longer one. */
  hold(ms: number): void;
  /** How long a hold has still to last; 0 where there is none. */
  heldMs(): number;
  /** Rejects everything that waits. */
  giveUp(reason: unknown): void;
};

/**
 * At most `places` requests arrive in any sliding `windowMs`.
 *
 * A place is taken when a request starts and is free again `windowMs` after its answer has come. In between it must have arrived, so that
 * the promise holds however long requests are on their way. To count starts alone would not do: the first of a burst may be held up,
 * by a connection to be made, and then two bursts arrive within one window. The price is that a place is taken for the time of the
 * answer as well: with 16 places and answers in 100 ms, 14.5 requests a second.
 */
export const createWindow = ({
  places,
  windowMs,
}: {
  readonly places: number;
  readonly windowMs: number;
}): Window => {
  const waiting: Waiting[] = [];
  /** When places become free again, the next one at `nextFree`. */
  let freeAt: number[] = [];
  let nextFree = 0;
  let taken = 0;
  let heldUntil = 0;
  let timer: NodeJS.Timeout | null = null;

  const freePlaces = (now: number): void => {
    while (nextFree < freeAt.length && (freeAt[nextFree] ?? 0) <= now) {
      nextFree += 1;
      taken -= 1;
    }
    if (nextFree > 1024 && nextFree > freeAt.length / 2) {
      freeAt = freeAt.slice(nextFree);
      nextFree = 0;
    }
  };

  const admit = (): void => {
    const now = performance.now();
    freePlaces(now);
    while (waiting.length > 0 && now >= heldUntil && taken < places) {
      taken += 1;
      waiting.shift()?.enter();
    }
    if (timer !== null) clearTimeout(timer);
    timer = null;
    if (waiting.length === 0) return;
    const next = Math.max(heldUntil, taken < places ? 0 : (freeAt[nextFree] ?? Number.POSITIVE_INFINITY));
    // Where all that took a place are under way, the next to free one wakes the others.
    if (next < Number.POSITIVE_INFINITY) timer = setTimeout(admit, Math.min(next - now + 1, maxTimerMs));
  };

  return {
    enter: (signal) => {
      const now = performance.now();
      freePlaces(now);
      if (waiting.length === 0 && now >= heldUntil && taken < places) {
        taken += 1;
        return null;
      }
      return new Promise((resolve, reject) => {
        const end = (settle: () => void) => {
          signal?.removeEventListener('abort', leaveQueue);
          settle();
        };
        const entry: Waiting = { enter: () => end(resolve), reject: (reason) => end(() => reject(reason)) };
        const leaveQueue = (): void => {
          waiting.splice(waiting.indexOf(entry), 1);
          entry.reject(signal?.reason);
          admit();
        };
        signal?.addEventListener('abort', leaveQueue);
        waiting.push(entry);
        admit();
      });
    },
    free: () => {
      freeAt.push(performance.now() + windowMs + guardMs);
      if (waiting.length > 0) admit();
    },
    hold: (ms) => {
      heldUntil = Math.max(heldUntil, performance.now() + ms);
    },
    heldMs: () => Math.max(0, heldUntil - performance.now()),
    giveUp: (reason) => {
      for (const { reject } of waiting.splice(0)) reject(reason);
      admit();
    },
  };
};

type Waiting = { readonly enter: () => void; readonly reject: (reason: unknown) => void };

/** Two clocks may not agree on how long a second is. */
const guardMs = 5;

/** A longer delay would fire at once. */
const maxTimerMs = 2 ** 31 - 1;
