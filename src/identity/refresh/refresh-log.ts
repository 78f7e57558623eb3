import type { Logger } from 'pino';
import type { EndedRefresh, RunningRefresh } from '../../domain/refresh.ts';

/** Tells the log how the readings of one backend go. */
export type RefreshLog = {
  /** Now and then, where one takes long. */
  progress(refresh: RunningRefresh): void;
  ended(refresh: EndedRefresh): void;
  /** One that did not even end. */
  failed(error: unknown): void;
  /** Beside the accounts, or for no fault of the backend. */
  fault(error: unknown, sentence: string): void;
};

export const createRefreshLog = (log: Logger, backend: string, now: () => number): RefreshLog => {
  let lastToldAt = 0;
  return {
    progress: ({ startedAt, pages, seen, total }) => {
      if (now() - Math.max(lastToldAt, startedAt) < toldEachMs) return;
      lastToldAt = now();
      log.info({ backend, pages, seen, total }, 'a backend is being read into the index');
    },
    ended: (refresh) => {
      const { state, pages, seen, created, changed, vanished, reason, startedAt, finishedAt } = refresh;
      const durationMs = finishedAt - startedAt;
      const figures = { backend, state, durationMs, pages, seen, created, changed, vanished };
      if (state === 'COMPLETE') log.info(figures, 'a backend was read into the index');
      else log.warn({ ...figures, reason }, 'a backend was not read whole into the index');
    },
    failed: (err) => log.error({ backend, err }, 'a backend could not be read into the index'),
    fault: (err, sentence) => log.warn({ backend, err }, sentence),
  };
};

const toldEachMs = 10_000;
