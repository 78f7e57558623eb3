import type { Change } from './change.ts';
import type { ErrorCode } from './errors.ts';

/** One application of a plan. Instants are milliseconds since the epoch. */
export type Run = {
  readonly id: string;
  /** There is at most one run of a plan. */
  readonly planId: string;
  readonly digest: string;
  readonly startedBy: string;
  readonly startedAt: number;
  /** `null` while it is under way. */
  readonly finishedAt: number | null;
  readonly state: RunState;
  /** Whether somebody approved what a guard had blocked: its revocations then do not count for later plans. */
  readonly isApproved: boolean;
};

/** DONE: every change is APPLIED or was not needed. PARTIAL: not all; `resumeRun` tries what is left. CANCELLED: somebody stopped it. */
export type RunState = 'RUNNING' | 'DONE' | 'PARTIAL' | 'CANCELLED';

/**
 * What became of a change. APPLIED: done, and seen by reading back. NOOP: it was so already. FAILED: the backend did not do it. SKIPPED: not
 * tried. CONFLICT: the account is not as planned, or not as written. UNKNOWN: it may have been done, and reading could not tell.
 */
export type Outcome = {
  readonly kind: OutcomeKind;
  /** `null` where it is APPLIED or NOOP. */
  readonly code: ErrorCode | null;
  readonly message: string | null;
};

export type OutcomeKind = 'APPLIED' | 'NOOP' | 'FAILED' | 'SKIPPED' | 'CONFLICT' | 'UNKNOWN';

/** All is as the change was to make it: it is never tried again. */
export const outcomesThatStand: readonly OutcomeKind[] = ['APPLIED', 'NOOP'];

/** The change has changed nothing, and that is certain. */
export const outcomesOfNothing: readonly OutcomeKind[] = ['NOOP', 'FAILED', 'SKIPPED'];

export const stands = (outcome: Pick<Outcome, 'kind'> | null): boolean =>
  outcome !== null && outcomesThatStand.includes(outcome.kind);

export const cameToNothing = (outcome: Pick<Outcome, 'kind'> | null): boolean =>
  outcome !== null && outcomesOfNothing.includes(outcome.kind);

/** Whether nobody knows what came of a change that was intended: it has not been settled, or not as it was to be. */
export const isInDoubt = (outcome: Pick<Outcome, 'kind'> | null): boolean =>
  outcome === null || outcome.kind === 'UNKNOWN' || outcome.kind === 'CONFLICT';

/** Whether a change may have changed something: it did, or was intended and is in doubt. */
export const mayHaveChanged = ({
  intendedAt,
  outcome,
}: Pick<JournalEntry, 'intendedAt' | 'outcome'>): boolean =>
  outcome?.kind === 'APPLIED' || (intendedAt !== null && isInDoubt(outcome));

/** A change within a run, and how far it has come. */
export type JournalEntry = {
  readonly runId: string;
  /** Within the plan, from 0. */
  readonly position: number;
  /** As planned, but for the id of an account where the backend has chosen it since. */
  readonly change: Change;
  /** When it last was written down that the backend is about to be told; `null` where that has not come yet. */
  readonly intendedAt: number | null;
  /** `null` where nothing is known yet. */
  readonly outcome: Outcome | null;
  readonly settledAt: number | null;
  /** What the backend called the requests that did it. */
  readonly requestIds: readonly string[];
};

/** How many changes of a run have come to what; PENDING have not come to anything yet. */
export type RunCounts = Readonly<Record<OutcomeKind | 'PENDING', number>>;
