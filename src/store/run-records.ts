import type { JournalEntry, Outcome, Run, RunCounts } from '../domain/run.ts';
import type { PageOfParts } from './plan-records.ts';

/** How plans were applied. Lists are newest first, or by position where they have one. */
export type RunReader = {
  find(id: string): Promise<Run | null>;
  ofPlan(planId: string): Promise<Run | null>;
  /**
   * On no other than these backends, where they are given, begun before the one called `before`; where so asked only those that are not DONE and
   * that somebody may go on with: what mutations change at once is nobody's any more once it has ended.
   */
  list(query: RunQuery): Promise<readonly Run[]>;
  /** Those that are RUNNING, the oldest first. */
  unfinished(): Promise<readonly Run[]>;
  /**
   * Every change of the run, those too that nothing has become of yet: on one backend, or without an outcome, where so asked. At most
   * `mostAtOnce`.
   */
  entries(
    runId: string,
    page: PageOfParts & { readonly backend?: string | undefined; readonly isOpen?: boolean | undefined },
  ): Promise<readonly JournalEntry[]>;
  counts(runId: string): Promise<RunCounts>;
  /**
   * How many assignments accounts of the backend have lost since then, or are about to, by runs that nobody approved: by runs under way all of
   * their changes, by others those that were intended then and are not known to have come to nothing (FAILED, SKIPPED, NOOP). With those that
   * went outside of runs (`addLosses`).
   */
  lossesSince(backend: string, since: number): Promise<number>;
  /** The last change of an account that was intended at or after `since`; `null` where there is none. */
  lastOf(backend: string, nativeId: string, since: number): Promise<JournalEntry | null>;
  /**
   * The changes of these accounts of a backend that may have come to something at or after `since`: those that were intended and have no outcome
   * from before it. In the order in which they were intended. At most `mostAtOnce` accounts.
   */
  changesSince(
    backend: string,
    nativeIds: readonly string[],
    since: number,
  ): Promise<readonly JournalEntry[]>;
  /** The changes that were intended on a backend and may have made an account whose id is not known. */
  creationsInDoubt(backend: string): Promise<readonly JournalEntry[]>;
};

export type RunQuery = {
  readonly backends: readonly string[] | null;
  readonly isOpen?: boolean | undefined;
  readonly before?: string | undefined;
  readonly first: number;
};

export type RunWriter = {
  /** Rejects where the plan has a run already. */
  begin(run: Run): Promise<void>;
  /** Its state and when it finished. */
  save(run: Run): Promise<void>;
  /**
   * Writes down that a backend is about to be told, again where it was before; an outcome that does not stand is taken back. Rejects where the
   * change has one that stands.
   */
  intend(runId: string, positions: readonly number[], at: number): Promise<void>;
  /** What became of it. `nativeId` where the backend has chosen it. */
  settle(settled: {
    readonly runId: string;
    readonly position: number;
    readonly outcome: Outcome;
    readonly at: number;
    readonly requestIds: readonly string[];
    readonly nativeId?: string | undefined;
  }): Promise<void>;
  /** Takes outcomes back that do not stand, so that they are tried again: all but APPLIED and NOOP. What was intended stays written down. */
  reopen(runId: string): Promise<void>;
  /** Counts assignments among those that go, where they go with a group or a native role. */
  addLosses(loss: { readonly backend: string; readonly at: number; readonly losses: number }): Promise<void>;
};
