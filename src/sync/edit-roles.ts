import type { ConfiguredBackend, RoleChange, RoleWriter } from '../backends/backend.ts';
import type { NativeRoleTables } from '../backends/native-role-tables.ts';
import type { Account } from '../domain/account.ts';
import { type Assignment, keyOfGrant, type NativeGrant } from '../domain/assignment.ts';
import { applyEdit, type EditedSet, type RoleEdit } from '../domain/assignment-set.ts';
import { BackendError, RolecallError } from '../domain/errors.ts';
import type { NativeRoleTable } from '../domain/native-role.ts';
import { resolveRoleMap } from '../domain/role-map.ts';
import type { AccountLocks } from './account-locks.ts';
import { isAdministrator, refuseLastAdmin } from './last-admin.ts';
import { type Observed, observeRoles, refuseProtected } from './observe.ts';
import { refuseCount, refuseInexpressible, refuseUngrantable } from './role-wish.ts';
import { writable } from './writable.ts';

/** What an edit came to. */
export type RoleEditResult = {
  /** As read back, with the origin of every assignment. */
  readonly account: Account;
} & Pick<EditedSet, 'grants' | 'revokes' | 'displaced' | 'alreadyHeld' | 'stillNeeded'>;

/**
 * Changes the roles of one account: reads it live, edits the set, writes in the backend's own verb, reads back and compares.
 *
 * Throws a refusal before anything is written; CONFLICT where the account moved meanwhile or holds something else afterwards; and what
 * the backend throws where reading back shows that the write did not happen.
 */
export const editRoles = (
  configured: ConfiguredBackend,
  request: { readonly accountId: string; readonly edit: RoleEdit; readonly allowEscalation: boolean },
  deps: { readonly locks: AccountLocks; readonly tables: NativeRoleTables },
): Promise<RoleEditResult> => {
  const writer = writable(configured, 'roleWriter');
  const { id } = configured.backend;
  return deps.locks.run({ backend: id, id: request.accountId }, async () => {
    const table = await deps.tables.get(configured.backend);
    refuseInexpressible(configured, table, termsOfEdit(request.edit));
    const observed = await observeRoles(configured, request.accountId);
    const { edited, change } = planChange(configured, writer, table, observed, request);

    if (change.grants.length === 0 && change.revokes.length === 0) return resultOf(observed, edited);
    const write = () => writeAndCompare(configured, writer, change);
    const after =
      isAdministrator(configured, table, change.before) && !isAdministrator(configured, table, change.after)
        ? await withAdminsHeld(configured, table, observed, deps.locks, write)
        : await write();
    return resultOf(after, edited);
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
  const revokedKeys = new Set(edited.revokes.map(keyOfGrant));
  const after = [...before.filter((grant) => !revokedKeys.has(keyOfGrant(grant))), ...edited.grants];
  if (edited.grants.length + edited.revokes.length > 0) refuseCount(configured, writer, after.length);
  return { edited, change: { account, before, after, grants: edited.grants, revokes: edited.revokes } };
};

/** What a group gives can only be revoked there, and some native roles are not for anyone to revoke. */
const refuseImmutable = (
  table: NativeRoleTable,
  assignments: readonly Assignment[],
  revokes: readonly NativeGrant[],
): void => {
  for (const revoke of revokes) {
    const role = table.roles.find(({ id }) => id === revoke.nativeRoleId);
    const label = role?.name ?? revoke.nativeRoleId;
    if (role?.immutable != null)
      throw new RolecallError('IMMUTABLE', `The native role ${label} cannot be revoked: ${role.immutable}`, {
        path: ['roles'],
      });
    const held = assignments.filter((assignment) => keyOfGrant(assignment) === keyOfGrant(revoke));
    const groups = held.flatMap(({ origin }) =>
      origin?.kind === 'INHERITED' ? [origin.group.name ?? origin.group.id] : [],
    );
    if (groups.length === held.length && groups.length > 0)
      throw new RolecallError(
        'IMMUTABLE',
        `The native role ${label} is inherited from the group ${groups.join(', ')}: take the account out of it, or change the group`,
        {
          path: ['roles'],
        },
      );
  }
};

/** Holds all other removals of administrators off while the remaining ones are counted and this one is written. */
const withAdminsHeld = (
  configured: ConfiguredBackend,
  table: NativeRoleTable,
  observed: Observed,
  locks: AccountLocks,
  write: () => Promise<Observed>,
): Promise<Observed> =>
  locks.run(administratorsOf(configured), async () => {
    await refuseLastAdmin(configured, table, observed.account);
    // Counting takes time, and a replace would undo what someone else did meanwhile.
    const again = await observeRoles(configured, observed.account.ref.id);
    if (!isSameSet(directOf(again.assignments), directOf(observed.assignments)))
      throw new RolecallError(
        'CONFLICT',
        `The account ${observed.account.ref.id} was changed by someone else meanwhile`,
        { path: ['account'] },
      );
    return write();
  });

/** Stands for all administrators of a backend among the locks; no account has an empty id. */
export const administratorsOf = ({ backend }: ConfiguredBackend) => ({ backend: backend.id, id: '' });

const writeAndCompare = async (
  configured: ConfiguredBackend,
  writer: RoleWriter,
  change: RoleChange,
): Promise<Observed> => {
  const { id } = change.account.ref;
  const failure = await writer.write(change).then(
    () => null,
    (error: unknown) => error,
  );
  if (failure !== null && !isUnsettled(failure)) throw failure;

  // Where the answer was lost, what the account holds decides.
  const readBack = await observeRoles(configured, id);
  const actual = directOf(readBack.assignments);
  if (isSameSet(actual, change.after)) return readBack;
  if (failure !== null) throw failure;
  throw new RolecallError(
    'CONFLICT',
    `The account ${id} holds other roles than were written: ${describeDifference(change.after, actual)}`,
    {
      path: ['account'],
    },
  );
};

/** Whether the write may have happened although it failed. */
const isUnsettled = (failure: unknown): boolean =>
  failure instanceof BackendError &&
  ['UPSTREAM_TIMEOUT', 'UPSTREAM_UNAVAILABLE', 'UPSTREAM_INVALID'].includes(failure.code);

const directOf = (assignments: readonly Assignment[]): readonly NativeGrant[] =>
  assignments
    .filter(({ origin }) => origin?.kind !== 'INHERITED')
    .map(({ nativeRoleId, organizationId }) => ({ nativeRoleId, organizationId }));

const isSameSet = (one: readonly NativeGrant[], other: readonly NativeGrant[]): boolean =>
  new Set(one.map(keyOfGrant)).symmetricDifference(new Set(other.map(keyOfGrant))).size === 0;

const describeDifference = (expected: readonly NativeGrant[], actual: readonly NativeGrant[]): string => {
  const expectedKeys = new Set(expected.map(keyOfGrant));
  const actualKeys = new Set(actual.map(keyOfGrant));
  const name = ({ nativeRoleId, organizationId }: NativeGrant) =>
    organizationId === null ? nativeRoleId : `${nativeRoleId} in ${organizationId}`;
  const lacking = expected.filter((grant) => !actualKeys.has(keyOfGrant(grant))).map(name);
  const beyond = actual.filter((grant) => !expectedKeys.has(keyOfGrant(grant))).map(name);
  return [
    lacking.length > 0 && `it lacks ${lacking.join(', ')}`,
    beyond.length > 0 && `it holds ${beyond.join(', ')} as well`,
  ]
    .filter(Boolean)
    .join('; ');
};

const resultOf = ({ account, assignments }: Observed, edited: EditedSet): RoleEditResult => ({
  account: { ...account, assignments },
  grants: edited.grants,
  revokes: edited.revokes,
  displaced: edited.displaced,
  alreadyHeld: edited.alreadyHeld,
  stillNeeded: edited.stillNeeded,
});
