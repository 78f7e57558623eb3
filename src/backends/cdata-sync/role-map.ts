import type { KindDefaults } from '../configured-backend.ts';

/**
 * Standard leaves out the settings of the application, which a builder may change too. Nothing built in merely reads: spelled with Job
 * Operator, a viewer could start and stop jobs, and nobody could tell viewers from operators any more. Job Creator is less than Standard
 * and beside it.
 */
export const cdataSyncDefaults: KindDefaults = {
  // CData documents a 429, for the rate and for calls at once, and no numbers.
  requestsPerSecond: 20,
  concurrency: 5,
  // The console asks for an address and proves nothing.
  emailTrust: 'self-asserted',
  roleMap: {
    admin: [{ native: 'cdata_admin', relation: 'EXACT', scope: 'APPLICATION' }],
    builder: [{ native: 'cdata_standard', relation: 'NARROWER', scope: 'APPLICATION' }],
    operator: [{ native: 'cdata_support', relation: 'EXACT', scope: 'APPLICATION' }],
  },
  administratorRoles: ['cdata_admin'],
};
