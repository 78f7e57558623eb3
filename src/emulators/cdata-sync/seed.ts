import { type Person, uuidFor } from '../population.ts';
import { addUser, adminRole, type CdataSyncRole, type CdataSyncState } from './state.ts';

/** The two users of the contract's examples, then everyone of `people` who is in this system. */
export const seedCdataSync = (people: readonly Person[], adminToken: string): CdataSyncState => {
  const state: CdataSyncState = {
    users: new Map(),
    roles: new Map(roles.map((role) => [role.id, { ...role }])),
    tokens: new Map([[adminToken, apiUserId]]),
    made: 0,
  };
  addUser(
    state,
    {
      id: apiUserId,
      user: 'APIUser',
      email_address: 'api.user@example.com',
      password: 'APIUser',
      roles: [adminRole],
    },
    seededAt,
  );
  addUser(
    state,
    { id: opsUserId, user: 'ops', is_active: false, roles: ['cdata_support', myRoleId] },
    seededAt,
  );
  for (const person of people.filter(({ number }) => number % 5 !== 3)) {
    addUser(
      state,
      {
        id: uuidFor(`cdata-sync:${person.number}`),
        user: person.userName,
        // The console asks for no e-mail, so some have none.
        email_address: person.number % 7 === 5 ? null : person.emailAsTyped,
        is_active: person.active,
        roles: rolesOf(person),
      },
      seededAt,
    );
  }
  return state;
};

export const apiUserId = '3f1c9a52-7a0e-4a53-8d0b-0b6f6d1b5a11';
export const opsUserId = '9b2d7c10-5f7b-4c4e-9d57-7f2a1a0e2b22';
/** `my_role`, which `ops` holds. */
export const myRoleId = '0d7b8a4e-1c5f-4c2c-8f57-3d1f6a9b7c33';
/** `job_viewer`, which viewers among the people hold. */
export const jobViewerRoleId = uuidFor('cdata-sync:role:job_viewer');

const roles: readonly CdataSyncRole[] = [
  { id: adminRole, name: adminRole, displayName: 'Admin' },
  { id: 'cdata_standard', name: 'cdata_standard', displayName: 'Standard' },
  { id: 'cdata_job_creator', name: 'cdata_job_creator', displayName: 'Job Creator' },
  { id: 'cdata_support', name: 'cdata_support', displayName: 'Job Operator' },
  { id: myRoleId, name: 'my_role', displayName: null },
  { id: jobViewerRoleId, name: 'job_viewer', displayName: null },
];

const rolesOf = ({ job, number }: Person): readonly string[] => {
  switch (job) {
    case 'admin':
      return [adminRole];
    case 'builder':
      return number % 2 === 0 ? ['cdata_standard'] : ['cdata_job_creator', 'cdata_support'];
    case 'operator':
      return number % 6 === 0 ? ['cdata_support', myRoleId] : ['cdata_support'];
    case 'viewer':
      return number % 11 === 0 ? [] : [jobViewerRoleId];
  }
};

const seededAt = '2025-01-15T08:00:00Z';
