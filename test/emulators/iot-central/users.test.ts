import { afterEach, describe, expect, test } from 'vitest';
import { iotCentralRoles as roles } from '../../../src/emulators/iot-central/ids.ts';
import { inventPeople, uuidFor } from '../../../src/emulators/population.ts';
import { openSession, type Session } from './session.ts';

let session: Session;

afterEach(() => session.close());

const user1 = '91907508-04fe-4349-91b5-b872f3055a95';
const alice = 'af0d5b8f-7a69-4521-868e-19745fae353f';

const user5 = { type: 'email', email: 'user5@contoso.com', roles: [{ role: roles.operator }] };

const put = (id: string, body: unknown) => session.call('PUT', `/users/${id}`, { body });
const patch = (id: string, body: unknown) => session.call('PATCH', `/users/${id}`, { body });

describe('the seed', () => {
  test('has the published users of each type', async () => {
    session = await openSession();
    const { json } = await session.call('GET', '/users');
    expect(json.value[1]).toEqual({
      id: 'dc1c916b-a652-49ea-b128-7c465a54c759',
      type: 'email',
      roles: [{ role: 'ae2c9854-393b-4f97-8c42-479d70ce626e' }],
      email: 'user2@contoso.com',
    });
    expect(json.value.map(({ type }) => type)).toEqual([
      'email',
      'email',
      'email',
      'email',
      'email',
      'servicePrincipal',
      'adGroup',
      'email',
    ]);
    expect((await session.call('GET', '/users/123')).json).toEqual(json.value[5]);
  });

  test("without organizations is the how-to's", async () => {
    session = await openSession({ organizations: false });
    const { json } = await session.call('GET', '/users');
    expect(json.value).toHaveLength(4);
    expect((await session.call('GET', '/organizations')).json).toEqual({ value: [] });
  });

  test('has the people given who still work here, the same at every start', async () => {
    const people = inventPeople({ seed: 7, size: 50 });
    session = await openSession({ people });
    const here = people.filter(({ active, number }) => active && number % 5 !== 3);
    const { users } = session.emulator.state;
    for (const person of here)
      expect(users.get(uuidFor(`iot-central:${person.number}`))?.email).toBe(person.email);
    expect(users.size).toBe(8 + here.length);

    const again = await openSession({ people, switches: { emailCase: 'kept' } });
    expect([...again.emulator.state.users.keys()]).toEqual([...users.keys()]);
    for (const person of here)
      expect(again.emulator.state.users.get(uuidFor(`iot-central:${person.number}`))?.email).toBe(
        person.emailAsTyped,
      );
    await again.close();
  });

  test('gives people roles that the service itself would accept', async () => {
    for (const organizations of [true, false]) {
      session = await openSession({ people: inventPeople({ seed: 7, size: 40 }), organizations });
      for (const [id, { roles }] of session.emulator.state.users)
        expect((await patch(id, { roles })).status).toBe(200);
      if (organizations) await session.close();
    }
  });
});

describe('PUT', () => {
  test('creates with 200 and answers the user, whose id the body may repeat', async () => {
    session = await openSession();
    const { status, json } = await put('user-001', { id: 'user-001', ...user5 });
    expect(status).toBe(200);
    expect(json).toEqual({ id: 'user-001', ...user5 });
    expect((await session.call('GET', '/users/user-001')).json).toEqual(json);
  });

  test('creates users of the other types, with roles of both kinds', async () => {
    session = await openSession();
    const body = {
      type: 'servicePrincipal',
      tenantId: '027fdad7-cf0f-470a-a26a-272197813322',
      objectId: '65e13aac-1443-4c49-9d49-57b87197cfff',
      roles: [
        { role: roles.customService },
        { role: roles.organizationAdministrator, organization: 'seattle' },
      ],
    };
    expect((await put('456', body)).json).toEqual({ id: '456', ...body });
    expect(
      (await put('group', { ...body, type: 'adGroup', objectId: '1d3c6a3a-51f7-4c43-8f7c-5a6a3a9f1c11' }))
        .status,
    ).toBe(200);
  });

  test('can leave the id of an email user out of its answer', async () => {
    session = await openSession({ switches: { putOmitsId: true } });
    expect((await put('user-001', user5)).json).toEqual(user5);
  });

  test('overwrites a known id, or refuses it', async () => {
    session = await openSession();
    expect((await put('auditor', user5)).status).toBe(200);
    expect(session.emulator.state.users.get('auditor')).toEqual({ id: 'auditor', ...user5 });
    session.emulator.switches.putOnExistingUser = 'refused';
    session.emulator.switches.duplicateStatus = 409;
    expect((await put('auditor', user5)).status).toBe(409);
  });

  test('refuses an address in use, in any case, and a directory identity in use', async () => {
    session = await openSession();
    expect((await put('user-001', { ...user5, email: 'Alice@Contoso.COM' })).status).toBe(422);
    const { id, ...group } = session.emulator.state.users.get('field-engineers') ?? { id: '' };
    session.emulator.switches.duplicateStatus = 400;
    expect((await put('user-001', group)).status).toBe(400);
  });

  test('lowers the case of addresses, or keeps it', async () => {
    session = await openSession();
    expect((await put('lower', { ...user5, email: 'User5@Contoso.com' })).json.email).toBe(
      'user5@contoso.com',
    );
    session.emulator.switches.emailCase = 'kept';
    expect((await put('kept', { ...user5, email: 'User6@Contoso.com' })).json.email).toBe(
      'User6@Contoso.com',
    );
  });

  test('refuses ids outside the published pattern', async () => {
    session = await openSession();
    expect((await put('a'.repeat(48), user5)).status).toBe(200);
    expect((await put('a'.repeat(49), user5)).status).toBe(400);
    expect((await put('user.001', user5)).status).toBe(400);
    expect((await put('user%20001', user5)).status).toBe(400);
  });

  test.each([
    ['no object', []],
    ['no type', { email: 'a@contoso.com', roles: user5.roles }],
    ['an unknown type', { ...user5, type: 'device' }],
    ['no email', { type: 'email', roles: user5.roles }],
    ['no objectId', { type: 'adGroup', tenantId: 'x', roles: user5.roles }],
    ['no roles', { type: 'email', email: 'a@contoso.com' }],
    ['empty roles', { ...user5, roles: [] }],
    ['a role without id', { ...user5, roles: [{ organization: 'seattle' }] }],
    ['an unknown role', { ...user5, roles: [{ role: 'ROLE' }] }],
    ['a null organization', { ...user5, roles: [{ role: roles.operator, organization: null }] }],
    [
      'an unknown organization',
      { ...user5, roles: [{ role: roles.organizationViewer, organization: 'Seattle' }] },
    ],
  ])('refuses a body with %s as 422', async (_, body) => {
    session = await openSession();
    expect((await put('user-001', body)).status).toBe(422);
    expect(session.emulator.state.users.has('user-001')).toBe(false);
  });

  test('refuses what is not JSON as 400', async () => {
    session = await openSession();
    expect((await put('user-001', '{')).status).toBe(400);
    expect(
      (await session.call('PUT', '/users/user-001', { body: user5, contentType: 'text/plain' })).status,
    ).toBe(400);
  });

  test('refuses more assignments than the quota, where there is one', async () => {
    session = await openSession({ switches: { roleAssignmentQuota: 9 } });
    expect((await put('user-001', user5)).status).toBe(422);
    expect((await patch('field-engineers', { roles: [{ role: roles.operator }] })).status).toBe(200);
    expect((await put('user-001', user5)).status).toBe(200);
  });
});

describe('roles', () => {
  test('of application kind go without an organization, of organization kind with one', async () => {
    session = await openSession();
    const within = { roles: [{ role: roles.operator, organization: 'seattle' }] };
    const without = { roles: [{ role: roles.organizationViewer }] };
    expect((await patch('auditor', within)).status).toBe(422);
    expect((await patch('auditor', without)).status).toBe(422);
    session.emulator.switches.roleKindStatus = 400;
    expect((await patch('auditor', within)).status).toBe(400);
    expect((await patch('auditor', without)).status).toBe(400);
  });

  test('that no list shows can be held and kept', async () => {
    session = await openSession();
    const held = session.emulator.state.users.get('auditor')?.roles ?? [];
    expect(held).toEqual([{ role: roles.customOrganization, organization: 'seattle' }]);
    expect((await patch('auditor', { roles: [...held, { role: roles.operator }] })).status).toBe(200);
  });
});

describe('PATCH', () => {
  test('replaces the whole set of roles and nothing else', async () => {
    session = await openSession();
    const { status, json } = await patch('field-engineers', { roles: [{ role: roles.builder }] });
    expect(status).toBe(200);
    expect(json).toMatchObject({
      type: 'adGroup',
      roles: [{ role: roles.builder }],
      objectId: '4f2b1a7c-90de-4c55-b3aa-6d1f0f9c2e31',
    });
  });

  test('takes a merge patch, and no JSON Patch', async () => {
    session = await openSession();
    const body = { roles: [{ role: roles.builder }] };
    expect(
      (await session.call('PATCH', '/users/auditor', { body, contentType: 'application/merge-patch+json' }))
        .status,
    ).toBe(200);
    const operations = [{ op: 'remove', path: '/roles/0' }];
    expect(
      (
        await session.call('PATCH', '/users/auditor', {
          body: operations,
          contentType: 'application/json-patch+json',
        })
      ).status,
    ).toBe(400);
  });

  test('accepts immutable fields unchanged, and refuses or ignores them changed', async () => {
    session = await openSession();
    expect((await patch('auditor', { type: 'email', email: 'Auditor@contoso.com' })).status).toBe(200);
    expect((await patch('auditor', { email: 'other@contoso.com' })).status).toBe(422);
    expect((await patch('123', { objectId: 'other' })).status).toBe(422);
    session.emulator.switches.immutableFields = 'ignored';
    expect((await patch('auditor', { email: 'other@contoso.com' })).json.email).toBe('auditor@contoso.com');
  });

  test('refuses empty roles, and a user that is not there', async () => {
    session = await openSession();
    expect((await patch('auditor', { roles: [] })).status).toBe(422);
    expect((await patch('nobody', { roles: user5.roles })).status).toBe(404);
  });
});

describe('DELETE', () => {
  test('answers 204 without a body, then 404', async () => {
    session = await openSession();
    const { status, json } = await session.call('DELETE', '/users/auditor');
    expect([status, json]).toEqual([204, undefined]);
    expect((await session.call('DELETE', '/users/auditor')).status).toBe(404);
  });
});

describe('the last Administrator', () => {
  test('cannot be deleted, patched or overwritten away', async () => {
    session = await openSession();
    expect((await session.call('DELETE', `/users/${alice}`)).status).toBe(204);
    expect((await session.call('DELETE', `/users/${user1}`)).status).toBe(422);
    expect((await patch(user1, { roles: [{ role: roles.operator }] })).status).toBe(422);
    session.emulator.switches.lastAdministratorStatus = 400;
    expect((await put(user1, user5)).status).toBe(400);
    expect(
      (await patch(user1, { roles: [{ role: roles.administrator }, { role: roles.operator }] })).status,
    ).toBe(200);
  });

  test('can go once there is another', async () => {
    session = await openSession();
    expect((await patch('auditor', { roles: [{ role: roles.administrator }] })).status).toBe(200);
    expect((await session.call('DELETE', `/users/${user1}`)).status).toBe(204);
    expect((await session.call('DELETE', `/users/${alice}`)).status).toBe(204);
  });
});

test('a user of a type to come can be shown', async () => {
  session = await openSession({ switches: { futureUserType: 'managedIdentity' } });
  const { json } = await session.call('GET', '/users');
  expect(json.value.at(-1)).toEqual({
    id: 'future-user',
    type: 'managedIdentity',
    roles: [{ role: roles.operator }],
  });
  expect((await session.call('GET', '/users/future-user')).json.type).toBe('managedIdentity');
  session.emulator.forget();
});
