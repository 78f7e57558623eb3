import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import {
  isSameProfile,
  toAccount,
  toDelta,
  toGroup,
  toNativeRole,
  toProfile,
  toWriteGroup,
} from '../../../src/backends/cipherscale/mapping.ts';
import {
  groupSchema,
  paginated,
  roleSchema,
  type User,
  unpaged,
  userSchema,
} from '../../../src/backends/cipherscale/wire.ts';
import { withoutOrganization } from '../assignments.ts';

const contract = JSON.parse(
  readFileSync(new URL('../../contracts/cipherscale.openapi.json', import.meta.url), 'utf8'),
);
const exampleOf = (path: string, method: string, status: string): unknown =>
  contract.paths[path][method].responses[status].content['application/json'].example;

const jane = userSchema.parse(exampleOf('/tenants/users/{id}', 'get', '200'));
const admin = roleSchema.parse(exampleOf('/tenants/roles/{id}', 'get', '200'));
const owner = { ...admin, id: '6f0d0a10-0000-4000-8000-000000000001', name: 'Owner', type: 'OWNER' };

test('the published user becomes an account', () => {
  const { data } = paginated(userSchema).parse(exampleOf('/tenants/users', 'get', '200'));
  expect(data).toEqual([jane]);
  expect(toAccount('vpn', jane)).toEqual({
    ref: { backend: 'vpn', id: '550e8400-e29b-41d4-a716-446655440000' },
    kind: 'PERSON',
    userName: null,
    displayName: null,
    email: 'jane.smith@company.com',
    emailConfirmed: false,
    externalId: null,
    status: 'INVITED',
    nativeStatus: 'Invited',
    external: null,
    protection: null,
    assignments: [],
    groups: [{ id: '7a000000-0000-4000-8000-000000000001', name: 'Engineering Team' }],
    createdAt: '2023-01-15T10:30:00Z',
    updatedAt: '2023-01-15T10:30:00Z',
    lastSeenAt: null,
    vendor: {
      vendor: 'CIPHERSCALE',
      firstName: null,
      lastName: null,
      image: null,
      isOwner: false,
      maxDevices: null,
      devices: [],
    },
  });
});

test('the published role becomes a native role with its type as alias', () => {
  expect(unpaged(roleSchema).parse(exampleOf('/tenants/roles', 'get', '200'))).toEqual([admin]);
  expect(toNativeRole('vpn', admin)).toEqual({
    backend: 'vpn',
    id: '6f0d0a10-0000-4000-8000-000000000002',
    name: 'Admin',
    alias: 'ADMIN',
    description: 'Full administration',
    scope: 'APPLICATION',
    builtIn: true,
    immutable: null,
    contexts: null,
  });
});

test('ownership is a native role that can be neither granted nor revoked', () => {
  expect(toNativeRole('vpn', owner).immutable).toMatch(/ownership/);
});

test('every word that the vendor has for a status is known, in any case', () => {
  const statusOf = (status: string) => toAccount('vpn', { ...jane, status }).status;
  expect(['active', 'Active', 'ONLINE', 'Offline'].map(statusOf)).toEqual(Array(4).fill('ACTIVE'));
  expect(['pending', 'Invited'].map(statusOf)).toEqual(['INVITED', 'INVITED']);
  expect(statusOf('Expired')).toBe('EXPIRED');
  expect(['Deactivated', 'inactive'].map(statusOf)).toEqual(['DISABLED', 'DISABLED']);
});

test('an address is confirmed by whoever signed in with it, and by nobody who was only invited', () => {
  const isConfirmed = (status: string) => toAccount('vpn', { ...jane, status }).emailConfirmed;
  expect(['Active', 'online'].map(isConfirmed)).toEqual([true, true]);
  expect(['Invited', 'Expired', 'Deactivated', 'Locked'].map(isConfirmed)).toEqual(Array(4).fill(false));
});

test('a status that no page names is unknown and kept as it came', () => {
  const account = toAccount('vpn', { ...jane, status: 'Locked' });
  expect([account.status, account.nativeStatus]).toEqual(['UNKNOWN', 'Locked']);
});

test('the owner is protected, by the flag or by the role', () => {
  expect(toAccount('vpn', { ...jane, isOwner: true }).protection).toMatch(/owner/);
  expect(toAccount('vpn', { ...jane, roles: [owner] }).protection).toMatch(/owner/);
});

test('assignments of an account have the name and the type of the role, and no origin', () => {
  expect(toAccount('vpn', { ...jane, roles: [admin, admin] }).assignments).toEqual([
    {
      nativeRoleId: admin.id,
      nativeRoleName: 'Admin',
      nativeRoleAlias: 'ADMIN',
      organizationId: null,
      origin: null,
    },
  ]);
});

test('a display name is made of the names that are there, and times are told in UTC', () => {
  const named: User = {
    ...jane,
    firstName: 'Jane',
    lastName: '',
    lastConnection: '2025-01-01T02:00:00+02:00',
  };
  const account = toAccount('vpn', named);
  expect(account.displayName).toBe('Jane');
  expect(account.lastSeenAt).toBe('2025-01-01T00:00:00.000Z');
});

describe('the profile for PUT', () => {
  const dora: User = { ...jane, firstName: 'Dora', lastName: 'Duarte', image: 'https://example.com/d.jpg' };

  test('P42: carries over what is not changed', () => {
    expect(toProfile(dora, { firstName: 'Dorothea' })).toEqual({
      firstName: 'Dorothea',
      lastName: 'Duarte',
      image: 'https://example.com/d.jpg',
    });
  });

  test('clears with the empty string and leaves out what was never there', () => {
    expect(toProfile({ ...dora, image: undefined }, { lastName: null })).toEqual({
      firstName: 'Dora',
      lastName: '',
    });
  });

  test('is the same where nothing differs', () => {
    expect(isSameProfile(dora, toProfile(dora, { firstName: 'Dora' }))).toBe(true);
    expect(isSameProfile(jane, toProfile(jane, { image: null }))).toBe(true);
    expect(isSameProfile(dora, toProfile(dora, { image: null }))).toBe(false);
  });
});

describe('the delta', () => {
  test('leaves out what is held already, what is not held, and what would be both', () => {
    const delta = toDelta({
      before: withoutOrganization('held', 'going', 'both'),
      grants: withoutOrganization('new', 'new', 'held', 'both'),
      revokes: withoutOrganization('going', 'absent', 'both'),
    });
    expect(delta).toEqual({ addedRoles: ['new'], removedRoles: ['going'] });
  });

  test('has both arrays even where one is empty', () => {
    expect(toDelta({ before: [], grants: withoutOrganization('new'), revokes: [] })).toEqual({
      addedRoles: ['new'],
      removedRoles: [],
    });
  });
});

describe('a group', () => {
  const group = groupSchema.parse({
    id: '7a000000-0000-4000-8000-000000000001',
    name: 'Engineering Team',
    description: 'Software engineers',
    roles: [admin],
    deleteable: true,
    users: [{ id: jane.id, createdAt: '2025-03-01T09:00:00Z', updatedAt: '2025-03-01T09:00:00Z' }],
  });

  test('tells its roles and members', () => {
    const { assignments, memberIds, immutable } = toGroup('vpn', group);
    expect(assignments.map(({ nativeRoleAlias, origin }) => [nativeRoleAlias, origin])).toEqual([
      ['ADMIN', null],
    ]);
    expect(memberIds).toEqual([jane.id]);
    expect(immutable).toBeNull();
  });

  test('that is not deleteable is immutable', () => {
    expect(toGroup('vpn', { ...group, deleteable: false }).immutable).toMatch(/default or system/);
  });

  test('P42: is replaced with everything that is not changed', () => {
    expect(toWriteGroup(group, { name: 'Engineers' })).toEqual({
      name: 'Engineers',
      description: 'Software engineers',
      roles: [admin.id],
    });
    expect(toWriteGroup({ ...group, description: undefined }, {})).toEqual({
      name: 'Engineering Team',
      roles: [admin.id],
    });
    expect(toWriteGroup(group, { description: null }).description).toBe('');
  });
});
