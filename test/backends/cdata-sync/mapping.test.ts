import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { builtInRoles } from '../../../src/backends/cdata-sync/built-in-roles.ts';
import {
  differences,
  heldRoles,
  toAccount,
  toNativeRoles,
  toNewUser,
  toRoleRefs,
  toUserUpdate,
} from '../../../src/backends/cdata-sync/mapping.ts';
import { cdataSyncDefaults } from '../../../src/backends/cdata-sync/role-map.ts';
import { alone, listSchema, userSchema, type WireUser } from '../../../src/backends/cdata-sync/wire.ts';
import { createSecret } from '../../../src/domain/secret.ts';
import { withoutOrganization } from '../assignments.ts';

/** The answers and requests that the contract publishes as examples. */
const contract = JSON.parse(
  readFileSync(new URL('../../contracts/cdata-sync.openapi.json', import.meta.url), 'utf8'),
);
const users = contract.paths['/api.rsc/v2/users'];
const { valueEnvelope, bareArray, tableCasing } =
  users.get.responses['200'].content['application/json'].examples;
const updated =
  contract.paths['/api.rsc/v2/users/{user_id}'].put.responses['200'].content['application/json'].example;

const readList = (answer: unknown): readonly WireUser[] => listSchema(userSchema).parse(answer).value;
const readUser = (answer: unknown): WireUser => alone(userSchema).parse(answer);

const direct = { nativeRoleAlias: null, organizationId: null, origin: { kind: 'DIRECT' } };
const myRoleId = '0d7b8a4e-1c5f-4c2c-8f57-3d1f6a9b7c33';

describe('an account', () => {
  it('G9: is the user of the published example, whatever its spelling', () => {
    const apiUser = {
      ref: { backend: 'etl', id: '3f1c9a52-7a0e-4a53-8d0b-0b6f6d1b5a11' },
      kind: 'PERSON',
      userName: 'APIUser',
      displayName: null,
      email: 'api.user@example.com',
      emailConfirmed: null,
      externalId: null,
      status: 'ACTIVE',
      nativeStatus: null,
      external: null,
      protection: null,
      assignments: [{ nativeRoleId: 'cdata_admin', nativeRoleName: 'Admin', ...direct }],
      groups: [],
      createdAt: null,
      updatedAt: null,
      lastSeenAt: null,
      vendor: { vendor: 'CDATA_SYNC', federationId: null },
    };
    for (const example of [valueEnvelope, bareArray, tableCasing])
      expect(toAccount('etl', readList(example.value)[0] as WireUser)).toEqual(apiUser);
  });

  it('G9: keeps the id of a custom role and is disabled where it is not active', () => {
    for (const ops of [readList(valueEnvelope.value)[1] as WireUser, readUser(updated)])
      expect(toAccount('etl', ops)).toMatchObject({
        userName: 'ops',
        email: null,
        status: 'DISABLED',
        assignments: [
          { nativeRoleId: 'cdata_support', nativeRoleName: 'Job Operator', ...direct },
          { nativeRoleId: myRoleId, nativeRoleName: 'my_role', ...direct },
        ],
      });
  });

  it('is known outside by its federation id', () => {
    expect(toAccount('etl', readUser({ id: '1', user: 'ops', federation_id: 'ops@idp' }))).toMatchObject({
      externalId: 'ops@idp',
      vendor: { federationId: 'ops@idp' },
    });
    expect(toAccount('etl', readUser({ id: '1', user: 'ops', federation_id: '' })).externalId).toBeNull();
  });

  it('is of unknown status where the server does not say', () => {
    expect(toAccount('etl', readUser({ id: '1', user: 'ops' })).status).toBe('UNKNOWN');
  });

  it('has times in UTC, said or unsaid, and none where there is none to be read', () => {
    const timed = (time: string) =>
      toAccount('etl', readUser({ id: '1', user: 'ops', created_at: time })).createdAt;
    expect(timed('2026-01-02T03:04:05')).toBe('2026-01-02T03:04:05.000Z');
    expect(timed('2026-01-02T03:04:05.6Z')).toBe('2026-01-02T03:04:05.600Z');
    expect(timed('2026-01-02T03:04:05+02:00')).toBe('2026-01-02T01:04:05.000Z');
    expect(timed('yesterday')).toBeNull();
  });

  it('holds a role once, though it be told by id and by name', () => {
    const user = readUser({ id: '1', user: 'ops', roles: ['Job Operator', { id: 'cdata_support' }] });
    expect(toAccount('etl', user).assignments).toHaveLength(1);
  });
});

describe('roles', () => {
  it('G9: go back by id as they came, for every published example', () => {
    for (const user of [
      ...readList(valueEnvelope.value),
      ...readList(tableCasing.value),
      readUser(updated),
    ]) {
      const { assignments } = toAccount('etl', user);
      const refs = toRoleRefs('etl', assignments, assignments);
      expect(refs).toEqual(user.roles.map(({ id }) => ({ id })));
      expect(differences(user, { roles: refs })).toEqual({});
    }
  });

  it.each(builtInRoles)('G9: are $id where only the API or the console name is told', ({ id, name }) => {
    for (const told of [id, name, { name: id }, { name }]) {
      const user = readUser({ id: '1', user: 'ops', roles: [told] });
      expect(toAccount('etl', user).assignments).toMatchObject([{ nativeRoleId: id, nativeRoleName: name }]);
    }
  });

  it.each(['cdata_admin', 'Admin'])('are not the built-in one for being named %s', (name) => {
    const user = readUser({ id: '1', user: 'mallory', roles: [{ id: myRoleId, name }] });
    const { assignments } = toAccount('etl', user);
    expect(assignments).toMatchObject([{ nativeRoleId: myRoleId, nativeRoleName: name }]);
    expect(toRoleRefs('etl', assignments, assignments)).toEqual([{ id: myRoleId }]);
  });

  it('P42: go back by name where the server told the name alone, and by id when new', () => {
    const { assignments } = toAccount('etl', readUser({ id: '1', user: 'ops', roles: ['my_role', 'Admin'] }));
    const after = [...assignments, ...withoutOrganization('cdata_support', myRoleId)];
    expect(toRoleRefs('etl', after, assignments)).toEqual([
      { name: 'my_role' },
      { id: 'cdata_admin' },
      { id: 'cdata_support' },
      { id: myRoleId },
    ]);
  });

  it('go back by id where the server told the id alone', () => {
    const user = readUser({ id: '1', user: 'ops', roles: [myRoleId, '9007199254740993'] });
    const { assignments } = toAccount('etl', user);
    expect(assignments.map(({ nativeRoleName }) => nativeRoleName)).toEqual([undefined, undefined]);
    expect(toRoleRefs('etl', assignments, assignments)).toEqual([
      { id: myRoleId },
      { id: '9007199254740993' },
    ]);
  });

  it('are five at most, each once', () => {
    const five = withoutOrganization('a', 'b', 'c', 'd', 'e');
    expect(toRoleRefs('etl', [...five, ...five])).toHaveLength(5);
    expect(() => toRoleRefs('etl', [...five, ...withoutOrganization('f')])).toThrow(
      expect.objectContaining({ code: 'BAD_INPUT', inputPath: ['grants'] }),
    );
  });

  it('G14: are refused within an organization, which would be lost', () => {
    expect(() => toRoleRefs('etl', [{ nativeRoleId: 'cdata_admin', organizationId: 'emea' }])).toThrow(
      expect.objectContaining({ code: 'BAD_INPUT', inputPath: ['grants'] }),
    );
  });

  it('that a backend has are the four built-in ones and those that its users hold', () => {
    const roles = toNativeRoles('etl', heldRoles(readList(valueEnvelope.value)));
    expect(roles.map(({ id, name, builtIn }) => [id, name, builtIn])).toEqual([
      ['cdata_admin', 'Admin', true],
      ['cdata_standard', 'Standard', true],
      ['cdata_job_creator', 'Job Creator', true],
      ['cdata_support', 'Job Operator', true],
      [myRoleId, 'my_role', false],
    ]);
  });

  it('have a name wherever one user tells it', () => {
    const told = [
      { id: '1', user: 'one', roles: [myRoleId] },
      { id: '2', user: 'two', roles: [{ id: myRoleId, name: 'my_role' }] },
    ];
    for (const order of [told, told.toReversed()])
      expect(toNativeRoles('etl', heldRoles(readList(order))).at(-1)).toMatchObject({
        id: myRoleId,
        name: 'my_role',
      });
  });

  it('G9: of the default map are built in, and each role has one that no other role has', () => {
    const natives = Object.values(cdataSyncDefaults.roleMap).flatMap((spellings) =>
      spellings.map(({ native }) => native),
    );
    expect(builtInRoles.map(({ id }) => id)).toEqual(expect.arrayContaining(natives));
    expect(new Set(natives).size).toBe(natives.length);
  });
});

describe('a new user', () => {
  it('has what was given and nothing else', () => {
    expect(toNewUser('etl', { userName: 'ops' })).toEqual({ user: 'ops' });
    const password = createSecret('Str0ng!pass');
    expect(
      toNewUser('etl', {
        userName: 'ops',
        email: 'ops@example.com',
        password,
        status: 'DISABLED',
        grants: withoutOrganization('cdata_support'),
      }),
    ).toEqual({
      user: 'ops',
      email_address: 'ops@example.com',
      password,
      is_active: false,
      roles: [{ id: 'cdata_support' }],
    });
  });

  it.each([undefined, '', '-ops', '.ops', 'o ps', 'öps', "ops' or 1 eq 1", 'x'.repeat(51), 'ops\n'])(
    'cannot be called %j',
    (userName) => {
      expect(() => toNewUser('etl', { userName })).toThrow(
        expect.objectContaining({ code: 'BAD_INPUT', inputPath: ['userName'] }),
      );
    },
  );

  it.each(['o', '_ops', '9ops', 'ops@example.com', 'o-p.s', 'x'.repeat(50)])(
    'can be called %j',
    (userName) => {
      expect(toNewUser('etl', { userName }).user).toBe(userName);
    },
  );
});

describe('an update', () => {
  it('names only what changes, and clears an e-mail address with an empty one', () => {
    expect(toUserUpdate({ email: 'ops@example.com' })).toEqual({ email_address: 'ops@example.com' });
    expect(toUserUpdate({ email: null })).toEqual({ email_address: '' });
    expect(toUserUpdate({})).toEqual({});
  });
});

describe('differences', () => {
  const user = readUser({
    id: '1',
    user: 'ops',
    email_address: 'Ops@Example.com',
    is_active: true,
    roles: ['Admin'],
  });

  it('are none in what was not wanted, in the case of an address, and in the order of roles', () => {
    expect(differences(user, {})).toEqual({});
    expect(differences(user, { email_address: 'ops@example.com', roles: [{ id: 'cdata_admin' }] })).toEqual(
      {},
    );
  });

  it('are whatever else is not so', () => {
    const wanted = {
      email_address: '',
      is_active: false,
      roles: [{ id: 'cdata_admin' }, { id: 'cdata_support' }],
    };
    expect(differences(user, wanted)).toEqual(wanted);
    expect(differences(user, { roles: [] })).toEqual({ roles: [] });
  });

  it('are there where the server does not say whether a user may sign in, and not where it tells no address', () => {
    const silent = readUser({ id: '1', user: 'ops' });
    expect(differences(silent, { email_address: 'ops@example.com', is_active: true })).toEqual({
      is_active: true,
    });
  });
});
