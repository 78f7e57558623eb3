import type { JournalEntry, Run } from '../../domain/run.ts';
import type { Actor } from '../actor.ts';
import type { AppliedChange } from './apply-change.ts';
import type { DirectChanges } from './direct-runs.ts';

/** Carries plans out, and tells how far that has come. */
export type Runs = {
  /**
   * Begins the one run of a plan, or finds it. Throws NOT_FOUND, DIGEST_MISMATCH, PLAN_EXPIRED, GUARD_BLOCKED, PLAN_STALE, FORBIDDEN where it
   * takes a scope that the caller has not, BAD_INPUT for a plan that was never made; then nothing is written.
   */
  apply(request: { readonly planId: string; readonly digest: string }, actor: Actor): Promise<Applying>;
  /**
   * Carries out at once, in a run of its own, what nobody planned; each change that comes to something is told. Throws what a guard says against
   * it.
   */
  applyDirect(
    direct: DirectChanges,
    actor: Actor,
    onApplied: (entry: JournalEntry, applied: AppliedChange) => void,
  ): Promise<Applying>;
  /** Lets what is under way end and skips all else. Throws NOT_FOUND, BAD_INPUT where it has ended. */
  cancel(runId: string, actor: Actor): Promise<Run>;
  /** Tries again what is neither APPLIED nor NOOP. Throws NOT_FOUND, BAD_INPUT where it is under way or nothing is left. */
  resume(runId: string, actor: Actor): Promise<Applying>;
  /** Takes up what an earlier process left. */
  restore(): Promise<void>;
  /** Lets changes under way end, and begins no more: the next start takes up the rest. */
  stop(): Promise<void>;
};

/** A run that is under way or has ended. `ended` does not reject but where the store fails. */
export type Applying = { readonly run: Run; readonly ended: Promise<Run> };
