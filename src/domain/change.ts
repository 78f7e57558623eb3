import type { AccountRef, AccountStatus } from './account.ts';
import type { AssignmentRef } from './assignment.ts';

/** One change of one account: what plans are made of and runs carry out. Survives JSON, and holds no secret. */
export type Change = {
  readonly account: ChangedAccount;
  /** The user whose account it is; `null` where the change was asked of the account itself. */
  readonly userId: string | null;
  readonly step: Step;
  /** Of the account as it was observed, as far as the step rests on it (`fingerprintOf`); `null` for one that is not there yet. */
  readonly fingerprint: string | null;
  /** The accounts whose roles it follows, as they were observed; empty where it follows none. */
  readonly sources: readonly ChangeSource[];
  readonly escalations: readonly Escalation[];
  /** How many assignments the account loses, for the guards: all that it holds where it is disabled or deleted. */
  readonly losses: number;
  /** Why, in a sentence for who reviews it. */
  readonly reason: string;
};

/** Whether the account gains something: it is given roles, or let in again. */
export const isGain = ({ step }: Pick<Change, 'step'>): boolean => {
  switch (step.kind) {
    case 'ROLES':
    case 'CREATE':
      return step.grants.length > 0;
    case 'STATUS':
      return step.after === 'ACTIVE';
    case 'DELETE':
    case 'UPDATE':
    case 'REINVITE':
      return false;
  }
};

export type ChangeSource = { readonly account: AccountRef; readonly fingerprint: string };

/** `id` is `null` for an account that is to be, where the backend chooses its id; `name` is what people know it by. */
export type ChangedAccount = {
  readonly backend: string;
  readonly id: string | null;
  readonly name: string | null;
};

export type Step = RoleStep | StatusStep | DeleteStep | CreateStep | UpdateStep | ReinviteStep;

export type StepKind = Step['kind'];

/** All sets are of direct assignments. A backend that replaces is sent all of `after`, any other only `grants` and `revokes`. */
export type RoleStep = {
  readonly kind: 'ROLES';
  readonly before: readonly NamedAssignment[];
  readonly after: readonly NamedAssignment[];
  readonly grants: readonly NamedAssignment[];
  readonly revokes: readonly NamedAssignment[];
  /** Sent again only to keep them, since the backend's verb replaces the whole set. */
  readonly resent: readonly NamedAssignment[];
  /** Roles that go because an exclusive group lets only one be held. */
  readonly displaced: readonly string[];
};

export type StatusStep = {
  readonly kind: 'STATUS';
  readonly before: AccountStatus;
  readonly after: 'ACTIVE' | 'DISABLED';
};

/** `before` is what goes with the account: all that it holds itself. */
export type DeleteStep = { readonly kind: 'DELETE'; readonly before: readonly NamedAssignment[] };

/** `account` is what was asked for, without secrets. */
export type CreateStep = {
  readonly kind: 'CREATE';
  readonly account: Readonly<Record<string, unknown>>;
  readonly grants: readonly NamedAssignment[];
};

/** Values by field; what must not be told is told as `(secret)`. */
export type UpdateStep = {
  readonly kind: 'UPDATE';
  readonly before: Readonly<Record<string, unknown>>;
  readonly after: Readonly<Record<string, unknown>>;
};

export type ReinviteStep = { readonly kind: 'REINVITE' };

/** `name` as the backend showed it at that time. */
export type NamedAssignment = AssignmentRef & { readonly name: string | null };

/** BROADER: a role is spelled by a native role that gives more. ADMINISTRATOR: the account becomes an administrator of the backend. */
export type Escalation = 'BROADER' | 'ADMINISTRATOR';
