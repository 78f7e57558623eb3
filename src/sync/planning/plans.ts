import type { AccountFilter } from '../../domain/account-query.ts';
import type { Plan, PlanMode } from '../../domain/plan.ts';
import type { Actor } from '../actor.ts';

/** Makes plans. Reads backends live and writes to none. */
export type Plans = {
  /**
   * Throws what is wrong with the request itself, and RATE_LIMITED while other plans are being made. What goes wrong later makes the plan
   * FAILED: what had been excluded by then stays kept beside it.
   */
  planRoleSync(request: RoleSyncRequest, actor: Actor): Promise<Planning>;
  planOffboarding(request: OffboardingRequest, actor: Actor): Promise<Planning>;
  /** Throws NOT_FOUND, IN_FLIGHT while the run is under way, and RATE_LIMITED. */
  planUndo(
    request: { readonly runId: string; readonly reason: string | null },
    actor: Actor,
  ): Promise<Planning>;
  /**
   * Lets a plan pass the guards that blocked it, for a while. Throws NOT_FOUND, DIGEST_MISMATCH, PLAN_EXPIRED, FORBIDDEN for its author or
   * whoever would gain by it, GUARD_BLOCKED where nobody can approve it, BAD_INPUT where nothing is in its way or it was applied.
   */
  approve(
    approval: { readonly planId: string; readonly digest: string; readonly reason: string },
    actor: Actor,
  ): Promise<Plan>;
  /** Ends what an earlier process left: what was being planned is FAILED. */
  restore(): Promise<void>;
  /** Gives up what is being planned, which is then FAILED. */
  stop(): Promise<void>;
};

/** A plan that has just been begun, and what it will be. `ended` does not reject but where the store fails. */
export type Planning = { readonly plan: Plan; readonly ended: Promise<Plan> };

export type RoleSyncRequest = {
  readonly from:
    | { readonly kind: 'BACKEND'; readonly backend: string }
    | {
        readonly kind: 'DESIRED';
        readonly users: readonly { readonly userId: string; readonly roles: readonly string[] }[];
      };
  readonly to: readonly string[];
  /** `null` = all. */
  readonly users: readonly string[] | null;
  /** `null` = all. The backends that it looks at are read as well, since the plan then rests on them. */
  readonly filter: AccountFilter | null;
  readonly mode: PlanMode;
  readonly allowEscalation: boolean;
  readonly reason: string | null;
};

export type OffboardingRequest = {
  readonly userId: string;
  readonly extent: 'REVOKE' | 'DISABLE' | 'DELETE';
  readonly backends: readonly string[];
  readonly reason: string | null;
};
