import { type Person, uuidFor } from '../population.ts';
import { adminRole, jobViewerRoleId, myRoleId } from './ids.ts';
import type { NewUser } from './state.ts';

/** Four of five people, among them those who have left: they are disabled here. */
export const usersFor = (people: readonly Person[]): readonly NewUser[] =>
  people
    .filter(({ number }) => number % 5 !== 3)
    .map((person) => ({
      id: uuidFor(`cdata-sync:${person.number}`),
      user: person.userName,
      // The console asks for no e-mail, so some have none.
      email_address: person.number % 7 === 5 ? null : person.emailAsTyped,
      is_active: person.active,
      roles: rolesOf(person),
    }));

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
