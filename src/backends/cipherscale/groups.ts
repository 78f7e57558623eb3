import { attempt } from '../../domain/attempt.ts';
import type { CallOptions } from '../../domain/call-options.ts';
import { BackendError, type ErrorCode } from '../../domain/errors.ts';
import type { Groups } from '../backend.ts';
import type { CipherscaleClient } from './client.ts';
import { collect, walkGroups, walkUsers } from './lists.ts';
import { requireGroup, requireUser } from './lookup.ts';
import { isOwnership, toGroup, toWriteGroup } from './mapping.ts';
import type { Group } from './wire.ts';

/** Groups and who is in them. Membership is changed from the side of the account, and each account must be in at least one group. */
export const createGroups = (client: CipherscaleClient): Groups => {
  const { backend } = client;

  return {
    list: async function* (options) {
      for await (const page of walkGroups(client, options))
        yield { ...page, entries: page.entries.map((group) => toGroup(backend, group)) };
    },

    get: (ids, options) =>
      Promise.all(
        ids.map((id) =>
          attempt(() => client.findGroup(id, options).then((group) => group && toGroup(backend, group))),
        ),
      ),

    create: async ({ name, description, nativeRoleIds }, options) => {
      await refuseUngrantable(client, nativeRoleIds, options);
      const created = await client.createGroup({ name, description, roles: nativeRoleIds }, options);
      return toGroup(backend, created);
    },

    update: async ({ id }, changes, options) => {
      const group = await requireGroup(client, id, options);
      const replacement = toWriteGroup(group, changes);
      const held = new Set(group.roles.map((role) => role.id));
      const wanted = new Set(replacement.roles);
      if (!group.deleteable && wanted.symmetricDifference(held).size > 0)
        throw refusal(client, 'IMMUTABLE', 'the roles of a default or system group cannot be changed');
      await refuseUngrantable(client, [...wanted.difference(held)], options);
      return toGroup(backend, await client.updateGroup(id, replacement, options));
    },

    delete: async ({ id }, options) => {
      const group = await requireGroup(client, id, options);
      if (!group.deleteable)
        throw refusal(client, 'IMMUTABLE', 'a default or system group cannot be deleted');
      await refuseToStrand(client, group, options);
      await client.deleteGroup(id, options);
    },

    addAccount: async (groupId, accountId, options) => {
      const user = await requireUser(client, accountId, options);
      if (user.groups.some(({ id }) => id === groupId)) return;
      await client.addGroup(accountId, groupId, options);
    },

    removeAccount: async (groupId, accountId, options) => {
      const user = await requireUser(client, accountId, options);
      if (!user.groups.some(({ id }) => id === groupId))
        throw refusal(client, 'NOT_FOUND', 'the account is not in this group');
      if (user.groups.length === 1)
        throw refusal(
          client,
          'BAD_INPUT',
          'an account must be in at least one group: put it into another before taking it out of its last',
        );
      await client.removeGroup(accountId, groupId, options);
    },
  };
};

const refuseUngrantable = async (
  client: CipherscaleClient,
  roleIds: readonly string[],
  options: CallOptions | undefined,
): Promise<void> => {
  if (roleIds.length === 0) return;
  const roles = new Map((await client.findRoles(options)).map((role) => [role.id, role]));
  for (const id of roleIds) {
    const role = roles.get(id);
    if (role === undefined)
      throw refusal(client, 'ROLE_MISSING', `there is no native role ${JSON.stringify(id)}`, [
        'nativeRoleIds',
      ]);
    if (isOwnership(role))
      throw refusal(client, 'IMMUTABLE', 'ownership cannot be inherited from a group', ['nativeRoleIds']);
  }
};

/** What becomes of an account whose only group goes is documented nowhere, so none is brought there. */
const refuseToStrand = async (
  client: CipherscaleClient,
  group: Group,
  options: CallOptions | undefined,
): Promise<void> => {
  if (group.users.length === 0) return;
  const { records: users } = await collect(walkUsers(client, options));
  const stranded = users.filter(({ groups }) => groups.length === 1 && groups[0]?.id === group.id).length;
  if (stranded > 0)
    throw refusal(
      client,
      'BAD_INPUT',
      `an account must be in at least one group, and ${stranded} are in this one only: put them into another first`,
    );
};

const refusal = (
  { backend }: CipherscaleClient,
  code: ErrorCode,
  reason: string,
  path?: readonly string[],
): BackendError =>
  new BackendError(code, `Backend ${backend}: ${reason}`, {
    backend,
    ...(path === undefined ? {} : { path }),
  });
