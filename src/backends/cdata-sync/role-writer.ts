import type { RoleWriter } from '../backend.ts';
import type { CdataSyncClient } from './client.ts';
import { maxRoles, toRoleRefs } from './mapping.ts';

/** An update replaces all roles that it names any of, and leaves everything else that it does not name. */
export const createRoleWriter = (client: CdataSyncClient): RoleWriter => ({
  style: 'replace',
  min: 0,
  max: maxRoles,
  callsPerWrite: 1,
  write: async ({ account, after }, options) => {
    const roles = toRoleRefs(client.backend, after, account.assignments);
    await client.updateUser(account.ref.id, { roles }, options);
  },
});
