import { afterEach, beforeEach, expect, test } from 'vitest';
import { startCipherscale } from '../../../src/emulators/cipherscale/emulator.ts';
import { cipherscaleIds } from '../../../src/emulators/cipherscale/ids.ts';
import { defaultCipherscaleSwitches } from '../../../src/emulators/cipherscale/switches.ts';
import { expectConformance } from '../../contracts/conformance.ts';
import { call, emulator, namesOf, start, stop, type Wires } from './session.ts';

const { users, roles, groups } = cipherscaleIds;

beforeEach(() => start());
afterEach(stop);

const statusOf = async (id: string): Promise<string> =>
  (await call('GET', `/tenants/users/${id}`)).body.status;
const patchRoles = async (id: string, addedRoles: readonly string[], removedRoles: readonly string[]) =>
  (await call('PATCH', `/tenants/users/${id}/roles`, { addedRoles, removedRoles })).status;
const newcomer = (email: string) => ({ email, groups: [groups.everyone] });

test('switches given at the start hold, and the others have their defaults', async () => {
  const other = await startCipherscale({ switches: { limitCap: 3 } });
  expect(other.switches).toEqual({ ...defaultCipherscaleSwitches, limitCap: 3 });
  await other.close();
});

test('page sizes and page fields are switches', async () => {
  Object.assign(emulator.switches, { defaultLimit: 2, limitCap: 3, pageFields: ['total'] });
  const { data, ...fields } = (await call('GET', '/tenants/users')).body;
  expect({ length: data.length, fields }).toEqual({ length: 2, fields: { total: 8 } });
  expect((await call('GET', '/tenants/users?limit=50')).body.data).toHaveLength(3);
  emulator.switches.limitOverCap = 'refused';
  expect((await call('GET', '/tenants/users?limit=4')).body.message).toEqual([
    'limit must not be greater than 3',
  ]);
  expectConformance('cipherscale', emulator);
});

test('a list without pages may come as one object or under data', async () => {
  emulator.switches.unpagedLists = 'object';
  expect((await call('GET', `/tenants/users/${users.jane}/roles`)).body).toMatchObject({ name: 'Admin' });
  expect((await call('GET', '/tenants/roles')).body).toHaveLength(8);
  emulator.switches.unpagedLists = 'data';
  expect((await call('GET', `/tenants/users/${users.jane}/roles`)).body.data).toMatchObject([
    { name: 'Admin' },
  ]);
  expect((await call('GET', `/tenants/roles/${roles.billing}/users`)).body.data).toHaveLength(1);
});

test('the roles of a user may name the inherited ones', async () => {
  emulator.switches.userRoles = 'effective';
  expect(namesOf((await call('GET', `/tenants/users/${users.jane}`)).body.roles)).toEqual(['Admin']);
});

test('the two role flags may be ignored', async () => {
  emulator.switches.roleFlags = 'ignored';
  const { body } = await call<Wires>('GET', `/tenants/users/${users.doubled}/roles?rolesOnly=true`);
  expect(namesOf(body)).toEqual(['Admin', 'User']);
});

test('a role both direct and inherited may show twice', async () => {
  emulator.switches.doubledRoles = 'twice';
  const { body } = await call<Wires>('GET', `/tenants/users/${users.doubled}/roles`);
  expect(namesOf(body).toSorted()).toEqual(['Admin', 'Admin', 'User']);
});

test('the users of a role may be the direct ones when not asked', async () => {
  emulator.switches.roleUsersGroups = false;
  expect((await call('GET', `/tenants/roles/${roles.user}/users`)).body).toEqual([]);
});

test('a redundant grant or revoke may be refused', async () => {
  expect(await patchRoles(users.doubled, [roles.admin], [roles.billing])).toBe(200);
  emulator.switches.redundantRole = 409;
  expect(await patchRoles(users.doubled, [roles.admin], [])).toBe(409);
  expect(await patchRoles(users.doubled, [], [roles.billing])).toBe(409);
  expect((await call('DELETE', `/tenants/roles/${roles.billing}/users/${users.jane}`)).status).toBe(409);
  expect(await patchRoles(users.jane, [], [roles.admin])).toBe(200);
  expectConformance('cipherscale', emulator);
});

test('revoking an inherited role may be refused, and then nothing of the delta is applied', async () => {
  emulator.switches.inheritedRole = 400;
  expect(await patchRoles(users.jane, [roles.basic], [roles.admin])).toBe(400);
  expect(emulator.state.users.get(users.jane)?.directRoles.size).toBe(0);
  expect(await patchRoles(users.doubled, [], [roles.admin])).toBe(200);
});

test('a role in both arrays ends removed, added or refused', async () => {
  const direct = () => [...(emulator.state.users.get(users.jane)?.directRoles ?? [])];
  await patchRoles(users.jane, [roles.basic], [roles.basic]);
  expect(direct()).toEqual([]);
  emulator.switches.roleInBothArrays = 'added';
  await patchRoles(users.jane, [roles.basic], [roles.basic]);
  expect(direct()).toEqual([roles.basic]);
  emulator.switches.roleInBothArrays = 400;
  expect(await patchRoles(users.jane, [roles.basic], [roles.basic])).toBe(400);
});

test('a redundant membership may be refused', async () => {
  const path = `/tenants/users/${users.jane}/groups`;
  expect((await call('POST', path, { groupId: groups.engineering })).status).toBe(201);
  expect((await call('DELETE', `${path}/${groups.operations}`)).status).toBe(204);
  emulator.switches.redundantMembership = 'refused';
  expect((await call('POST', path, { groupId: groups.engineering })).status).toBe(409);
  expect((await call('DELETE', `${path}/${groups.operations}`)).status).toBe(404);
});

test('a PUT may clear what it omits', async () => {
  emulator.switches.omittedOnPut = 'cleared';
  const user = (await call('PUT', `/tenants/users/${users.doubled}`, { firstName: 'Dora' })).body;
  expect(Object.keys(user)).not.toContain('lastName');
  expect(Object.keys(user)).not.toContain('image');
  const group = await call('PUT', `/tenants/groups/${groups.contractors}`, {
    name: 'Contractors',
    roles: [],
  });
  expect(Object.keys(group.body)).not.toContain('description');
});

test('unknown fields may be refused', async () => {
  emulator.switches.unknownFields = 'refused';
  const { status, body } = await call('POST', '/tenants/users', {
    ...newcomer('x@company.com'),
    firstName: 'X',
  });
  expect({ status, message: body.message }).toEqual({
    status: 400,
    message: ['property firstName should not exist'],
  });
});

test('the codes of creating, deleting and inviting are switches', async () => {
  Object.assign(emulator.switches, { createStatus: 200, deleteStatus: 200, inviteStatus: 204 });
  expect((await call('POST', '/tenants/users', newcomer('x@company.com'))).status).toBe(200);
  expect((await call('POST', '/tenants/groups', { name: 'X', roles: [] })).status).toBe(200);
  expect((await call('DELETE', `/tenants/groups/${groups.contractors}`)).status).toBe(200);
  expect((await call('DELETE', `/tenants/roles/${roles.billing}/users/${users.deactivated}`)).status).toBe(
    200,
  );
  expect((await call('DELETE', `/tenants/users/${users.deactivated}`)).text).toBe('');
  expect((await call('POST', `/tenants/users/${users.jane}/invite`)).status).toBe(204);
  expectConformance('cipherscale', emulator);
});

test('one new user may be answered in an array', async () => {
  emulator.switches.createAnswer = 'array';
  const { body } = await call('POST', '/tenants/users', newcomer('x@company.com'));
  expect(body).toMatchObject([{ email: 'x@company.com' }]);
});

test('a bulk create may keep what stands before the bad entry, mails included', async () => {
  emulator.switches.bulkCreate = 'partial';
  const bulk = [newcomer('x@company.com'), newcomer('jane.smith@company.com'), newcomer('y@company.com')];
  expect((await call('POST', '/tenants/users', bulk)).status).toBe(409);
  expect([...emulator.state.users.values()].map(({ email }) => email)).toContain('x@company.com');
  expect([...emulator.state.users.values()].map(({ email }) => email)).not.toContain('y@company.com');
  expect(emulator.state.mails.size).toBe(1);
});

test('an address that is taken may be a bad request or no matter', async () => {
  emulator.switches.duplicateEmail = 400;
  expect((await call('POST', '/tenants/users', newcomer('jane.smith@company.com'))).status).toBe(400);
  emulator.switches.duplicateEmail = 'accepted';
  expect((await call('POST', '/tenants/users', newcomer('jane.smith@company.com'))).status).toBe(201);
});

test('an expired invitation may be renewed', async () => {
  emulator.switches.inviteAccepts = 'pending-and-expired';
  expect((await call('POST', `/tenants/users/${users.expired}/invite`)).status).toBe(201);
  expect(await statusOf(users.expired)).toBe('Invited');
  emulator.switches.inviteRefusal = 409;
  expect((await call('POST', `/tenants/users/${users.doubled}/invite`)).status).toBe(409);
});

test('statuses have three vocabularies', async () => {
  const spelled = async () =>
    Promise.all(
      [users.doubled, users.nameless, users.jane, users.expired, users.deactivated, users.locked].map(
        statusOf,
      ),
    );
  expect(await spelled()).toEqual(['Active', 'Active', 'Invited', 'Expired', 'Deactivated', 'Locked']);
  emulator.switches.statusWords = 'older';
  expect(await spelled()).toEqual(['Online', 'Offline', 'Invited', 'Expired', 'Deactivated', 'Locked']);
  emulator.switches.statusWords = 'api';
  expect(await spelled()).toEqual(['active', 'active', 'pending', 'pending', 'inactive', 'Locked']);
  expectConformance('cipherscale', emulator);
});

test('a status that already is may be refused', async () => {
  expect((await call('PATCH', `/tenants/users/${users.deactivated}/deactivate`)).status).toBe(200);
  expect((await call('POST', `/tenants/users/${users.doubled}/reactivate`)).status).toBe(201);
  emulator.switches.redundantStatus = 'refused';
  expect((await call('PATCH', `/tenants/users/${users.deactivated}/deactivate`)).status).toBe(400);
  expect((await call('POST', `/tenants/users/${users.doubled}/reactivate`)).status).toBe(400);
});

test('an invitation may survive being deactivated', async () => {
  emulator.switches.reactivatedInvitation = 'Invited';
  await call('PATCH', `/tenants/users/${users.jane}/deactivate`);
  expect((await call('POST', `/tenants/users/${users.jane}/reactivate`)).body.status).toBe('Invited');
  expect((await call('POST', `/tenants/users/${users.deactivated}/reactivate`)).body.status).toBe('Active');
});

test('what is protected and what is unknown may be refused with another code', async () => {
  Object.assign(emulator.switches, { protectedRefusal: 409, unknownReference: 404, malformedId: 404 });
  expect((await call('DELETE', `/tenants/users/${users.owner}`)).status).toBe(409);
  expect((await call('DELETE', `/tenants/groups/${groups.everyone}`)).status).toBe(409);
  expect(await patchRoles(users.jane, ['no-such-role'], [])).toBe(404);
  expect((await call('GET', '/tenants/groups/1')).status).toBe(404);
});

test('the last group may be left', async () => {
  emulator.switches.lastGroup = 'accepted';
  const path = `/tenants/users/${users.jane}`;
  expect((await call('DELETE', `${path}/groups/${groups.engineering}`)).status).toBe(204);
  expect((await call('GET', path)).body.groups).toEqual([]);
});

test('who was in a deleted group only is left, moved or keeps it alive', async () => {
  const groupsOfJane = async () => namesOf((await call('GET', `/tenants/users/${users.jane}`)).body.groups);
  emulator.switches.orphans = 'refused';
  expect((await call('DELETE', `/tenants/groups/${groups.engineering}`)).status).toBe(400);
  emulator.switches.orphans = 'moved-to-default';
  expect((await call('DELETE', `/tenants/groups/${groups.engineering}`)).status).toBe(204);
  expect(await groupsOfJane()).toEqual(['Default Group']);
  emulator.switches.orphans = 'left';
  await call('DELETE', `/tenants/groups/${groups.operations}`);
  expect((await call('GET', `/tenants/users/${users.locked}`)).body.groups).toEqual([]);
});

test('a group name may be taken', async () => {
  emulator.switches.duplicateGroupName = 409;
  expect((await call('POST', '/tenants/groups', { name: 'Operations', roles: [] })).status).toBe(409);
  const same = { name: 'Operations', roles: [] };
  expect((await call('PUT', `/tenants/groups/${groups.operations}`, same)).status).toBe(200);
});

test('messages may always be a string or always an array', async () => {
  const messageOf = async (path: string) => (await call('GET', path)).body.message;
  emulator.switches.errorMessages = 'string';
  expect(await messageOf('/tenants/users?limit=x')).toBe('limit must be an integer number');
  emulator.switches.errorMessages = 'array';
  expect(await messageOf('/tenants/users/x')).toEqual(['Validation failed (uuid is expected)']);
});

test('a bad key may be answered by the framework', async () => {
  emulator.switches.unauthorized = 'nest';
  const response = await fetch(`${emulator.url}/tenants/roles`);
  expect(await response.json()).toEqual({ message: 'Unauthorized', statusCode: 401 });
});
