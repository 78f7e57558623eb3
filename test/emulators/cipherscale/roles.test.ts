import { afterEach, beforeEach, expect, test } from 'vitest';
import { cipherscaleIds } from '../../../src/emulators/cipherscale/ids.ts';
import { expectConformance } from '../../contracts/conformance.ts';
import { call, emulator, namesOf, start, stop, type Wires } from './session.ts';

const { users, roles } = cipherscaleIds;

beforeEach(() => start());
afterEach(async () => {
  await stop();
  expectConformance('cipherscale', emulator);
});

test('the delta that the docs print is accepted', async () => {
  const delta = { addedRoles: [roles.auditor], removedRoles: [roles.billing] };
  const { status, text } = await call('PATCH', `/tenants/users/${users.jane}/roles`, delta);
  expect({ status, text }).toEqual({ status: 200, text: '' });
  expect((await call('GET', `/tenants/users/${users.jane}`)).body.roles).toMatchObject([{ name: 'Auditor' }]);
});

test('a role both direct and inherited shows once, and each flag shows it too', async () => {
  const rolesOf = async (query: string) =>
    namesOf((await call<Wires>('GET', `/tenants/users/${users.doubled}/roles${query}`)).body);
  expect(await rolesOf('')).toEqual(['Admin', 'User']);
  expect(await rolesOf('?rolesOnly=true')).toEqual(['Admin']);
  expect(await rolesOf('?groupsOnly=true')).toEqual(['Admin', 'User']);
  expect(await rolesOf('?rolesOnly=true&groupsOnly=true')).toEqual([]);
});

test('a delta takes the direct role and leaves the inherited one', async () => {
  const delta = { addedRoles: [], removedRoles: [roles.admin, roles.user] };
  expect((await call('PATCH', `/tenants/users/${users.doubled}/roles`, delta)).status).toBe(200);
  expect(emulator.state.users.get(users.doubled)?.directRoles.size).toBe(0);
  const { body } = await call<Wires>('GET', `/tenants/users/${users.doubled}/roles`);
  expect(namesOf(body)).toEqual(['Admin', 'User']);
});

test('a delta needs both arrays', async () => {
  const { status, body } = await call('PATCH', `/tenants/users/${users.jane}/roles`, {
    addedRoles: [roles.basic],
  });
  expect({ status, message: body.message }).toEqual({
    status: 400,
    message: ['removedRoles must be an array'],
  });
});

test('a delta with an unknown role changes nothing', async () => {
  const delta = { addedRoles: [roles.basic, 'no-such-role'], removedRoles: [] };
  expect((await call('PATCH', `/tenants/users/${users.jane}/roles`, delta)).status).toBe(400);
  expect(emulator.state.users.get(users.jane)?.directRoles.size).toBe(0);
});

test('the owner role is neither given, taken nor inherited', async () => {
  const give = { addedRoles: [roles.owner], removedRoles: [] };
  const take = { addedRoles: [], removedRoles: [roles.owner] };
  expect((await call('PATCH', `/tenants/users/${users.jane}/roles`, give)).status).toBe(403);
  expect((await call('PATCH', `/tenants/users/${users.owner}/roles`, take)).status).toBe(403);
  expect((await call('DELETE', `/tenants/roles/${roles.owner}/users/${users.owner}`)).status).toBe(403);
  const fields = { name: 'Owners', roles: [roles.owner] };
  expect((await call('POST', '/tenants/groups', fields)).status).toBe(403);
});

test('roles come whole and none can be made', async () => {
  const { body } = await call<Wires>('GET', '/tenants/roles');
  expect(namesOf(body)).toEqual([...emulator.state.roles.values()].map(({ name }) => name));
  expect(body.filter((role) => role.deleteable)).toMatchObject([{ name: 'Network Operator' }]);
  expect((await call('GET', `/tenants/roles/${roles.support}`)).body).toMatchObject({ type: 'SUPPORT' });
});

test('who holds a role is told with or without those who inherit it', async () => {
  const holdersOf = async (query: string): Promise<readonly string[]> =>
    (await call<Wires>('GET', `/tenants/roles/${roles.admin}/users${query}`)).body.map((user) => user.id);
  expect(await holdersOf('?groups=false')).not.toContain(users.jane);
  expect(await holdersOf('?groups=true')).toContain(users.jane);
  expect(await holdersOf('')).toEqual(await holdersOf('?groups=true'));
});

test('deleting the user of a role takes the direct role and leaves role and user', async () => {
  expect((await call('DELETE', `/tenants/roles/${roles.support}/users/${users.mailless}`)).status).toBe(204);
  expect(emulator.state.users.get(users.mailless)?.directRoles.size).toBe(0);
  expect(emulator.state.roles.has(roles.support)).toBe(true);
});
