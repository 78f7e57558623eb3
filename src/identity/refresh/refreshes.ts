import type { Logger } from 'pino';
import type { Backend } from '../../backends/backend.ts';
import type { EndedRefresh, Refresh } from '../../domain/refresh.ts';
import type { Store } from '../../store/store.ts';
import type { IdentityIndex } from '../identity-index.ts';
import { type BackendRefresher, createBackendRefresher, type IndexStatus } from './backend-refresher.ts';
import type { ShrinkGuard } from './shrink-guard.ts';

/** Reads every backend whole, each on its own schedule, one reading of a backend at a time. */
export type Refreshes = {
  /** Takes up what an earlier process left: a reading that did not end has ended PARTIAL. Until then `status` knows of none. */
  restore(): Promise<void>;
  /** Begins the schedules, after `restore`. */
  schedule(): void;
  /**
   * Reads a backend now, or joins the reading under way. Resolves when it has ended, however it did; rejects where the store fails, and once
   * stopped. `confirmShrink` lets as many vanish as the last HELD reading counted.
   */
  refresh(backend: string, options?: { readonly confirmShrink?: boolean }): Promise<EndedRefresh>;
  /**
   * Has a backend read from now on, after the reading under way, which may have seen it as it was. Nobody waits for that but `stop`, the log
   * tells what becomes of it, and once stopped it does nothing.
   */
  soon(backend: string): void;
  /** How a backend stands in the index. */
  status(backend: string): IndexStatus;
  /** Gives up what is under way: it ends PARTIAL, and what was seen is kept. */
  stop(): Promise<void>;
};

export const createRefreshes = (deps: RefreshesDeps): Refreshes => {
  const stopping = new AbortController();
  const refreshers = new Map(
    deps.backends.map(({ backend, refreshMs }) => [
      backend.id,
      createBackendRefresher({ ...deps, backend, refreshMs, signal: stopping.signal }),
    ]),
  );
  const of = (backend: string): BackendRefresher => {
    const refresher = refreshers.get(backend);
    if (refresher === undefined) throw new Error(`expected a configured backend, got ${backend}`);
    return refresher;
  };

  return {
    restore: async () => {
      await endUnfinished(deps);
      for (const refresher of refreshers.values()) await refresher.restore();
    },
    schedule: () => {
      for (const refresher of refreshers.values()) refresher.schedule();
    },
    refresh: (backend, { confirmShrink = false } = {}) => of(backend).refresh(confirmShrink),
    soon: (backend) => of(backend).soon(),
    status: (backend) => of(backend).status(),
    stop: async () => {
      stopping.abort();
      await Promise.all([...refreshers.values()].map((refresher) => refresher.stop()));
    },
  };
};

export type RefreshesDeps = {
  readonly backends: readonly { readonly backend: Backend; readonly refreshMs: number }[];
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
