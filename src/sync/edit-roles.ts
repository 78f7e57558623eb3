import type { RoleChange, RoleWriter } from '../backends/backend.ts';
import type { ConfiguredBackend } from '../backends/configured-backend.ts';
import type { NativeRoleTables } from '../backends/native-role-tables.ts';
import type { Account } from '../domain/account.ts';
import { type Assignment, type AssignmentRef, isInherited, keyOfAssignment } from '../domain/assignment.ts';
import { applyEdit, type EditedSet, type RoleEdit } from '../domain/assignment-set.ts';
import { RolecallError } from '../domain/errors.ts';
import type { NativeRoleTable } from '../domain/native-role.ts';
import { resolveRoleMap } from '../domain/role-map.ts';
import type { AccountLocks } from './account-locks.ts';
import { keepingAdmin } from './last-admin.ts';
import { type Observed, observeRoles, refuseProtected } from './observe.ts';
import { refuseCount, refuseInexpressible, refusePlace, refuseUngrantable } from './role-refusals.ts';
import { writable } from './writable.ts';
import { directOf, isSameSet, writeRoles } from './write-roles.ts';

type Deps = { readonly locks: AccountLocks; readonly tables: NativeRoleTables };

/** What an edit came to. */
export type RoleEditResult = {
  /** As read back, with the origin of every assignment. */
  readonly account: Account;
  readonly granted: readonly Assignment[];
  /** As they were held. Where a group gives one of them as well, `account` still holds it from there. */
  readonly revoked: readonly Assignment[];
  /** Asked for and held before. */
  readonly alreadyHeld: readonly Assignment[];
  /** To be revoked, had another role that stays not needed it. */
  readonly stillNeeded: readonly Assignment[];
  /** Roles that went because an exclusive group lets only one be held. */
  readonly displaced: readonly string[];
};

/**
 * Changes the roles of one account: reads it live, edits the set, writes in the backend's own verb, reads back and compares.
 *
 * Throws a refusal before anything is written; CONFLICT where the account moved meanwhile or holds something else afterwards; and what
 * the backend throws where reading back shows that the write did not happen.
 */
export const editRoles = (
  configured: ConfiguredBackend,
  request: { readonly accountId: string; readonly edit: RoleEdit; readonly allowEscalation: boolean },
  deps: Deps,
): Promise<RoleEditResult> => {
  const writer = writable(configured, 'roleWriter');
  refusePlace(configured, request.edit.organizationId);
  const { id } = configured.backend;
  return deps.locks.run({ backend: id, id: request.accountId }, async () => {
    const table = await deps.tables.get(configured.backend);
    refuseInexpressible(configured, table, termsOfEdit(request.edit));
    const before = await observeRoles(configured, request.accountId);
    const { edited, change } = planChange(configured, writer, table, before, request);

    if (change.grants.length === 0 && change.revokes.length === 0) return resultOf(edited, before, before);
    const after = await writeKeepingAdmin(configured, writer, before, change, deps);
    return resultOf(edited, before, after);
  });
};

const termsOfEdit = (edit: RoleEdit) =>
  edit.kind === 'replace' ? edit.roles : [...edit.grant, ...edit.revoke];

/** Pure. Throws every refusal that the account and the role table can tell. */
const planChange = (
  configured: ConfiguredBackend,
  writer: RoleWriter,
  table: NativeRoleTable,
  { account, assignments }: Observed,
  { edit, allowEscalation }: { readonly edit: RoleEdit; readonly allowEscalation: boolean },
): { readonly edited: EditedSet; readonly change: RoleChange } => {
  refuseProtected(configured, account);
  if (account.external === true)
    throw new RolecallError(
      'IMMUTABLE',
      `The account ${account.ref.id} is external: its directory decides its roles`,
      { path: ['account'] },
    );

  const edited = applyEdit(
    assignments,
    edit,
    resolveRoleMap(configured.roleMap, table),
    configured.exclusive,
  );
  refuseUngrantable(configured, table, edited.grants, allowEscalation);
  refuseImmutable(table, assignments, edited.revokes);

  const before = directOf(assignments);
  const revokedKeys = new Set(edited.revokes.map(keyOfAssignment));
  const after = [...before.filter((grant) => !revokedKeys.has(keyOfAssignment(grant))), ...edited.grants];
  if (edited.grants.length + edited.revokes.length > 0) refuseCount(configured, writer, after.length);
  return { edited, change: { account, before, after, grants: edited.grants, revokes: edited.revokes } };
};

/** What a group gives can only be revoked there, and some native roles are not for anyone to revoke. */
const refuseImmutable = (
  table: NativeRoleTable,
  assignments: readonly Assignment[],
  revokes: readonly AssignmentRef[],
): void => {
  for (const revoke of revokes) {
    const role = table.roles.find(({ id }) => id === revoke.nativeRoleId);
    const label = role?.name ?? revoke.nativeRoleId;
    if (role?.immutable != null)
      throw new RolecallError('IMMUTABLE', `The native role ${label} cannot be revoked: ${role.immutable}`);
    const held = assignments.filter((assignment) => keyOfAssignment(assignment) === keyOfAssignment(revoke));
    const groups = held.flatMap(({ origin }) =>
      origin?.kind === 'INHERITED' ? [origin.group.name ?? origin.group.id] : [],
    );
    if (groups.length === held.length && groups.length > 0)
      throw new RolecallError(
        'IMMUTABLE',
        `The native role ${label} is inherited from the group ${groups.join(', ')}: take the account out of it, or change the group`,
      );
  }
};

/** Writes, unless that would leave too few administrators. What the account inherits stays. */
const writeKeepingAdmin = (
  configured: ConfiguredBackend,
  writer: RoleWriter,
  before: Observed,
  change: RoleChange,
  deps: Deps,
): Promise<Observed> => {
  const revoked = new Set(change.revokes.map(keyOfAssignment));
  const afterwards = (held: readonly Assignment[]) => [
    ...held.filter((assignment) => isInherited(assignment) || !revoked.has(keyOfAssignment(assignment))),
    ...change.grants,
  ];
  return keepingAdmin(configured, before, afterwards, deps, async (hasWaited) => {
    if (hasWaited) await refuseMoved(configured, before);
    return writeRoles(configured, writer, change);
  });
};

/** Counting administrators takes time, and a replace would undo what someone else did meanwhile. */
const refuseMoved = async (
  configured: ConfiguredBackend,
  { account, assignments }: Observed,
): Promise<void> => {
  const again = await observeRoles(configured, account.ref.id);
  if (!isSameSet(directOf(again.assignments), directOf(assignments)))
    throw new RolecallError(
      'CONFLICT',
      `The account ${account.ref.id} was changed by someone else meanwhile`,
      {
        path: ['account'],
      },
    );
};

const resultOf = (edited: EditedSet, before: Observed, after: Observed): RoleEditResult => ({
  account: { ...after.account, assignments: after.assignments },
  granted: find(after.assignments, edited.grants),
  revoked: find(before.assignments, edited.revokes),
  alreadyHeld: find(before.assignments, edited.alreadyHeld),
  stillNeeded: find(before.assignments, edited.stillNeeded),
  displaced: edited.displaced,
});

/** The assignments of these grants; a direct one rather than its inherited twin. */
const find = (assignments: readonly Assignment[], grants: readonly AssignmentRef[]): readonly Assignment[] =>
  grants.flatMap((grant) => {
    const held = assignments.filter((assignment) => keyOfAssignment(assignment) === keyOfAssignment(grant));
    return held.find((assignment) => !isInherited(assignment)) ?? held.slice(0, 1);
  });
