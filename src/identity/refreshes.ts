import type { Logger } from 'pino';
import type { Backend } from '../backends/backend.ts';
import type { Refresh } from '../domain/refresh.ts';
import type { Store } from '../store/store.ts';
import type { IdentityIndex } from './identity-index.ts';
import { refreshBackend } from './refresh.ts';
import { createSchedule, type Schedule } from './refresh-schedule.ts';
import type { ShrinkGuard } from './shrink-guard.ts';

/** Reads every backend whole, each on its own schedule, one reading of a backend at a time. */
export type Refreshes = {
  /** Takes up what an earlier process left: a reading that did not end has ended PARTIAL. Begins the schedules, unless there are to be none. */
  start(options?: { readonly scheduled?: boolean }): Promise<void>;
  /** Reads a backend now, or joins the reading under way. Resolves when it has ended, however it did. */
  refresh(backend: string, options?: { readonly confirmShrink?: boolean }): Promise<Refresh>;
  /** How a backend stands in the index. */
  status(backend: string): IndexStatus;
  /** Gives up what is under way: it ends PARTIAL, and what was seen is kept. */
  stop(): Promise<void>;
};

export type IndexStatus = {
  /** As far as it has come; `null` where none is under way. */
  readonly running: Refresh | null;
  /** The last that has ended; `null` where none has. */
  readonly last: Refresh | null;
  /** The last that ended COMPLETE; `null` where none did. */
  readonly complete: Refresh | null;
  /** Milliseconds since the epoch; `null` while one is under way, or where there is no schedule. */
  readonly nextAt: number | null;
};

export type RefreshedBackend = { readonly backend: Backend; readonly refreshMs: number };

export const createRefreshes = (deps: RefreshesDeps): Refreshes => {
  const stopping = new AbortController();
  const readings = new Map(
    deps.backends.map(({ backend, refreshMs }) => [
      backend.id,
      createReading({ ...deps, backend, refreshMs, signal: stopping.signal }),
    ]),
  );
  const of = (backend: string): Reading => {
    const reading = readings.get(backend);
    if (reading === undefined) throw new Error(`expected a configured backend, got ${backend}`);
    return reading;
  };

  return {
    start: async ({ scheduled = true } = {}) => {
      await endUnfinished(deps);
      for (const reading of readings.values()) await reading.start(scheduled);
    },
    refresh: (backend, { confirmShrink = false } = {}) => of(backend).refresh(confirmShrink),
    status: (backend) => of(backend).status(),
    stop: async () => {
      stopping.abort();
      await Promise.all([...readings.values()].map((reading) => reading.stop()));
    },
  };
};

export type RefreshesDeps = {
  readonly backends: readonly RefreshedBackend[];
  readonly store: Store;
  readonly index: IdentityIndex;
  readonly guard: ShrinkGuard;
  readonly now: () => number;
  readonly log: Logger;
  /** Told of each step of each reading. */
  readonly onProgress?: (refresh: Refresh) => void;
};

const endUnfinished = async ({ store, now }: RefreshesDeps): Promise<void> => {
  const unfinished = await store.refreshes.unfinished();
  await store.write(async ({ refreshes }) => {
    for (const refresh of unfinished)
      await refreshes.save({
        ...refresh,
        state: 'PARTIAL',
        finishedAt: now(),
        reason: 'The process ended while it was read',
      });
  });
};

/** One that takes long tells the log how far it is. */
const toldEachMs = 10_000;

/** The readings of one backend. */
type Reading = {
  start(scheduled: boolean): Promise<void>;
  refresh(confirmShrink: boolean): Promise<Refresh>;
  status(): IndexStatus;
  stop(): Promise<void>;
};

const createReading = (
  deps: RefreshesDeps & RefreshedBackend & { readonly signal: AbortSignal },
): Reading => {
  const { backend, refreshMs, store, now, log, signal } = deps;
  let last: Refresh | null = null;
  let complete: Refresh | null = null;
  let running: Refresh | null = null;
  let lastToldAt = 0;
  let underWay: Promise<Refresh> | null = null;
  const schedule: Schedule = createSchedule({
    refreshMs,
    now,
    run: () => {
      read(false).catch(() => {});
    },
  });

  const read = (confirmShrink: boolean): Promise<Refresh> => {
    schedule.pause();
    underWay = readAndReport(confirmShrink).finally(() => {
      running = null;
      underWay = null;
    });
    return underWay;
  };

  const readAndReport = async (confirmShrink: boolean): Promise<Refresh> => {
    try {
      last = await refreshBackend({ ...deps, onProgress, onFault }, { signal, confirmShrink });
      if (last.state === 'COMPLETE') complete = last;
      report(log, last);
      schedule.resume(last);
      return last;
    } catch (error) {
      log.error({ backend: backend.id, err: error }, 'a backend could not be read into the index');
      schedule.resume(null);
      throw error;
    }
  };

  const onProgress = (refresh: Refresh): void => {
    running = refresh;
    deps.onProgress?.(refresh);
    if (now() - Math.max(lastToldAt, refresh.startedAt) < toldEachMs) return;
    lastToldAt = now();
    const { pages, seen, total } = refresh;
    log.info({ backend: backend.id, pages, seen, total }, 'a backend is being read into the index');
  };
  const onFault = (error: unknown, sentence: string): void =>
    log.warn({ backend: backend.id, err: error }, sentence);

  const refresh = async (confirmShrink: boolean): Promise<Refresh> => {
    if (underWay === null) return read(confirmShrink);
    const joined = await underWay;
    // Whoever confirms that so many are gone wants it done, and the one under way may not have known.
    return confirmShrink && joined.state === 'HELD' ? refresh(true) : joined;
  };

  return {
    start: async (scheduled) => {
      ({ last, complete } = await store.refreshes.latest(backend.id));
      if (scheduled) schedule.begin(last);
    },
    refresh,
    status: () => ({ running, last, complete, nextAt: running === null ? schedule.nextAt() : null }),
    stop: async () => {
      schedule.end();
      await underWay?.catch(() => {});
    },
  };
};

const report = (log: Logger, refresh: Refresh): void => {
  const { backend, state, pages, seen, created, changed, vanished, reason, startedAt, finishedAt } = refresh;
  const durationMs = (finishedAt ?? startedAt) - startedAt;
  const figures = { backend, state, durationMs, pages, seen, created, changed, vanished };
  if (state === 'COMPLETE') log.info(figures, 'a backend was read into the index');
  else log.warn({ ...figures, reason }, 'a backend was not read whole into the index');
};
