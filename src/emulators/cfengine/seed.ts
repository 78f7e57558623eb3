import type { Person } from '../population.ts';
import type { CfengineCredential } from './callers.ts';
import { usersFor } from './people.ts';
import type { CfengineState, Permission, Role, User } from './state.ts';

/** The account of the caller, what the manual shows, which may overwrite it, and whoever of the people is in this system. */
export const seedCfengine = (options: {
  readonly people: readonly Person[];
  readonly credential: CfengineCredential;
  readonly twins: boolean;
}): CfengineState => {
  const { people, credential, twins } = options;
  const service: User = { id: credential.username, roles: ['admin'], external: false };
  const users = [service, ...publishedUsers, ...usersFor(people), ...(twins ? [internalTwin] : [])];
  const byName = (external: boolean) =>
    new Map(users.filter((user) => user.external === external).map((user) => [user.id, { ...user }]));
  return {
    internal: byName(false),
    external: byName(true),
    roles: new Map(publishedRoles.map((role) => [role.id, { ...role }])),
    permissions: new Map(permissions.map((permission) => [permission.alias, { ...permission }])),
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
const publishedUsers: readonly User[] = [
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

const internalTwin: User = {
  id: 'calvin',
  name: 'Calvin of the hub',
  email: 'calvin@example.com',
  roles: ['linux_team'],
  external: false,
};

const publishedRoles: readonly Role[] = [
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
const permissions: readonly Permission[] = [
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

const aliases = (isGranted: (permission: Permission) => boolean): ReadonlySet<string> =>
  new Set(permissions.filter(isGranted).map(({ alias }) => alias));
