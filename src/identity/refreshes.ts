import type { Refresh } from '../domain/refresh.ts';

/** Reads every backend whole, each on its own schedule, one reading of a backend at a time. */
export type Refreshes = {
  /** Begins the schedules. What an earlier process left unfinished is begun anew at once. */
  start(): Promise<void>;
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
  /** Milliseconds since the epoch; `null` while one is under way. */
  readonly nextAt: number | null;
};
