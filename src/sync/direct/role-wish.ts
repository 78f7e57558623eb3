import type { ConfiguredBackend } from '../../backends/configured-backend.ts';
import type { AssignmentRef } from '../../domain/assignment.ts';
import { applyEdit, type RoleEdit, type RoleTerm } from '../../domain/assignment-set.ts';
import type { NativeRoleTable } from '../../domain/native-role.ts';
import { resolveRoleMap } from '../../domain/role-map.ts';
import { noSuchRole } from '../refusals.ts';
import { refuseInexpressible, refusePlace, refuseUngrantable } from '../role-refusals.ts';

/** Roles as a caller names them. */
export type RoleWish = {
  readonly roles?: readonly string[] | null | undefined;
  readonly nativeRoles?: readonly string[] | null | undefined;
  /** Native id; `null` and not given mean the whole application. */
  readonly organization?: string | null | undefined;
  readonly allowEscalation?: boolean | null | undefined;
};

/** The terms of a wish. Throws BAD_INPUT for a role that nobody has configured. */
export const termsOf = (wish: RoleWish, knownRoles: readonly string[]): readonly RoleTerm[] => {
  const unknown = wish.roles?.find((role) => !knownRoles.includes(role));
  if (unknown !== undefined) throw noSuchRole(unknown, knownRoles, ['roles']);
  return [
    ...(wish.roles ?? []).map((role) => ({ role })),
    ...(wish.nativeRoles ?? []).map((nativeRoleId) => ({ nativeRoleId })),
  ];
};

/** The assignments that spell the roles of a new account or token. Throws for what the backend cannot give. */
export const assignmentsOfWish = (
  configured: ConfiguredBackend,
  table: NativeRoleTable,
  wish: RoleWish,
  knownRoles: readonly string[],
): readonly AssignmentRef[] => {
  const edit: RoleEdit = {
    kind: 'replace',
    organizationId: wish.organization ?? null,
    roles: termsOf(wish, knownRoles),
  };
  refusePlace(configured, edit.organizationId);
  refuseInexpressible(configured, table, edit.roles);
  const { after, grants } = applyEdit(
    [],
    edit,
    resolveRoleMap(configured.roleMap, table),
    configured.exclusive,
  );
  refuseUngrantable(configured, table, grants, wish.allowEscalation === true);
  return after;
};
