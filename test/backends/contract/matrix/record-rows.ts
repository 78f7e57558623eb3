import { present } from '../check.ts';
import type { Subject } from '../fixture.ts';
import type { Rows } from './row.ts';

export const recordRows: Rows = {
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
};

const groupOf = async ({ backend }: Subject, id: string) => {
  const [group = null] = await present(backend.groups).get([id]);
  if (group === null || group instanceof Error) throw group ?? new Error(`there is no ${id}`);
  return group;
};

export const roleDefinitionRows: Rows = {
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
};

export const deviceRows: Rows = {
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
};
