import { BackendError } from '../../domain/errors.ts';
import type { RoleWriter } from '../backend.ts';
import type { CfengineClient } from './client.ts';
import type { UserLookup } from './lookup.ts';
import { toRoles, toUserUpdate } from './mapping.ts';

/** Roles are part of the user's record, and an update replaces them all. */
export const createRoleWriter = (client: CfengineClient, users: UserLookup): RoleWriter => ({
  style: 'replace',
  min: 0,
  max: Number.POSITIVE_INFINITY,
  // Two reads tell all that an update must send again.
  callsPerWrite: 3,
  write: async ({ account, before, after }, options) => {
    const { backend } = client;
    const roles = toRoles(backend, after);
    const user = await users.getForWriting(account, options);
    // Nothing in the API makes the hub compare, so whatever moves after this read is overwritten.
    if (new Set(user.roles).symmetricDifference(new Set(toRoles(backend, before))).size > 0)
      throw new BackendError(
        'CONFLICT',
        `The account's roles on backend ${backend} changed since they were read`,
        { backend },
      );
    await client.updateUser(user.id, toUserUpdate(user, { roles }), options);
  },
});
