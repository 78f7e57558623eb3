import type { RoleMap } from '../../domain/role-map.ts';
import type { KindDefaults } from '../configured-backend.ts';
import { builtInRoleIds } from './built-in-roles.ts';

/** No built-in role only reads the whole application, so `viewer` needs an organization, and no built-in role of organizations builds. */
const roleMap: RoleMap = {
  admin: [
    { native: builtInRoleIds.administrator, relation: 'EXACT', scope: 'APPLICATION' },
    // Runs its organization and the users in it, but neither API tokens nor branding.
    { native: builtInRoleIds.orgAdministrator, relation: 'NARROWER', scope: 'ORGANIZATION' },
  ],
  builder: [{ native: builtInRoleIds.builder, relation: 'EXACT', scope: 'APPLICATION' }],
  operator: [
    { native: builtInRoleIds.operator, relation: 'EXACT', scope: 'APPLICATION' },
    { native: builtInRoleIds.orgOperator, relation: 'EXACT', scope: 'ORGANIZATION' },
  ],
  viewer: [{ native: builtInRoleIds.orgViewer, relation: 'EXACT', scope: 'ORGANIZATION' }],
};

export const iotCentralDefaults: KindDefaults = {
  // The limit of 20 a second counts every client of the application, so some is left to the others.
  requestsPerSecond: 16,
  concurrency: 8,
  // Whoever signs in as an `email` user has proved the address to Microsoft.
  emailTrust: 'verified',
  roleMap,
  administratorRoles: [builtInRoleIds.administrator],
};
