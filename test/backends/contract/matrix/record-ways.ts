import { readRecord } from '../records.ts';
import type { Samples } from '../samples.ts';
import { prepared, several, waysToCallPart } from './ways.ts';

export const organizationInvocations = waysToCallPart('organizations', {
  list: ({ list }) => Array.fromAsync(list()),
  get: ({ get }, samples) => get(twoAndNone(samples)),
  create: ({ create }, { fresh }) => create(fresh),
  update: several({
    'its name': ({ update }, { editableId }) => update(editableId, { displayName: 'Renamed' }),
    'its parent': ({ update }, { editableId, otherParentId }) =>
      update(editableId, { parentId: otherParentId }),
  }),
  delete: (organizations, { removableId }) => organizations.delete(removableId),
});

export const apiTokenInvocations = waysToCallPart('apiTokens', {
  list: ({ list }) => Array.fromAsync(list()),
  get: ({ get }, samples) => get(twoAndNone(samples)),
  create: ({ create }, { fresh }) => create(fresh),
  delete: (apiTokens, { removableId }) => apiTokens.delete(removableId),
});

export const groupInvocations = waysToCallPart('groups', {
  list: ({ list }) => Array.fromAsync(list({ pageSize: 2 })),
  get: ({ get }, samples) => get(twoAndNone(samples)),
  create: ({ create }, { fresh }) => create(fresh),
  update: several({
    'its name': prepared(async (groups, { editableId }) => {
      const group = await readRecord(groups, editableId);
      return () => groups.update(group, { name: 'Renamed' });
    }),
    'its roles': prepared(async (groups, { editableId, fresh: { nativeRoleIds } }) => {
      const group = await readRecord(groups, editableId);
      return () => groups.update(group, { nativeRoleIds });
    }),
  }),
  delete: prepared(async (groups, { removableId }) => {
    const group = await readRecord(groups, removableId);
    return () => groups.delete(group);
  }),
  addAccount: ({ addAccount }, { joining }) => addAccount(joining.groupId, joining.accountId),
  removeAccount: ({ removeAccount }, { leaving }) => removeAccount(leaving.groupId, leaving.accountId),
});

export const roleDefinitionInvocations = waysToCallPart('roleDefinitions', {
  get: ({ get }, { editableId }) => get(editableId),
  create: ({ create }, { fresh }) => create(fresh),
  update: several({
    'its description': ({ update }, { editableId }) => update(editableId, { description: 'Told anew' }),
    'its permissions': ({ update }, { editableId, permissions }) => update(editableId, { permissions }),
    'to no permissions': ({ update }, { editableId }) => update(editableId, { permissions: [] }),
  }),
  delete: (roleDefinitions, { removableId }) => roleDefinitions.delete(removableId),
  getPermissions: ({ getPermissions }, { editableId }) => getPermissions(editableId),
});

export const deviceInvocations = waysToCallPart('devices', {
  get: ({ get }, { knownId }) => get(knownId),
  create: ({ create }, { fresh }) => create(fresh),
  getGroup: ({ getGroup }, { group }) => getGroup(group.knownId),
  createGroup: ({ createGroup }, { group }) => createGroup(group.fresh),
});

const twoAndNone = ({ ids, missingId }: Pick<Samples, 'ids' | 'missingId'>): readonly string[] => [
  ...ids().slice(0, 2),
  missingId,
];
