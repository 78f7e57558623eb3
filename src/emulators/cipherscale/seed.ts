import type { Person } from '../population.ts';
import { cipherscaleIds } from './ids.ts';
import { usersFor } from './people.ts';
import {
  admit,
  type CipherscaleState,
  type Device,
  type Group,
  type Newcomer,
  type Role,
  type User,
} from './state.ts';

/** The published examples, the odd ones, and whoever of the people is in this system. */
export const seedCipherscale = (options: { readonly people: readonly Person[] }): CipherscaleState => {
  const state: CipherscaleState = { users: new Map(), roles: new Map(), groups: new Map(), mails: new Map() };
  for (const role of exampleRoles()) state.roles.set(role.id, role);
  for (const group of exampleGroups()) state.groups.set(group.id, group);
  const newcomers = [...exampleUsers(), ...usersFor(options.people)];
  for (const newcomer of newcomers) admit(state, newcomer, joinedAt);
  return state;
};

/** Later than any account, so that who takes it for the account's date is found out. */
const joinedAt = '2025-03-01T09:00:00Z';

const { roles, groups, users } = cipherscaleIds;
const connectedAt = '2025-06-01T07:45:00Z';
const dates = { createdAt: '2023-01-15T10:30:00Z', updatedAt: '2023-01-15T10:30:00Z' };

const exampleRoles = (): readonly Role[] => [
  role({ id: roles.owner, name: 'Owner', type: 'OWNER', description: 'Created the space' }),
  role({ id: roles.admin, name: 'Admin', type: 'ADMIN', description: 'Full administration' }),
  role({ id: roles.user, name: 'User', type: 'DEFAULT', description: 'Connects devices' }),
  role({ id: roles.basic, name: 'Basic', type: 'BASIC', description: 'Reads the console' }),
  role({ id: roles.support, name: 'Support', type: 'SUPPORT' }),
  role({ id: roles.networkOperator, name: 'Network Operator', type: 'BASIC', deleteable: true }),
  role({ id: roles.auditor, name: 'Auditor', type: 'AUDITOR', description: 'Reads everything' }),
  role({ id: roles.billing, name: 'Billing', type: 'BILLING', description: 'Sees invoices' }),
];

const role = (own: Partial<Role> & Pick<Role, 'id' | 'name' | 'type'>): Role => ({
  ...dates,
  deleteable: false,
  ...own,
});

const exampleGroups = (): readonly Group[] => [
  group({
    id: groups.engineering,
    name: 'Engineering Team',
    description: 'Software engineers',
    roles: new Set([roles.admin]),
  }),
  group({
    id: groups.everyone,
    name: 'Default Group',
    roles: new Set([roles.user]),
    deleteable: false,
    isSamlDefaultGroup: true,
  }),
  group({
    id: groups.operations,
    name: 'Operations',
    roles: new Set([roles.support]),
    idpMapping: ['ops@idp'],
  }),
  group({ id: groups.contractors, name: 'Contractors', description: 'From outside', roles: new Set() }),
];

const group = (own: Partial<Group> & Pick<Group, 'id' | 'name' | 'roles'>): Group => ({
  ...dates,
  deleteable: true,
  members: new Map(),
  maxDevices: 5,
  isSamlDefaultGroup: false,
  idpMapping: [],
  ...own,
});

/** Jane as the docs print her, and whoever else shows what a client must bear. */
const exampleUsers = (): readonly Newcomer[] => [
  {
    user: user({ id: users.jane, email: 'jane.smith@company.com', status: 'Invited' }),
    groups: [groups.engineering],
  },
  {
    user: user({
      id: users.owner,
      lastConnection: connectedAt,
      email: 'olivia.owens@company.com',
      firstName: 'Olivia',
      lastName: 'Owens',
      isOwner: true,
      directRoles: new Set([roles.owner]),
    }),
    groups: [groups.everyone],
  },
  {
    user: user({
      id: users.doubled,
      lastConnection: connectedAt,
      email: 'dora.duarte@company.com',
      firstName: 'Dora',
      lastName: 'Duarte',
      maxDevices: 3,
      image: 'https://example.com/avatars/dora-duarte.jpg',
      directRoles: new Set([roles.admin]),
      devices: [
        device({ id: 'de000000-0000-4000-8000-000000000001', name: 'dora-laptop', status: 'Online' }),
        device({
          id: 'de000000-0000-4000-8000-000000000002',
          name: 'dora-phone',
          status: 'Deactivated',
          active: false,
        }),
      ],
    }),
    groups: [groups.everyone, groups.engineering],
  },
  {
    user: user({ id: users.nameless, lastConnection: connectedAt, email: 'n.n@company.com' }),
    groups: [groups.everyone],
  },
  {
    user: user({
      id: users.mailless,
      lastConnection: connectedAt,
      firstName: 'Mara',
      lastName: 'Lindt',
      directRoles: new Set([roles.support]),
    }),
    groups: [groups.everyone],
  },
  {
    user: user({ id: users.expired, email: 'edgar.ivens@company.com', status: 'Expired' }),
    groups: [groups.everyone],
  },
  {
    user: user({
      id: users.deactivated,
      lastConnection: connectedAt,
      email: 'dana.voss@company.com',
      firstName: 'Dana',
      lastName: 'Voss',
      status: 'Deactivated',
      directRoles: new Set([roles.billing]),
    }),
    groups: [groups.everyone],
  },
  {
    user: user({
      id: users.locked,
      lastConnection: connectedAt,
      email: 'lou.katz@company.com',
      firstName: 'Lou',
      lastName: 'Katz',
      status: 'Locked',
      directRoles: new Set([roles.auditor]),
    }),
    groups: [groups.operations],
  },
];

const user = (own: Partial<User> & Pick<User, 'id'>): User => ({
  ...dates,
  status: 'Active',
  isOwner: false,
  maxDevices: null,
  directRoles: new Set(),
  devices: [],
  ...own,
});

const device = (own: Pick<Device, 'id' | 'name' | 'status'> & Partial<Device>): Device => ({
  ...dates,
  active: true,
  lastConnection: connectedAt,
  hardwareId: `hw-${own.name}`,
  posture: { firewall: true, diskEncryption: true },
  appVersion: '2.4.1',
  ...own,
});
