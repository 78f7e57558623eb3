import type { Change } from '../domain/change.ts';
import type { Approval, Exclusion, Plan, PlanOrigin } from '../domain/plan.ts';

/** Plans. Lists are newest first, or by position where they have one. */
export type PlanReader = {
  find(id: string): Promise<Plan | null>;
  /** Those of these origins on no other than these backends, where they are given, made before the one called `before`. */
  list(query: PlanQuery): Promise<readonly Plan[]>;
  /** From behind the position `after`; from the start when not given. At most `mostAtOnce`. */
  changes(planId: string, page: PageOfParts): Promise<readonly Positioned<Change>[]>;
  exclusions(planId: string, page: PageOfParts): Promise<readonly Positioned<Exclusion>[]>;
  /** The last one; `null` where there is none. */
  approval(planId: string): Promise<Approval | null>;
  /** Those whose planning had not ended, from before this start. */
  unfinished(): Promise<readonly Plan[]>;
};

export type PlanQuery = {
  readonly origins: readonly PlanOrigin[];
  readonly backends: readonly string[] | null;
  readonly before?: string | undefined;
  readonly first: number;
};

/** From behind the position `after`; from the start when not given. */
export type PageOfParts = { readonly after?: number | undefined; readonly first: number };

export type Positioned<T> = { readonly position: number; readonly entry: T };

export type PlanWriter = {
  /** Keeps a plan, in place of what was kept under its id. */
  save(plan: Plan): Promise<void>;
  /** At most `mostAtOnce`, the first of them at this position. */
  addChanges(planId: string, position: number, changes: readonly Change[]): Promise<void>;
  addExclusions(planId: string, position: number, exclusions: readonly Exclusion[]): Promise<void>;
  approve(approval: Approval): Promise<void>;
  /**
   * Forgets some of what there is of plans that have no run and expired before that instant: in parts, so that nobody waits long for it. Answers
   * whether there may be more.
   */
  forgetUnapplied(before: number): Promise<boolean>;
};
