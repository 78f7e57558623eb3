import type { KindDefaults } from '../configured-backend.ts';

/**
 * Only the two predefined roles are the same on every hub; what others give, only who made them knows.
 *
 * `cf_remoteagent` may run the agent on hosts, which is what an operator does, and has all permissions of the API unless someone took
 * them away, which is more.
 */
export const cfengineDefaults: KindDefaults = {
  // The manual names no limit. A hub is one machine, whose main work is another.
  requestsPerSecond: 20,
  concurrency: 5,
  // Users may edit their own record.
  emailTrust: 'self-asserted',
  roleMap: {
    admin: [{ native: 'admin', relation: 'EXACT', scope: 'APPLICATION' }],
    operator: [{ native: 'cf_remoteagent', relation: 'BROADER', scope: 'APPLICATION' }],
  },
  administratorRoles: ['admin'],
};
