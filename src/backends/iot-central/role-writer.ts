import type { RoleWriter } from '../backend.ts';
import type { IotCentralClient } from './client.ts';
import { toRoles } from './mapping.ts';
import { refuseMisplaced, refuseNoRoles } from './refusals.ts';

/** The vendor's PATCH replaces all roles of a user, and users bear no etag that would show a change meanwhile. */
export const createRoleWriter = (backend: string, client: IotCentralClient): RoleWriter => ({
  style: 'replace',
  min: 1,
  // Of all users of an application together, so certainly of one.
  max: 200,
  callsPerWrite: 1,
  write: async ({ account, after, grants }, options = {}) => {
    refuseNoRoles(backend, after);
    refuseMisplaced(backend, grants);
    await client.users.patch(account.ref.id, { roles: toRoles(after) }, options);
  },
});
