/**
 * How a reading of a whole backend ended. COMPLETE: to its end. PARTIAL: not to its end; what was seen is kept and nobody counts as gone.
 * HELD: to its end, but so many had vanished that somebody has to confirm it; until then nobody counts as gone. FAILED: nothing was read.
 * RUNNING: not yet.
 */
export type RefreshState = 'RUNNING' | 'COMPLETE' | 'PARTIAL' | 'HELD' | 'FAILED';

/** One reading of a whole backend. Instants are milliseconds since the epoch. */
export type Refresh = {
  readonly id: number;
  readonly backend: string;
  readonly state: RefreshState;
  readonly startedAt: number;
  /** `null` while it runs. */
  readonly finishedAt: number | null;
  readonly pages: number;
  /** Accounts read so far. */
  readonly seen: number;
  readonly created: number;
  readonly changed: number;
  /** Accounts that were known and did not come: marked where it is COMPLETE, only counted where it is HELD. */
  readonly vanished: number;
  /** How many there are, as the backend tells; `null` where it does not. */
  readonly total: number | null;
  /** Why it did not end COMPLETE, with the page; `null` where it did. */
  readonly reason: string | null;
};
