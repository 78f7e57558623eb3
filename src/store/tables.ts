import type { Generated } from 'kysely';
import type { AccountKind, AccountStatus } from '../domain/account.ts';
import type { AuditEvent } from '../domain/audit-entry.ts';
import type { ErrorCode } from '../domain/errors.ts';
import type { LinkDecision, LinkState } from '../domain/link.ts';
import type { PlanOrigin, PlanOutcome } from '../domain/plan.ts';
import type { RefreshState } from '../domain/refresh.ts';
import type { OutcomeKind, RunState } from '../domain/run.ts';

/** The tables that all queries are written against. Instants are milliseconds since the epoch, booleans 0 and 1. */
export type Tables = {
  readonly user: UserTable;
  readonly account: AccountTable;
  readonly record: RecordTable;
  readonly sighting: SightingTable;
  readonly assignment: AssignmentTable;
  readonly decision: DecisionTable;
  readonly setting: SettingTable;
  readonly refresh: RefreshTable;
  readonly catalogue: CatalogueTable;
  readonly plan: PlanTable;
  readonly plan_backend: PlanBackendTable;
  readonly plan_change: PlanChangeTable;
  readonly exclusion: ExclusionTable;
  readonly approval: ApprovalTable;
  readonly run: RunTable;
  readonly journal: JournalTable;
  readonly loss: LossTable;
  readonly audit: AuditTable;
  readonly unanswered: UnansweredTable;
  readonly answer: AnswerTable;
  readonly outside_change: OutsideChangeTable;
};

type UserTable = {
  /** In the order in which users were first seen. */
  readonly number: Generated<number>;
  readonly id: string;
  /** The number of the user that stands for this one; never that of one that is itself stood for. */
  readonly forward_to: number | null;
};

/** What accounts are found and ordered by. Its rows are long-lived: what changes with every reading is elsewhere. */
export type AccountTable = {
  readonly key: Generated<number>;
  readonly backend: string;
  readonly native_id: string;
  /** With backend and id it makes an account: an internal and an external one may bear one name. */
  readonly is_external: number;
  readonly kind: AccountKind;
  readonly status: AccountStatus;
  readonly sort_name: string;
  readonly search_text: string;
  /** `''` where there is none, so that those without stand first and compare like any other. */
  readonly email: string;
  readonly email_confirmed: number | null;
  readonly external_id: string | null;
  readonly user_name: string | null;
  readonly user_number: number | null;
  readonly home_number: number | null;
  readonly link: LinkState;
  /** `null` while the account is present. */
  readonly vanished_at: number | null;
};

/** What is shown of an account, as JSON. */
export type RecordTable = {
  readonly account_key: number;
  /** The account without its assignments. */
  readonly account: string;
  readonly assignments: string;
  /** Whether these assignments were all that the account held, each with its origin. */
  readonly is_attributed: number;
};

/** When an account was seen. Narrow, as every reading rewrites all of it; an account that has vanished has none. */
export type SightingTable = {
  readonly account_key: number;
  readonly backend: string;
  readonly seen_at: number;
  /** When the oldest part of what is kept was seen. */
  readonly as_of: number;
};

/** Who holds what. `organization_id` is `''` for the whole application. */
export type AssignmentTable = {
  readonly backend: string;
  readonly native_role_id: string;
  readonly account_key: number;
  readonly organization_id: string;
};

type DecisionTable = {
  readonly low_key: number;
  readonly high_key: number;
  readonly verdict: LinkDecision['verdict'];
  readonly reason: string;
  readonly by: string;
  readonly at: number;
};

type SettingTable = { readonly name: string; readonly value: string };

export type RefreshTable = {
  readonly id: Generated<number>;
  readonly backend: string;
  readonly state: RefreshState;
  readonly started_at: number;
  readonly finished_at: number | null;
  readonly pages: number;
  readonly seen: number;
  readonly created: number;
  readonly changed: number;
  readonly vanished: number;
  readonly total: number | null;
  readonly reason: string | null;
};

type CatalogueTable = { readonly backend: string; readonly catalogue: string };

/** `plan` is all of it, as JSON; the other columns are what plans are listed by. */
type PlanTable = {
  /** In the order in which plans were begun. */
  readonly number: Generated<number>;
  readonly id: string;
  readonly origin: PlanOrigin;
  readonly state: PlanOutcome['state'];
  readonly plan: string;
};

type PlanBackendTable = { readonly plan_number: number; readonly backend: string };

/** `change` is all of it, as JSON. */
export type PlanChangeTable = {
  readonly plan_number: number;
  readonly position: number;
  readonly backend: string;
  readonly native_id: string | null;
  readonly losses: number;
  readonly change: string;
};

export type ExclusionTable = {
  readonly plan_number: number;
  readonly position: number;
  readonly exclusion: string;
};

type ApprovalTable = {
  readonly number: Generated<number>;
  readonly plan_number: number;
  readonly digest: string;
  readonly by: string;
  readonly reason: string;
  readonly at: number;
  readonly expires_at: number;
};

export type RunTable = {
  /** In the order in which runs were begun. */
  readonly number: Generated<number>;
  readonly id: string;
  readonly plan_number: number;
  readonly digest: string;
  readonly started_by: string;
  readonly started_at: number;
  readonly finished_at: number | null;
  readonly state: RunState;
  readonly is_approved: number;
};

/** Changes of runs that were intended or settled. `backend` and `losses` are the change's, so that they are found without it. */
export type JournalTable = {
  readonly run_number: number;
  readonly position: number;
  readonly backend: string;
  /** The change's, or the one that the backend has chosen. */
  readonly native_id: string | null;
  readonly losses: number;
  readonly intended_at: number | null;
  readonly outcome: OutcomeKind | null;
  readonly code: ErrorCode | null;
  readonly message: string | null;
  readonly settled_at: number | null;
  /** JSON. */
  readonly request_ids: string;
};

/** What goes with a group or a native role, outside of runs. */
type LossTable = {
  readonly number: Generated<number>;
  readonly backend: string;
  readonly at: number;
  readonly losses: number;
};

/** Nothing of an entry is here twice: whatever is changed, its hash is no longer that of the entry. */
export type AuditTable = {
  readonly sequence: number;
  readonly at: number;
  readonly caller: string;
  readonly request_id: string | null;
  readonly action: string;
  readonly phase: AuditEvent['phase'];
  readonly plan_id: string | null;
  readonly digest: string | null;
  readonly run_id: string | null;
  readonly position: number | null;
  readonly backend: string | null;
  readonly native_id: string | null;
  readonly before: string | null;
  readonly after: string | null;
  readonly outcome: OutcomeKind | null;
  readonly code: ErrorCode | null;
  readonly message: string | null;
  readonly reason: string | null;
  /** JSON. */
  readonly upstream_request_ids: string;
  readonly previous: string;
  readonly hash: string;
};

/** The few INTENTs outside of runs that no OUTCOME has followed yet. */
type UnansweredTable = { readonly sequence: number };

type AnswerTable = {
  readonly id: string;
  readonly request: string;
  readonly claimed_at: number;
  /** JSON. */
  readonly request_ids: Generated<string>;
  readonly answer: string | null;
};

/** `change` is what the columns do not tell, as JSON. */
export type OutsideChangeTable = {
  readonly id: Generated<number>;
  readonly backend: string;
  readonly native_id: string;
  readonly seen_at: number;
  readonly change: string;
};
