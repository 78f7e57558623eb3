import { BackendError } from '../../domain/errors.ts';
import type { RoleWriter } from '../backend.ts';
import type { CipherscaleClient } from './client.ts';
import { toDelta } from './mapping.ts';

/** The verb is a delta on direct roles: what someone else grants meanwhile stays, and what a group grants is out of its reach. */
export const createRoleWriter = (client: CipherscaleClient): RoleWriter => ({
  style: 'delta',
  min: 0,
  max: Number.POSITIVE_INFINITY,
  callsPerWrite: 1,
  write: async (change, options) => {
    const { backend } = client;
    if (change.grants.some(({ organizationId }) => organizationId !== null))
      throw new BackendError('BAD_INPUT', `Backend ${backend} has no organizations to grant a role in`, {
        backend,
      });
    const delta = toDelta(change);
    const ownership = change.account.assignments.find(({ nativeRoleAlias }) => nativeRoleAlias === 'OWNER');
    if (ownership !== undefined && delta.removedRoles.includes(ownership.nativeRoleId))
      throw new BackendError('IMMUTABLE', `Ownership on backend ${backend} cannot be taken from its owner`, {
        backend,
      });
    if (delta.addedRoles.length === 0 && delta.removedRoles.length === 0) return;
    await client.patchUserRoles(change.account.ref.id, delta, options);
  },
});
