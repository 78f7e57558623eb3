import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import {
  missingFrom,
  toAccount,
  toNativeRole,
  toNewUser,
  toRoles,
  toRoleUpdate,
  toUserUpdate,
} from '../../../src/backends/cfengine/mapping.ts';
import { cfengineDefaults } from '../../../src/backends/cfengine/role-map.ts';
import { envelopeOf, roleSchema, userSchema } from '../../../src/backends/cfengine/wire.ts';
import { createSecret } from '../../../src/domain/secret.ts';
import { withoutOrganization } from '../assignments.ts';

const contract = JSON.parse(
  readFileSync(new URL('../../contracts/cfengine.openapi.json', import.meta.url), 'utf8'),
);

const published = (path: string): readonly unknown[] =>
  Object.values<{ value: unknown }>(
    contract.paths[path].get.responses[200].content['application/json'].examples,
  ).map(({ value }) => value);

const publishedUsers = ['/api/user', '/api/user/{username}'].flatMap((path) =>
  published(path).flatMap((value) => envelopeOf(userSchema).parse(value).data),
);
const publishedRoles = ['/api/role', '/api/role/{roleId}'].flatMap((path) =>
  published(path).flatMap((value) => envelopeOf(roleSchema).parse(value).data),
);
const user = (id: string, at = 0) => {
  const found = publishedUsers.filter((one) => one.id === id)[at];
  if (found === undefined) throw new Error(`the contract shows no ${id}`);
  return found;
};

describe('users of the manual', () => {
  it('an external user without name and e-mail is an account that tells neither', () => {
    expect(toAccount('hub', user('calvin'))).toMatchObject({
      ref: { backend: 'hub', id: 'calvin' },
      kind: 'PERSON',
      userName: 'calvin',
      displayName: null,
      email: null,
      emailConfirmed: null,
      externalId: null,
      status: 'ACTIVE',
      external: true,
      protection: null,
      vendor: { vendor: 'CFENGINE', timeZone: null, twoFactorEnabled: null },
    });
  });

  it('an address that is none is shown as it is', () => {
    expect(toAccount('hub', user('quinester')).email).toBe('noreply@@aol.com');
  });

  it('an empty name is none, and the single form tells the time zone', () => {
    expect(toAccount('hub', user('user_1', 1))).toMatchObject({
      displayName: null,
      vendor: { timeZone: 'Europe/Oslo', twoFactorEnabled: false },
    });
  });

  it('the robot is a service, and it and the built-in administrator are protected', () => {
    expect(toAccount('hub', user('CFE_ROBOT'))).toMatchObject({
      kind: 'SERVICE',
      protection: expect.any(String),
    });
    expect(toAccount('hub', user('admin'))).toMatchObject({ kind: 'PERSON', protection: expect.any(String) });
  });

  it('G9: the roles of every user come back as they were', () => {
    for (const one of publishedUsers)
      expect(toRoles('hub', toAccount('hub', one).assignments)).toEqual(one.roles);
  });

  it('a role that a user has twice is one assignment', () => {
    const account = toAccount('hub', { ...user('calvin'), roles: ['HR', 'HR'] });
    expect(account.assignments).toEqual([
      {
        nativeRoleId: 'HR',
        nativeRoleName: 'HR',
        nativeRoleAlias: null,
        organizationId: null,
        origin: { kind: 'DIRECT' },
      },
    ]);
  });
});

describe('roles of the manual', () => {
  it('an unrestricted role has no contexts, and the predefined ones are built in', () => {
    expect(toNativeRole('hub', { id: 'admin', description: 'Admin role' })).toEqual({
      backend: 'hub',
      id: 'admin',
      name: 'admin',
      alias: null,
      description: 'Admin role',
      scope: 'APPLICATION',
      builtIn: true,
      immutable: null,
      contexts: { include: null, exclude: null },
    });
    const builtIn = publishedRoles
      .filter(({ id }) => toNativeRole('hub', { id }).builtIn)
      .map(({ id }) => id);
    expect(builtIn).toEqual(['admin', 'cf_remoteagent']);
  });

  it('contexts are kept as the hub spells them', () => {
    const team = publishedRoles.find(({ id }) => id === 'linux_team');
    expect(team && toNativeRole('hub', team).contexts).toEqual({
      include: 'linux,test_env',
      exclude: 'dev_env|production_env',
    });
  });

  it('G9: the default map names published roles only', () => {
    const names = new Set(publishedRoles.map(({ id }) => id));
    const natives = Object.values(cfengineDefaults.roleMap).flatMap((spellings) =>
      spellings.map(({ native }) => native),
    );
    expect(natives.filter((native) => !names.has(native))).toEqual([]);
  });
});

describe('what is written', () => {
  it('P42: an update carries everything that the hub told', () => {
    expect(toUserUpdate(user('user_1', 1), { roles: ['admin'] })).toEqual({
      email: 'user_1@example.com',
      roles: ['admin'],
      time_zone: 'Europe/Oslo',
    });
  });

  it('an update sends nothing in the place of what is not set', () => {
    expect(JSON.parse(JSON.stringify(toUserUpdate(user('calvin'), { displayName: 'Calvin' })))).toEqual({
      name: 'Calvin',
      roles: ['Huguenots', 'Marketing'],
    });
  });

  it('null clears', () => {
    expect(toUserUpdate(user('quinester'), { displayName: null, email: null })).toMatchObject({
      name: '',
      email: '',
    });
    expect(
      toRoleUpdate(
        { includeContext: 'linux', excludeContext: 'test' },
        { contexts: { include: null, exclude: 'dev' } },
      ),
    ).toEqual({ includeContext: '', excludeContext: 'dev' });
  });

  it('a grant within an organization is refused, for without it the role would hold everywhere', () => {
    expect(() => toRoles('hub', [{ nativeRoleId: 'admin', organizationId: 'north' }])).toThrow(
      expect.objectContaining({ code: 'BAD_INPUT' }),
    );
  });

  it('a new user is held against what was asked, and may have a default role on top', () => {
    const wanted = toNewUser('hub', {
      userName: 'snookie',
      email: 'snookie@mtv.com',
      password: createSecret('secret'),
      grants: withoutOrganization('HR'),
    });
    const made = { id: 'snookie', email: 'snookie@mtv.com', roles: ['HR', 'default'], external: false };
    expect(missingFrom(made, wanted)).toBe(null);
    expect(missingFrom({ ...made, external: true }, wanted)).toBe('internal record');
    expect(missingFrom({ ...made, email: '' }, wanted)).toBe('email');
    expect(missingFrom({ ...made, roles: ['default'] }, wanted)).toBe('roles');
  });
});
