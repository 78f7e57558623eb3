import type { Logger } from 'pino';
import { RolecallError } from '../../domain/errors.ts';
import type { CompleteRefresh, EndedRefresh, Refresh, RunningRefresh } from '../../domain/refresh.ts';
import { type RefreshDeps, refreshBackend } from './refresh.ts';
import { createRefreshLog } from './refresh-log.ts';
import { createSchedule, type Schedule } from './refresh-schedule.ts';

/** The readings of one backend, one at a time, as `Refreshes` tells it of all of them. */
export type BackendRefresher = {
  restore(): Promise<void>;
  schedule(): void;
  refresh(confirmShrink: boolean): Promise<EndedRefresh>;
  soon(): void;
  status(): IndexStatus;
  /** Resolves when the one under way has ended, which the signal has to end. */
  stop(): Promise<void>;
};

export type IndexStatus = {
  /** As far as it has come; `null` where none is under way. */
  readonly running: RunningRefresh | null;
  /** The last that has ended; `null` where none has. */
  readonly last: EndedRefresh | null;
  /** The last that ended COMPLETE; `null` where none did. */
  readonly complete: CompleteRefresh | null;
  /** Milliseconds since the epoch; `null` while one is under way, or where there is no schedule. */
  readonly nextAt: number | null;
};

export const createBackendRefresher = (deps: BackendRefresherDeps): BackendRefresher => {
  const { backend, refreshMs, store, now, signal } = deps;
  const log = createRefreshLog(deps.log, backend.id, now);
  let running: RunningRefresh | null = null;
  let last: EndedRefresh | null = null;
  let complete: CompleteRefresh | null = null;
  let underWay: Promise<EndedRefresh> | null = null;
  let queued: Promise<void> | null = null;

  const join = async (confirmShrink: boolean): Promise<EndedRefresh> => {
    if (signal.aborted)
      throw new RolecallError('UPSTREAM_UNAVAILABLE', 'Rolecall is being stopped and reads nothing any more');
    if (underWay === null) return begin(confirmShrink);
    const joined = await underWay;
    // Whoever confirms that so many have vanished wants it done, and the one under way may not have known.
    return confirmShrink && joined.state === 'HELD' ? join(true) : joined;
  };
  const begin = (confirmShrink: boolean): Promise<EndedRefresh> => {
    schedule.pause();
    underWay = run(confirmShrink).finally(() => {
      underWay = null;
    });
    return underWay;
  };
  const run = async (confirmShrink: boolean): Promise<EndedRefresh> => {
    let ended: EndedRefresh | null = null;
    try {
      ended = await refreshBackend({ ...deps, onProgress, onFault: log.fault }, { signal, confirmShrink });
      last = ended;
      if (ended.state === 'COMPLETE') complete = ended;
      log.ended(ended);
      return ended;
    } catch (error) {
      log.failed(error);
      throw error;
    } finally {
      running = null;
      schedule.resume(ended);
    }
  };
  const onProgress = (refresh: Refresh): void => {
    if (refresh.state === 'RUNNING') {
      running = refresh;
      log.progress(refresh);
    }
    deps.onProgress?.(refresh);
  };

  const soon = (): void => {
    queued ??= runQueued();
  };
  const runQueued = async (): Promise<void> => {
    await underWay?.catch(() => {});
    queued = null;
    // It is in the log already.
    if (!signal.aborted) await join(false).catch(() => {});
  };
  const schedule: Schedule = createSchedule({ refreshMs, now, run: soon });

  return {
    restore: async () => {
      ({ last, complete } = await store.refreshes.latest(backend.id));
    },
    schedule: () => schedule.begin(last),
    refresh: join,
    soon,
    status: () => ({ running, last, complete, nextAt: running === null ? schedule.nextAt() : null }),
    stop: async () => {
      schedule.end();
      await queued;
      await underWay?.catch(() => {});
    },
  };
};

export type BackendRefresherDeps = Omit<RefreshDeps, 'onProgress' | 'onFault'> & {
  readonly refreshMs: number;
  readonly log: Logger;
  readonly onProgress?: (refresh: Refresh) => void;
  /** Aborted when Rolecall stops. */
  readonly signal: AbortSignal;
};
