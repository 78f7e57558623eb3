import type { Person } from '../population.ts';
import type { CfengineCredential } from './login.ts';
import type { CfenginePermission, CfengineRole, CfengineState, CfengineUser } from './state.ts';

/** What the manual shows, then the people, then the caller's account where it is another. */
export const seedState = (options: {
  readonly people: readonly Person[];
  readonly credential: CfengineCredential;
  readonly twins: boolean;
}): CfengineState => {
  const { people, credential, twins } = options;
  const service: CfengineUser = { id: credential.username, roles: ['admin'], external: false };
  const users = [service, ...publishedUsers, ...people.flatMap(accountOf), ...(twins ? [internalTwin] : [])];
  const byName = (external: boolean) =>
    new Map(users.filter((user) => user.external === external).map((user) => [user.id, user]));
  return {
    internal: byName(false),
    external: byName(true),
    roles: new Map(publishedRoles.map((role) => [role.id, role])),
    permissions: new Map(permissions.map((permission) => [permission.alias, permission])),
    aliasesByRole: new Map([
      ['admin', aliases(() => true)],
      ['cf_remoteagent', aliases(({ application }) => application === 'API')],
      ['linux_team', aliases(({ allowed_by_default }) => allowed_by_default)],
    ]),
    passwords: new Map([[credential.username, credential.password]]),
    locked: new Set(),
  };
};

/** `Huguenots` and `Marketing` are on a user of the manual and in none of its lists of roles: they dangle. */
const publishedUsers: readonly CfengineUser[] = [
  {
    id: 'CFE_ROBOT',
    email: 'admin@organisation.com',
    roles: ['admin', 'cf_remoteagent'],
    external: false,
    two_factor_enabled: true,
  },
  {
    id: 'admin',
    name: 'admin',
    email: 'admin@organisation.com',
    roles: ['admin', 'cf_remoteagent'],
    external: false,
    two_factor_enabled: false,
  },
  {
    id: 'user_1',
    email: 'user_1@example.com',
    roles: ['linux_team'],
    external: false,
    time_zone: 'Europe/Oslo',
  },
  { id: 'calvin', roles: ['Huguenots', 'Marketing'], external: true },
  {
    id: 'quinester',
    name: 'Willard Van Orman Quine',
    email: 'noreply@@aol.com',
    roles: ['admin'],
    external: false,
  },
];

const internalTwin: CfengineUser = {
  id: 'calvin',
  name: 'Calvin of the hub',
  email: 'calvin@example.com',
  roles: ['linux_team'],
  external: false,
};

const publishedRoles: readonly CfengineRole[] = [
  { id: 'admin', description: 'Admin role' },
  { id: 'cf_remoteagent', description: 'Allow execution of cf-runagent' },
  {
    id: 'linux_team',
    description: 'Linux team is responsible for all linux test servers.',
    includeContext: 'linux,test_env',
    excludeContext: 'dev_env|production_env',
  },
];

/** The first three are printed in full; of the others the manual gives the alias. */
const permissions: readonly CfenginePermission[] = [
  ['Inventory.post', 'Inventory API', 'Get inventory report', 'API', true] as const,
  ['VariablesDictionary.get', 'Inventory API', 'Get inventory attributes', 'API', true] as const,
  ['variablesDictionaryUpdate.post', 'Inventory API', 'Update inventory attributes', 'API', true] as const,
  ['user.unlock', 'User API', 'Unlock user', 'API', false] as const,
  ['audit-log.view', 'Audit log', 'View audit logs', 'Mission portal', false] as const,
].map(([alias, group, name, application, allowed_by_default]) => ({
  alias,
  group,
  name,
  description: '',
  application,
  allowed_by_default,
}));

const aliases = (isGranted: (permission: CfenginePermission) => boolean): ReadonlySet<string> =>
  new Set(permissions.filter(isGranted).map(({ alias }) => alias));

/**
 * Four of five people. Every third comes from LDAP, half of those without annotations. Who left is deleted
 * where that is possible: an external row cannot be, and stays.
 */
const accountOf = (person: Person): readonly CfengineUser[] => {
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
