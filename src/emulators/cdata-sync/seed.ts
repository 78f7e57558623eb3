import type { Person } from '../population.ts';
import { adminRole, apiUserId, jobViewerRoleId, myRoleId, opsUserId } from './ids.ts';
import { usersFor } from './people.ts';
import { addUser, type CdataSyncState, type NewUser, type Role } from './state.ts';

/** The two users of the contract's examples, then whoever of the people is in this system. */
export const seedCdataSync = (options: {
  readonly people: readonly Person[];
  /** The token of `APIUser`. */
  readonly credential: string;
}): CdataSyncState => {
  const state: CdataSyncState = {
    users: new Map(),
    roles: new Map(roles.map((role) => [role.id, { ...role }])),
    tokens: new Map([[options.credential, apiUserId]]),
    made: 0,
  };
  for (const user of [...users, ...usersFor(options.people)]) addUser(state, user, seededAt);
  return state;
};

const users: readonly NewUser[] = [
  {
    id: apiUserId,
    user: 'APIUser',
    email_address: 'api.user@example.com',
    password: 'APIUser',
    roles: [adminRole],
  },
  { id: opsUserId, user: 'ops', is_active: false, roles: ['cdata_support', myRoleId] },
];

const roles: readonly Role[] = [
  { id: adminRole, name: adminRole, displayName: 'Admin' },
  { id: 'cdata_standard', name: 'cdata_standard', displayName: 'Standard' },
  { id: 'cdata_job_creator', name: 'cdata_job_creator', displayName: 'Job Creator' },
  { id: 'cdata_support', name: 'cdata_support', displayName: 'Job Operator' },
  { id: myRoleId, name: 'my_role', displayName: null },
  { id: jobViewerRoleId, name: 'job_viewer', displayName: null },
];

const seededAt = '2025-01-15T08:00:00Z';
