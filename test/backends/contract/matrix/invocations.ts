import type { Backend } from '../../../../src/backends/backend.ts';
import type { Account } from '../../../../src/domain/account.ts';
import { present } from '../check.ts';
import type { Subject } from '../fixture.ts';
import { readOne } from '../reading.ts';
import { changeOf, heldBy } from '../role-writes.ts';

/** One way to call an operation. */
export type Invocation = {
  readonly operation: string;
  /** What it is called with, where an operation is called in several ways; empty elsewhere. */
  readonly variant: string;
  /** Reads what the call takes, before any fault is armed, and gives the call. */
  readonly prepare: (subject: Subject) => Promise<Call>;
};

export type Call = () => Promise<unknown>;

/** Every operation that the port has, each with its ways. One that is missing here fails the matrix of whichever adapter has it. */
export const invocationsOf = (operation: string): readonly Invocation[] =>
  Object.entries({
    ...ofBackend,
    ...ofRoles,
    ...ofAccounts,
    ...ofRecords,
    ...ofRoleDefinitions,
    ...ofDevices,
  })
    .filter(([name]) => name.split(' ', 1)[0] === operation)
    .map(([name, prepare]) => ({ operation, variant: name.split(' ').slice(1).join(' '), prepare }));

type Row = (subject: Subject) => Call | Promise<Call>;
type Rows = Readonly<Record<string, Invocation['prepare']>>;

/** Keys are the operation and, after a space, the variant. */
const rows = (table: Readonly<Record<string, Row>>): Rows =>
  Object.fromEntries(Object.entries(table).map(([name, row]) => [name, async (subject) => row(subject)]));

const pageSize = 4;

const ofBackend = rows({
  check: ({ backend }) => backend.check,
  health:
    ({ backend }) =>
    async () => {
      backend.health();
    },
  close: ({ backend }) => backend.close,
  listAccounts:
    ({ backend }) =>
    () =>
      Array.fromAsync(backend.listAccounts({ pageSize })),
  'listAccounts from its second page': async ({ backend }) => {
    const [first] = await Array.fromAsync(backend.listAccounts({ pageSize }));
    const from = first?.next ?? undefined;
    return () => Array.fromAsync(backend.listAccounts({ pageSize, from }));
  },
  'getAccounts of one':
    ({ backend, editable }) =>
    () =>
      backend.getAccounts([editable.id]),
  'getAccounts of one that there is not':
    ({ backend, missingId }) =>
    () =>
      backend.getAccounts([missingId]),
  'getAccounts of many': ({ backend, truth, missingId }) => {
    const ids = truth().map(({ id }) => id);
    return () => backend.getAccounts([...ids.slice(0, 3), missingId, ...ids.slice(3, 6)]);
  },
  'getAssignments of one': async ({ backend, editable }) => {
    const account = await readOne(backend, editable.id);
    return () => present(backend.getAssignments)([account]);
  },
  'getAssignments of many': async ({ backend }) => {
    const accounts = await accountsOf(backend);
    return () => present(backend.getAssignments)(accounts);
  },
  'getAssignments without origins': async ({ backend }) => {
    const accounts = await accountsOf(backend);
    return () => present(backend.getAssignments)(accounts, { origins: false });
  },
  listNativeRoles: ({ backend }) => backend.listNativeRoles,
});

const accountsOf = async (backend: Backend): Promise<readonly Account[]> =>
  (await Array.fromAsync(backend.listAccounts())).flatMap(({ entries }) => entries);

const ofRoles = rows({
  'roleWriter.write a grant': async ({ backend, editable }) => {
    const change = await changeOf(backend, editable.id, { grants: [editable.spare] });
    return () => present(backend.roleWriter).write(change);
  },
  'roleWriter.write a revocation': async (subject) => {
    const { backend, editable, grantBehind } = subject;
    grantBehind();
    const change = await changeOf(backend, editable.id, { revokes: [editable.spare] });
    return () => present(backend.roleWriter).write(change);
  },
  'roleWriter.write both': async (subject) => {
    const { backend, editable } = subject;
    const edit = { grants: [editable.spare], revokes: [heldBy(subject)] };
    const change = await changeOf(backend, editable.id, edit);
    return () => present(backend.roleWriter).write(change);
  },
});

const ofAccounts = rows({
  'accountWriter.findObstacles': ({ backend, accounts }) => {
    const { fresh, taken } = present(accounts);
    return () => present(backend.accountWriter).findObstacles([fresh, taken]);
  },
  'accountWriter.create one': ({ backend, accounts }) => {
    const { fresh } = present(accounts);
    return () => present(backend.accountWriter).create([fresh]);
  },
  'accountWriter.create many': ({ backend, accounts }) => {
    const { fresh, freshMany, taken } = present(accounts);
    return () => present(backend.accountWriter).create([fresh, taken, ...freshMany]);
  },
  'accountWriter.update': async ({ backend, accounts, editable }) => {
    const account = await readOne(backend, editable.id);
    const [change] = present(accounts).changes;
    return () => present(backend.accountWriter?.update)(account, present(change));
  },
  'accountWriter.delete': async ({ backend, editable }) => {
    const account = await readOne(backend, editable.id);
    return () => present(backend.accountWriter).delete(account);
  },
  'accountWriter.setStatus disabled': async ({ backend, editable }) => {
    const account = await readOne(backend, editable.id);
    return () => present(backend.accountWriter?.setStatus)(account, 'DISABLED');
  },
  'accountWriter.setStatus active': async ({ backend, editable }) => {
    const setStatus = present(backend.accountWriter?.setStatus);
    const account = await setStatus(await readOne(backend, editable.id), 'DISABLED');
    return () => setStatus(account, 'ACTIVE');
  },
  'accountWriter.reinvite': async ({ backend, accounts }) => {
    const account = await readOne(backend, present(accounts?.invited).id);
    return () => present(backend.accountWriter?.reinvite)(account);
  },
});

const ofRecords = rows({
  'organizations.list':
    ({ backend }) =>
    () =>
      Array.fromAsync(present(backend.organizations).list()),
  'organizations.get': ({ backend, organizations }) => {
    const { ids, missingId } = present(organizations);
    return () => present(backend.organizations).get([...ids().slice(0, 2), missingId]);
  },
  'organizations.create':
    ({ backend, organizations }) =>
    () =>
      present(backend.organizations).create(present(organizations).fresh),
  'organizations.update its name':
    ({ backend, organizations }) =>
    () =>
      present(backend.organizations).update(present(organizations).editableId, { displayName: 'Renamed' }),
  'organizations.update its parent': ({ backend, organizations }) => {
    const { editableId, otherParentId } = present(organizations);
    return () => present(backend.organizations).update(editableId, { parentId: otherParentId });
  },
  'organizations.delete':
    ({ backend, organizations }) =>
    () =>
      present(backend.organizations).delete(present(organizations).removableId),

  'apiTokens.list':
    ({ backend }) =>
    () =>
      Array.fromAsync(present(backend.apiTokens).list()),
  'apiTokens.get': ({ backend, apiTokens }) => {
    const { ids, missingId } = present(apiTokens);
    return () => present(backend.apiTokens).get([...ids().slice(0, 2), missingId]);
  },
  'apiTokens.create':
    ({ backend, apiTokens }) =>
    () =>
      present(backend.apiTokens).create(present(apiTokens).fresh),
  'apiTokens.delete':
    ({ backend, apiTokens }) =>
    () =>
      present(backend.apiTokens).delete(present(apiTokens).removableId),

  'groups.list':
    ({ backend }) =>
    () =>
      Array.fromAsync(present(backend.groups).list({ pageSize: 2 })),
  'groups.get': ({ backend, groups }) => {
    const { ids, missingId } = present(groups);
    return () => present(backend.groups).get([...ids().slice(0, 2), missingId]);
  },
  'groups.create':
    ({ backend, groups }) =>
    () =>
      present(backend.groups).create(present(groups).fresh),
  'groups.update its name': async (subject) => {
    const group = await groupOf(subject, present(subject.groups).editableId);
    return () => present(subject.backend.groups).update(group, { name: 'Renamed' });
  },
  'groups.update its roles': async (subject) => {
    const { editableId, fresh } = present(subject.groups);
    const group = await groupOf(subject, editableId);
    return () => present(subject.backend.groups).update(group, { nativeRoleIds: fresh.nativeRoleIds });
  },
  'groups.delete': async (subject) => {
    const group = await groupOf(subject, present(subject.groups).removableId);
    return () => present(subject.backend.groups).delete(group);
  },
  'groups.addAccount': ({ backend, groups }) => {
    const { groupId, accountId } = present(groups).joining;
    return () => present(backend.groups).addAccount(groupId, accountId);
  },
  'groups.removeAccount': ({ backend, groups }) => {
    const { groupId, accountId } = present(groups).leaving;
    return () => present(backend.groups).removeAccount(groupId, accountId);
  },
});

const groupOf = async ({ backend }: Subject, id: string) => {
  const [group = null] = await present(backend.groups).get([id]);
  if (group === null || group instanceof Error) throw group ?? new Error(`there is no ${id}`);
  return group;
};

const ofRoleDefinitions = rows({
  'roleDefinitions.get':
    ({ backend, roleDefinitions }) =>
    () =>
      present(backend.roleDefinitions).get(present(roleDefinitions).editableId),
  'roleDefinitions.create':
    ({ backend, roleDefinitions }) =>
    () =>
      present(backend.roleDefinitions).create(present(roleDefinitions).fresh),
  'roleDefinitions.update its description':
    ({ backend, roleDefinitions }) =>
    () =>
      present(backend.roleDefinitions).update(present(roleDefinitions).editableId, {
        description: 'Told anew',
      }),
  'roleDefinitions.update its permissions': ({ backend, roleDefinitions }) => {
    const { editableId, permissions } = present(roleDefinitions);
    return () => present(backend.roleDefinitions).update(editableId, { permissions });
  },
  'roleDefinitions.update to no permissions':
    ({ backend, roleDefinitions }) =>
    () =>
      present(backend.roleDefinitions).update(present(roleDefinitions).editableId, { permissions: [] }),
  'roleDefinitions.delete':
    ({ backend, roleDefinitions }) =>
    () =>
      present(backend.roleDefinitions).delete(present(roleDefinitions).removableId),
  'roleDefinitions.getPermissions':
    ({ backend, roleDefinitions }) =>
    () =>
      present(backend.roleDefinitions).getPermissions(present(roleDefinitions).editableId),
});

const ofDevices = rows({
  'devices.get':
    ({ backend, devices }) =>
    () =>
      present(backend.devices).get(present(devices).knownId),
  'devices.create':
    ({ backend, devices }) =>
    () =>
      present(backend.devices).create(present(devices).fresh),
  'devices.getGroup':
    ({ backend, devices }) =>
    () =>
      present(backend.devices).getGroup(present(devices).group.knownId),
  'devices.createGroup':
    ({ backend, devices }) =>
    () =>
      present(backend.devices).createGroup(present(devices).group.fresh),
});
