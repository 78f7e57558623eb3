import { type EndedRefresh, reachedItsEnd } from '../../domain/refresh.ts';

/** When a backend is read next. */
export type Schedule = {
  /** Begins, knowing how the last reading ended; `null` where there was none. */
  begin(last: EndedRefresh | null): void;
  /** No reading begins until `resume`. */
  pause(): void;
  /** Goes on after a reading, if it has begun. */
  resume(last: EndedRefresh | null): void;
  /** Milliseconds since the epoch; `null` while it is paused or has not begun. */
  nextAt(): number | null;
  end(): void;
};

/**
 * One reading each `refreshMs`, counted from the end of the last. One that did not reach its end is begun anew after a minute, and after
 * twice as long each time that it does not, up to `refreshMs`; one that a process left unfinished is begun anew at once.
 */
export const createSchedule = (options: {
  readonly refreshMs: number;
  readonly now: () => number;
  readonly run: () => void;
}): Schedule => {
  const { refreshMs, now, run } = options;
  let timer: NodeJS.Timeout | undefined;
  let nextAt: number | null = null;
  let hasBegun = false;
  let failures = 0;

  const pause = (): void => {
    clearTimeout(timer);
    nextAt = null;
  };
  const runIn = (waitMs: number): void => {
    pause();
    const at = now() + waitMs;
    nextAt = at;
    const isLong = waitMs > longestTimerMs;
    timer = setTimeout(() => (isLong ? runIn(at - now()) : run()), Math.min(waitMs, longestTimerMs));
    timer.unref();
  };

  return {
    begin: (last) => {
      hasBegun = true;
      const isWhole = last !== null && reachedItsEnd(last);
      runIn(isWhole ? Math.max(0, last.finishedAt + refreshMs - now()) : 0);
    },
    pause,
    resume: (last) => {
      if (!hasBegun) return;
      const isWhole = last !== null && reachedItsEnd(last);
      failures = isWhole ? 0 : failures + 1;
      runIn(isWhole ? refreshMs : Math.min(refreshMs, firstRetryMs * 2 ** (failures - 1)));
    },
    nextAt: () => nextAt,
    end: () => {
      hasBegun = false;
      pause();
    },
  };
};

const firstRetryMs = 60_000;

/** Node's timers hold no more, and fire at once instead: 24 days. */
const longestTimerMs = 2 ** 31 - 1;
