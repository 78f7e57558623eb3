import type { ChangedAccount } from './change.ts';
import type { ErrorCode } from './errors.ts';

/**
 * What is to be changed, as a value that people review. Its changes and exclusions are kept beside it, in order, since there may be very many.
 * Instants are milliseconds since the epoch. Survives JSON.
 */
export type Plan = {
  readonly id: string;
  readonly origin: PlanOrigin;
  /** What the caller asked for, as it was asked. */
  readonly request: Readonly<Record<string, unknown>>;
  readonly createdBy: string;
  readonly createdAt: number;
  readonly expiresAt: number;
  /** All backends that it reads or writes: who may not see one of them does not see the plan. */
  readonly backends: readonly string[];
  readonly outcome: PlanOutcome;
};

/** In the words of whoever asked for it; `null` where there are none. */
export const reasonOfPlan = ({ request: { reason } }: Pick<Plan, 'request'>): string | null =>
  typeof reason === 'string' ? reason : null;

/** DIRECT: a mutation that changes at once, and so was never reviewed. */
export type PlanOrigin = 'ROLE_SYNC' | 'OFFBOARDING' | 'UNDO' | 'DIRECT';

/** Of plans that people review before they are applied. */
export const reviewedOrigins: readonly PlanOrigin[] = ['ROLE_SYNC', 'OFFBOARDING', 'UNDO'];

/** What has come of planning. */
export type PlanOutcome =
  | { readonly state: 'PLANNING' }
  | { readonly state: 'FAILED'; readonly code: ErrorCode; readonly message: string }
  | ({ readonly state: 'PLANNED' } & Planned);

export type Planned = {
  /** Of everything that the plan says and rests on: `digestOfPlan`. */
  readonly digest: string;
  readonly mode: PlanMode;
  readonly summary: readonly BackendSummary[];
  readonly guards: readonly GuardVerdict[];
  readonly forecast: Forecast;
  readonly notExpressible: readonly NotExpressibleRole[];
  /** How many there are of each. */
  readonly changes: number;
  readonly excluded: number;
  readonly inputs: readonly PlanInput[];
};

/** GRANT_ONLY takes nothing but what an exclusive group displaces. */
export type PlanMode = 'GRANT_ONLY' | 'REPLACE';

/** What the plan comes to on one backend. */
export type BackendSummary = {
  readonly backend: string;
  /** Accounts that were looked at. */
  readonly accounts: number;
  /** Of them those that stay as they are. */
  readonly unchanged: number;
  readonly changes: number;
  readonly grants: number;
  readonly revokes: number;
  /** Accounts that gain or lose something. */
  readonly gaining: number;
  readonly losing: number;
};

/** What a guard says of a plan on one backend, or of the whole plan. */
export type GuardVerdict = {
  readonly name: GuardName;
  readonly backend: string | null;
  /** BLOCK: somebody else has to approve it. REFUSE: nobody can. */
  readonly verdict: 'PASS' | 'BLOCK' | 'REFUSE';
  /** In a sentence, with the numbers that decided. */
  readonly detail: string;
  /** The accounts that it is about, at most `mostNamed`. */
  readonly accounts: readonly ChangedAccount[];
};

/** How many accounts a verdict names. */
export const mostNamed = 100;

export type GuardName =
  /** Too many assignments go at once, or within the window. */
  | 'MAX_REVOKED'
  /** Too few administrators would be left. */
  | 'MIN_ADMINS'
  /** A native role gives more than the role that it spells. */
  | 'ESCALATION'
  /** Somebody becomes an administrator, or ceases to be one. */
  | 'ADMINISTRATORS'
  /** The caller would raise an own account. */
  | 'SELF';

export type Forecast = {
  /** Calls that the run makes at the least. */
  readonly calls: number;
  /** How long it takes at the least, as the backends' rates bound it. */
  readonly minimumSeconds: number;
  readonly backends: readonly {
    readonly backend: string;
    readonly calls: number;
    readonly minimumSeconds: number;
  }[];
};

/** A role that some were to get and that the backend cannot spell. */
export type NotExpressibleRole = {
  readonly backend: string;
  readonly role: string;
  readonly accounts: number;
};

/**
 * Something of a backend that the plan rests on and that is no account's: if its fingerprint is another one when the plan is applied, it is
 * stale.
 */
export type PlanInput = {
  readonly kind: 'CONFIGURATION' | 'NATIVE_ROLES';
  readonly backend: string;
  readonly fingerprint: string;
};

/** An account that a plan does not change though it was meant, and why. */
export type Exclusion = {
  readonly account: ChangedAccount;
  readonly userId: string | null;
  /** Such as LINK_NOT_CONFIRMED, PROTECTED, IMMUTABLE, NOT_EXPRESSIBLE, NOT_FOUND. */
  readonly code: ErrorCode;
  readonly message: string;
};

/** How long a plan may be applied, and how long an approval lets it. As configured under `guards`. */
export type PlanLifetimes = { readonly planMs: number; readonly approvalMs: number };

/** What somebody else than its author said of a plan that a guard blocked. */
export type Approval = {
  readonly planId: string;
  readonly digest: string;
  readonly by: string;
  readonly reason: string;
  readonly at: number;
  readonly expiresAt: number;
};

/**
 * Where a plan stands. EMPTY: there is nothing to change. BLOCKED: until somebody else approves it. REFUSED: nobody can. APPLIED: it has a
 * run. EXPIRED: it was not applied in time.
 */
export type PlanState =
  | 'PLANNING'
  | 'FAILED'
  | 'EMPTY'
  | 'READY'
  | 'BLOCKED'
  | 'APPROVED'
  | 'REFUSED'
  | 'APPLIED'
  | 'EXPIRED';
