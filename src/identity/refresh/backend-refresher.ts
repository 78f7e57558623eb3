import type { Logger } from 'pino';
import { RolecallError } from '../../domain/errors.ts';
import {
  type CompleteRefresh,
  type EndedRefresh,
  nothingRead,
  type Refresh,
  type RunningRefresh,
  reachedItsEnd,
} from '../../domain/refresh.ts';
import { faultOfRolecall, type RefreshDeps, refreshBackend } from './refresh.ts';
import { createRefreshLog } from './refresh-log.ts';
import { createSchedule, type Schedule } from './refresh-schedule.ts';

/** The readings of one backend, one at a time, as `Refreshes` tells it of all of them. */
export type BackendRefresher = {
  restore(): Promise<void>;
  schedule(): void;
  /** To confirm is to confirm as many as the last one that was HELD counted. */
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
  /** How many accounts were missing when one was HELD, until one is COMPLETE. */
  let held = 0;
  let underWay: Promise<EndedRefresh> | null = null;
  let queued: Promise<void> | null = null;

  const join = async (confirmed: number): Promise<EndedRefresh> => {
    if (signal.aborted)
      throw new RolecallError('UPSTREAM_UNAVAILABLE', 'Rolecall is being stopped and reads nothing any more');
    if (underWay === null) return begin(confirmed);
    const joined = await underWay;
    // Whoever confirms that so many have vanished wants it done, and the one under way may not have known.
    return joined.state === 'HELD' && joined.vanished <= confirmed ? join(confirmed) : joined;
  };
  const begin = (confirmed: number): Promise<EndedRefresh> => {
    schedule.pause();
    underWay = run(confirmed).finally(() => {
      underWay = null;
    });
    return underWay;
  };
  const run = async (confirmed: number): Promise<EndedRefresh> => {
    const startedAt = now();
    let ended: EndedRefresh | null = null;
    try {
      ended = await refreshBackend({ ...deps, onProgress, onFault: log.fault }, { signal, confirmed });
      remember(ended);
      log.ended(ended);
      return ended;
    } catch (error) {
      // Nothing of it could be recorded, but whoever asks shall be told.
      last = { ...(running ?? begun(startedAt)), ...failure(error), finishedAt: now() };
      log.failed(error);
      throw error;
    } finally {
      running = null;
      schedule.resume(ended);
    }
  };
  const remember = (ended: EndedRefresh): void => {
    last = ended;
    if (ended.state === 'COMPLETE') complete = ended;
    if (reachedItsEnd(ended)) held = ended.state === 'HELD' ? ended.vanished : 0;
  };
  /** One that could not even be recorded. */
  const begun = (startedAt: number) => ({ ...nothingRead, id: 0, backend: backend.id, startedAt });
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
    if (!signal.aborted) await join(0).catch(() => {});
  };
  const schedule: Schedule = createSchedule({ refreshMs, now, run: soon });

  return {
    restore: async () => {
      const latest = await store.refreshes.latest(backend.id);
      complete = latest.complete;
      if (latest.last !== null) remember(latest.last);
    },
    schedule: () => schedule.begin(last),
    refresh: (confirmShrink) => join(confirmShrink ? held : 0),
    soon,
    status: () => ({ running, last, complete, nextAt: running === null ? schedule.nextAt() : null }),
    stop: async () => {
      schedule.end();
      await queued;
      await underWay?.catch(() => {});
    },
  };
};

const failure = (error: unknown) =>
  ({ state: 'FAILED', reason: error instanceof RolecallError ? error.message : faultOfRolecall }) as const;

export type BackendRefresherDeps = Omit<RefreshDeps, 'onProgress' | 'onFault'> & {
  readonly refreshMs: number;
  readonly log: Logger;
  readonly onProgress?: (refresh: Refresh) => void;
  /** Aborted when Rolecall stops. */
  readonly signal: AbortSignal;
};
