import type { KindDefaults } from '../configured-backend.ts';

/**
 * Spelled by role type, since ids differ from tenant to tenant and names are the console's. OWNER cannot be granted; what DEFAULT,
 * BASIC and SUPPORT give is documented nowhere, so they spell nothing.
 *
 * https://support.cipherscale.com/what-is-a-cipherscale-role
 */
const roleMap: KindDefaults['roleMap'] = {
  admin: [{ native: 'ADMIN', relation: 'EXACT' }],
  auditor: [{ native: 'AUDITOR', relation: 'EXACT' }],
  // Who may only read sees the logs here, too.
  viewer: [{ native: 'AUDITOR', relation: 'BROADER' }],
  billing: [{ native: 'BILLING', relation: 'EXACT' }],
};

/** No rate limit is documented, so these are modest. An invitation has to be answered from the address itself. */
export const cipherscaleDefaults: KindDefaults = {
  requestsPerSecond: 20,
  concurrency: 8,
  emailTrust: 'verified',
  roleMap,
  administratorRoles: ['OWNER', 'ADMIN'],
};
