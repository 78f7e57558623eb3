import type { CallOptions } from '../domain/call-options.ts';

/** Keeps a rate as the backend counts it: by arrivals. */
export type Window = {
  /**
   * Resolves when one more request may start, `null` where that is now: the interactive first, in order of coming, and the background evenly
   * spread. Rejects with the reason of the signal or of `giveUp`.
   */
  enter(options?: CallOptions): Promise<void> | null;
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
 *
 * What reads in the background never starts in a burst: it would take all places at once, and whoever came next would wait for a whole window.
 */
export const createWindow = ({
  places,
  windowMs,
}: {
  readonly places: number;
  readonly windowMs: number;
}): Window => {
  const interactive: Waiting[] = [];
  const background: Waiting[] = [];
  /** When places become free again, the next one at `nextFree`. */
  let freeAt: number[] = [];
  let nextFree = 0;
  let taken = 0;
  let heldUntil = 0;
  let nextBackgroundAt = 0;
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
  const take = (now: number, isBackground: boolean): void => {
    taken += 1;
    if (isBackground) nextBackgroundAt = now + windowMs / places;
  };

  /** Whose turn it is once there is a place. */
  const nextQueue = (now: number): Waiting[] => {
    const [first] = background;
    const isOverdue = first !== undefined && first.since <= now - longestBackgroundWaitMs;
    return interactive.length === 0 || isOverdue ? background : interactive;
  };
  /** The earliest time at which another one of the queue may start; infinite where all that took a place are under way. */
  const startOf = (queue: Waiting[]): number =>
    Math.max(
      heldUntil,
      taken < places ? 0 : (freeAt[nextFree] ?? Number.POSITIVE_INFINITY),
      queue === background ? nextBackgroundAt : 0,
    );

  const admit = (): void => {
    const now = performance.now();
    freePlaces(now);
    let queue = nextQueue(now);
    while (queue.length > 0 && startOf(queue) <= now) {
      take(now, queue === background);
      queue.shift()?.enter();
      queue = nextQueue(now);
    }
    if (timer !== null) clearTimeout(timer);
    timer = null;
    const start = startOf(queue);
    if (queue.length > 0 && start < Number.POSITIVE_INFINITY)
      timer = setTimeout(admit, Math.min(start - now + 1, maxTimerMs));
  };

  const wait = (queue: Waiting[], signal: AbortSignal | undefined): Promise<void> =>
    new Promise((resolve, reject) => {
      const end = (settle: () => void) => {
        signal?.removeEventListener('abort', leaveQueue);
        settle();
      };
      const entry: Waiting = {
        since: performance.now(),
        enter: () => end(resolve),
        reject: (reason) => end(() => reject(reason)),
      };
      const leaveQueue = (): void => {
        queue.splice(queue.indexOf(entry), 1);
        entry.reject(signal?.reason);
        admit();
      };
      signal?.addEventListener('abort', leaveQueue);
      queue.push(entry);
      admit();
    });

  return {
    enter: ({ signal, priority } = {}) => {
      const queue = priority === 'BACKGROUND' ? background : interactive;
      const now = performance.now();
      freePlaces(now);
      const isNobodyBefore = interactive.length === 0 && queue.length === 0;
      if (!isNobodyBefore || startOf(queue) > now) return wait(queue, signal);
      take(now, queue === background);
      return null;
    },
    free: () => {
      freeAt.push(performance.now() + windowMs + guardMs);
      if (interactive.length + background.length > 0) admit();
    },
    hold: (ms) => {
      heldUntil = Math.max(heldUntil, performance.now() + ms);
    },
    heldMs: () => Math.max(0, heldUntil - performance.now()),
    giveUp: (reason) => {
      for (const { reject } of [...interactive.splice(0), ...background.splice(0)]) reject(reason);
      admit();
    },
  };
};

/** Long enough that a burst of interactive calls is over, short enough that a walk in the background gets on. */
export const longestBackgroundWaitMs = 2000;

type Waiting = {
  /** On the clock of `performance.now`. */
  readonly since: number;
  readonly enter: () => void;
  readonly reject: (reason: unknown) => void;
};

/** Two clocks may not agree on how long a second is. */
const guardMs = 5;

/** A longer delay would fire at once. */
const maxTimerMs = 2 ** 31 - 1;
