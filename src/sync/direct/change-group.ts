import type { Groups } from '../../backends/backend.ts';
import type { ConfiguredBackend } from '../../backends/configured-backend.ts';
import type { Account } from '../../domain/account.ts';
import type { Assignment, AssignmentRef } from '../../domain/assignment.ts';
import { type Caller, hasScope } from '../../domain/caller.ts';
import { RolecallError } from '../../domain/errors.ts';
import type { Group } from '../../domain/group.ts';
import { atOnce, writeOnce } from '../applying/write-once.ts';
import { type Afterwards, type KeepingDeps, keepingAdmin, keepingAdmins } from '../last-admin.ts';
import { observeAccount, observeRoles, refuseProtected } from '../observe.ts';
import { writable } from '../writable.ts';
import type { ChangeDeps } from './change-deps.ts';
import { onlySeen } from './only-seen.ts';
import { refuseNothing } from './refuse-nothing.ts';

/** Reads a group live. Throws NOT_FOUND where there is none; `path` is where the input names it. */
export const findGroup = async (
  { backend }: ConfiguredBackend,
  id: string,
  path: readonly string[],
): Promise<Group> => {
  const [found] = (await backend.groups?.get([id])) ?? [];
  if (found instanceof Error) throw found;
  if (found === null || found === undefined)
    throw new RolecallError(
      'NOT_FOUND',
      `Backend ${backend.id} has no group ${JSON.stringify(id.slice(0, 64))}`,
      { path },
    );
  return found;
};

type Membership = {
  readonly accountId: string;
  readonly groupId: string;
  readonly verb: 'addAccount' | 'removeAccount';
};

/** Puts an account into a group or takes it out. Returns the account as read back. */
export const changeMembership = (
  configured: ConfiguredBackend,
  { accountId, groupId, verb }: Membership,
  deps: Deps,
): Promise<Account> => {
  writable(configured, 'groups');
  return deps.locks.run({ backend: configured.backend.id, id: accountId }, async () => {
    const observed = await observeRoles(configured, accountId);
    refuseProtected(configured, observed.account);
    const group = await findGroup(configured, groupId, ['group']);
    refuseGiving(group, deps.actor.caller);
    if (verb === 'addAccount' && group.assignments.length > 0)
      await deps.own.refuseRaising(deps.actor.caller, [observed.account.ref]);
    await refuseAdministrators(configured, group.assignments, deps);
    if (verb === 'removeAccount') await deps.admitLosses(configured.backend.id, group.assignments.length);

    const change = () => writeMembership(configured, { accountId, groupId, verb });
    if (verb === 'addAccount') return change();
    const without = (held: readonly Assignment[]) => held.filter(({ origin }) => !isFrom(origin, groupId));
    return keepingAdmin(configured, observed, without, deps, change);
  });
};

const writeMembership = async (
  configured: ConfiguredBackend,
  { accountId, groupId, verb }: Membership,
): Promise<Account> => {
  const groups = writable(configured, 'groups');
  const isMember = (seen: Account) => seen.groups.some(({ id }) => id === groupId);
  const isWanted = verb === 'addAccount';
  const written = await writeOnce<Account>(
    {
      write: async () => {
        await groups[verb](groupId, accountId);
        return null;
      },
      read: () => observeAccount(configured, accountId),
      isDone: (seen) => isMember(seen) === isWanted,
      isUndone: (seen) => isMember(seen) !== isWanted,
      difference: () =>
        `The account ${accountId} is ${isWanted ? 'not in' : 'still in'} the group ${groupId}, although that was acknowledged`,
    },
    { now: Date.now, manner: atOnce },
  );
  return onlySeen([written]);
};

/** Changes a group; what is not given stays. Returns it as read back. */
export const updateGroup = async (
  configured: ConfiguredBackend,
  id: string,
  changes: GroupChanges,
  deps: Deps,
): Promise<Group> => {
  const groups = writable(configured, 'groups');
  refuseNothing(changes);
  const group = await findGroup(configured, id, ['nativeId']);
  const { nativeRoleIds } = changes;
  if (nativeRoleIds === undefined) return groups.update(group, changes);
  refuseGiving(
    { ...group, immutable: null, assignments: [...group.assignments, ...nativeRoleIds] },
    deps.actor.caller,
  );
  await deps.own.refuseRaising(
    deps.actor.caller,
    group.memberIds.map((memberId) => ({ backend: configured.backend.id, id: memberId })),
  );
  const leaving = group.assignments.filter(({ nativeRoleId }) => !nativeRoleIds.includes(nativeRoleId));
  const coming = nativeRoleIds
    .filter((native) => group.assignments.every(({ nativeRoleId }) => nativeRoleId !== native))
    .map((nativeRoleId) => ({ nativeRoleId, organizationId: null }));
  await refuseAdministrators(configured, [...leaving, ...coming], deps);
  await deps.admitLosses(configured.backend.id, leaving.length * group.memberIds.length);
  const afterwards: Afterwards = (_account, held) =>
    held.filter(({ origin, nativeRoleId }) => !isFrom(origin, id) || nativeRoleIds.includes(nativeRoleId));
  return keepingAdmins(configured, afterwards, deps, () => groups.update(group, changes));
};

/** Deletes a group for good; its members lose what they inherit from it. */
export const deleteGroup = async (configured: ConfiguredBackend, id: string, deps: Deps): Promise<void> => {
  const groups = writable(configured, 'groups');
  const group = await findGroup(configured, id, ['nativeId']);
  refuseGiving(group, deps.actor.caller);
  await refuseAdministrators(configured, group.assignments, deps);
  await deps.admitLosses(configured.backend.id, group.assignments.length * group.memberIds.length);
  const afterwards: Afterwards = (_account, held) => held.filter(({ origin }) => !isFrom(origin, id));
  await (group.assignments.length === 0
    ? groups.delete(group)
    : keepingAdmins(configured, afterwards, deps, () => groups.delete(group)));
};

const refuseAdministrators = async (
  configured: ConfiguredBackend,
  concerned: readonly AssignmentRef[],
  { tables, administratorGuard }: Deps,
): Promise<void> => administratorGuard.refuse(configured, await tables.get(configured.backend), concerned);

/**
 * Throws FORBIDDEN where a caller who may not change roles would join or leave, make or end what gives some. The backend's own default group
 * gives them to everyone anyway.
 */
export const refuseGiving = (
  {
    name,
    id,
    immutable,
    assignments,
  }: Pick<Group, 'name' | 'id' | 'immutable'> & { readonly assignments: readonly unknown[] },
  caller: Caller,
): void => {
  if (hasScope(caller, 'apply') || immutable !== null || assignments.length === 0) return;
  throw new RolecallError(
    'FORBIDDEN',
    `The group ${name ?? id} gives native roles, so this takes the scope apply`,
  );
};

type Deps = KeepingDeps & Pick<ChangeDeps, 'own' | 'actor' | 'administratorGuard' | 'admitLosses'>;

type GroupChanges = Parameters<Groups['update']>[1];

const isFrom = (origin: Assignment['origin'], groupId: string): boolean =>
  origin?.kind === 'INHERITED' && origin.group.id === groupId;
