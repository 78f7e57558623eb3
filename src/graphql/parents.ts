import type { Account, AccountGroup, AccountRef } from '../domain/account.ts';
import type { Assignment, AssignmentRef } from '../domain/assignment.ts';
import type { Change, NamedAssignment } from '../domain/change.ts';
import type { ErrorCode } from '../domain/errors.ts';
import type { Group } from '../domain/group.ts';
import type { LinkState } from '../domain/link.ts';
import type { NativeRole } from '../domain/native-role.ts';
import type { Organization } from '../domain/organization.ts';
import type { Plan } from '../domain/plan.ts';
import type { Relation } from '../domain/role-map.ts';
import type { OutcomeKind, Run } from '../domain/run.ts';
import type { StoredAccount } from '../domain/stored-account.ts';
import type { LinkCandidate, LinkExplanation } from '../identity/correlation/explain.ts';
import type { IndexStatus } from '../identity/refresh/backend-refresher.ts';
import type { PageOf } from './paging/connection.ts';
import type { PendingQuery } from './plans/pending-changes.ts';

/** What the resolvers of a type are given: a domain value, or as much of one as is known before anyone asks for the rest. */
export type AccountParent = Account & {
  /** ISO 8601, UTC: when reading it began. */
  readonly asOf: string;
  /** Whether its assignments are all that it holds, each with its origin. */
  readonly isAttributed: boolean;
  /** Whose it is; `null` where it was read from its backend, so that the index has to be asked. */
  readonly kept: Pick<StoredAccount, 'key' | 'userId' | 'link'> | null;
};

/** `account` where the assignment is an account's; origin and group are then looked up when selected. */
export type AssignmentParent = {
  readonly backend: string;
  readonly assignment: AssignmentRef & Partial<Assignment>;
  readonly account: Account | null;
};

/** `known` as far as the place where it was found tells; the role table tells the rest. */
export type NativeRoleParent = {
  readonly backend: string;
  readonly id: string;
  readonly known: Partial<NativeRole>;
};

/** `known` where it was read with what led to it. */
export type OrganizationParent = {
  readonly backend: string;
  readonly id: string;
  readonly known: Organization | null;
};

/** `known` whole, or as an account tells of it. */
export type GroupParent = {
  readonly backend: string;
  readonly id: string;
  readonly known: Group | AccountGroup;
};

export type RoleMappingParent = {
  readonly backend: string;
  /** Its id, or its alias. */
  readonly native: string;
  readonly relation: Relation;
};

/** `accounts` and `sources` where they were read for this answer; `null` where they are as the index has them. */
export type UserParent = {
  readonly id: string;
  readonly accounts: readonly AccountParent[] | null;
  readonly sources: readonly SourceParent[] | null;
};

/** Explaining takes reads of the index, for those who ask why. */
export type LinkParent = {
  readonly account: AccountParent;
  readonly user: UserParent;
  readonly state: LinkState;
  explain(): Promise<ExplainedLink>;
};

/** `refs` of all that the explanation names, by key. */
export type ExplainedLink = {
  readonly explanation: LinkExplanation;
  readonly refs: ReadonlyMap<number, AccountRef>;
};

/** An account with which another could be one user's. */
export type LinkCandidateParent = {
  readonly account: AccountParent;
  readonly candidate: LinkCandidate;
  readonly refs: ExplainedLink['refs'];
};

/** Where an answer comes from, for one backend. */
export type SourceParent = {
  readonly backend: string;
  readonly state: 'LIVE' | 'COMPLETE' | 'PARTIAL' | 'FAILED' | 'UNREAD';
  /** ISO 8601, UTC. */
  readonly asOf: string | null;
  readonly error: { readonly code: ErrorCode; readonly message: string } | null;
};

export type BackendIndexParent = { readonly backend: string; readonly status: IndexStatus };

/** A page of what the index tells, or a backend. Counting takes time, and hardly anyone asks for it. */
export type CountedPageParent<Node> = PageOf<Node> & {
  readonly sources: readonly SourceParent[];
  count(): Promise<number | null> | number | null;
};

export type AccountConnectionParent = CountedPageParent<AccountParent>;
export type UserConnectionParent = CountedPageParent<UserParent>;

/** What keeps a mutation from being done, or a part of one. */
export type MutationErrorParent = {
  readonly code: ErrorCode;
  readonly message: string;
  /** Where in the input it lies; `null` where in none of its parts. */
  readonly path: readonly string[] | null;
  /** `null` where no one backend is concerned, or none that the caller may see. */
  readonly backend: string | null;
  readonly retryable: boolean;
  /** Seconds; `null` where nobody can tell. */
  readonly retryAfter: number | null;
};

/** Of a change; what it is called was told when it was planned. */
export type ChangedAssignmentParent = NamedAssignment & { readonly backend: string };

/** A change that is still to be done: of a plan without a run, or of a run that is not through with it. */
export type PendingChangeParent = {
  readonly change: Change;
  readonly plan: Plan;
  readonly run: Run | null;
  readonly outcome: OutcomeKind | null;
};

/** What was asked for. */
export type DriftParent = PendingQuery & { readonly since: number | undefined };

/** Payloads survive JSON, since they may be kept: what does not is named by its id. */
export type RefreshBackendPayloadParent = {
  readonly backend: string | null;
  readonly errors: readonly MutationErrorParent[];
};

export type PlanPayloadParent = {
  readonly plan: Pick<Plan, 'id'> | null;
  readonly errors: readonly MutationErrorParent[];
};

export type RunPayloadParent = {
  readonly run: Pick<Run, 'id'> | null;
  readonly errors: readonly MutationErrorParent[];
};
