/**
 * One reading of a whole backend, or how far it has come. COMPLETE: to its end. PARTIAL: not to its end; what was seen is kept and nobody
 * counts as gone. HELD: to its end, but so many had vanished that somebody has to confirm it; until then nobody counts as gone. FAILED:
 * nothing was read. RUNNING: not yet. Instants are milliseconds since the epoch.
 */
export type Refresh = RunningRefresh | EndedRefresh;

export type EndedRefresh = CompleteRefresh | IncompleteRefresh;

export type RunningRefresh = Figures & {
  readonly state: 'RUNNING';
  readonly finishedAt: null;
  readonly reason: null;
};

export type CompleteRefresh = Figures & {
  readonly state: 'COMPLETE';
  readonly finishedAt: number;
  readonly reason: null;
};

export type IncompleteRefresh = Figures & {
  readonly state: 'PARTIAL' | 'HELD' | 'FAILED';
  readonly finishedAt: number;
  /** Why it is not COMPLETE, with the page where it ended early. */
  readonly reason: string;
};

export type RefreshState = Refresh['state'];

/** Whether it has read all that there is, though it may be held. */
export const reachedItsEnd = ({ state }: Refresh): boolean => state === 'COMPLETE' || state === 'HELD';

/** The figures of one that has only begun. */
export const nothingRead = { pages: 0, seen: 0, created: 0, changed: 0, vanished: 0, total: null } as const;

type Figures = {
  readonly id: number;
  readonly backend: string;
  readonly startedAt: number;
  readonly pages: number;
  /** Accounts read so far. */
  readonly seen: number;
  readonly created: number;
  readonly changed: number;
  /** Accounts that were known and did not come: marked where it is COMPLETE, only counted where it is HELD. */
  readonly vanished: number;
  /** How many there are, as the backend tells; `null` where it does not. */
  readonly total: number | null;
};
