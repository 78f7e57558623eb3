import type { Account, AccountGroup } from '../domain/account.ts';
import type { Assignment, AssignmentRef } from '../domain/assignment.ts';
import type { ErrorCode } from '../domain/errors.ts';
import type { Group } from '../domain/group.ts';
import type { NativeRole } from '../domain/native-role.ts';
import type { Organization } from '../domain/organization.ts';
import type { Relation } from '../domain/role-map.ts';

/** What the resolvers of a type are given: a domain value, or as much of one as is known before anyone asks for the rest. */
export type AccountParent = Account & { readonly asOf: string };

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

export type OrganizationParent = {
  readonly backend: string;
  readonly id: string;
  readonly known: Organization | null;
};

export type GroupParent = {
  readonly backend: string;
  readonly id: string;
  readonly known: Group | AccountGroup;
};

export type RoleMappingParent = {
  readonly backend: string;
  readonly native: string;
  readonly relation: Relation;
};

export type MutationErrorParent = {
  readonly code: ErrorCode;
  readonly message: string;
  readonly path: readonly string[] | null;
  readonly backend: string | null;
  readonly retryable: boolean;
  /** Seconds. */
  readonly retryAfter: number | null;
};
