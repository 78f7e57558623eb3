import type { Person } from '../population.ts';
import type { User } from './state.ts';

/**
 * Four of five people. Every third comes from LDAP, half of those without annotations. Who left is deleted
 * where that is possible: an external row cannot be, and stays.
 */
export const usersFor = (people: readonly Person[]): readonly User[] => people.flatMap(usersOf);

const usersOf = (person: Person): readonly User[] => {
  const external = person.number % 3 === 0;
  if (person.number % 5 === 2 || !(person.active || external)) return [];
  const called = { name: `${person.givenName} ${person.familyName}`, email: person.emailAsTyped };
  const base = { id: person.userName, roles: rolesByJob[person.job], external };
  if (external) return [person.number % 2 === 0 ? { ...base, ...called } : base];
  return [{ ...base, ...called, time_zone: 'Europe/Oslo', two_factor_enabled: person.number % 4 === 0 }];
};

const rolesByJob: Readonly<Record<Person['job'], readonly string[]>> = {
  admin: ['admin'],
  builder: ['cf_remoteagent', 'linux_team'],
  operator: ['cf_remoteagent'],
  viewer: ['linux_team'],
};
