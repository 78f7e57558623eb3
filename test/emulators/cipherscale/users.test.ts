import { afterEach, beforeEach, expect, test } from 'vitest';
import { cipherscaleIds } from '../../../src/emulators/cipherscale/ids.ts';
import { expectConformance } from '../../contracts/conformance.ts';
import { call, emulator, namesOf, start, stop, type Wires } from './session.ts';

const { users, groups } = cipherscaleIds;

beforeEach(() => start());
afterEach(async () => {
  await stop();
  expectConformance('cipherscale', emulator);
});

test('one body makes one invited user without names and sends one mail', async () => {
  const wanted = { email: 'new@company.com', groups: [groups.operations] };
  const { status, body } = await call('POST', '/tenants/users', wanted);
  expect(status).toBe(201);
  expect(body).toMatchObject({ email: 'new@company.com', status: 'Invited', isOwner: false, roles: [] });
  expect(Object.keys(body)).not.toContain('firstName');
  expect(namesOf(body.groups)).toEqual(['Operations']);
  expect(emulator.state.mails).toEqual(new Map([[body.id, 1]]));
});

test('an array makes as many users in its order', async () => {
  const wanted = ['a', 'b'].map((name) => ({ email: `${name}@company.com`, groups: [groups.everyone] }));
  const { status, body } = await call<Wires>('POST', '/tenants/users', wanted);
  expect(status).toBe(201);
  expect(body.map((user) => user.email)).toEqual(['a@company.com', 'b@company.com']);
  expect([...emulator.state.mails.values()]).toEqual([1, 1]);
});

test('a hundred users pass and a hundred and one do not', async () => {
  const wanted = Array.from({ length: 101 }, (_, at) => ({
    email: `bulk${at}@company.com`,
    groups: [groups.everyone],
  }));
  const before = emulator.state.users.size;
  expect((await call('POST', '/tenants/users', wanted)).status).toBe(400);
  expect(emulator.state.users.size).toBe(before);
  expect((await call('POST', '/tenants/users', wanted.slice(1))).status).toBe(201);
  expect(emulator.state.users.size).toBe(before + 100);
});

test('a user needs an address and a group, and each complaint is listed', async () => {
  const wrong = [{ email: 'nobody' }, { email: 'ok@company.com', groups: [] }];
  const { status, body } = await call('POST', '/tenants/users', wrong);
  expect(status).toBe(400);
  expect(body.message).toEqual([
    '[0] email must be an email',
    '[0] groups must be an array',
    '[1] groups should not be empty',
  ]);
});

test('an address is taken in any case, and then nobody of the bulk is created or written to', async () => {
  const fresh = { email: 'fresh@company.com', groups: [groups.everyone] };
  const taken = { email: 'JANE.SMITH@company.com', groups: [groups.everyone] };
  const { status, body } = await call('POST', '/tenants/users', [fresh, taken]);
  expect({ status, message: body.message }).toEqual({ status: 409, message: 'User already exists' });
  expect(emulator.state.mails.size).toBe(0);
});

test('a profile keeps what is omitted and changes nothing else', async () => {
  const sent = { firstName: 'Dorothea', status: 'Invited', email: 'other@company.com' };
  const { status, body } = await call('PUT', `/tenants/users/${users.doubled}`, sent);
  expect(status).toBe(200);
  expect(body).toMatchObject({
    firstName: 'Dorothea',
    lastName: 'Duarte',
    status: 'Active',
    email: 'dora.duarte@company.com',
  });
});

test('a user is suspended by PATCH with 200 and restored by POST with 201', async () => {
  const suspended = await call('PATCH', `/tenants/users/${users.doubled}/deactivate`);
  expect({ status: suspended.status, is: suspended.body.status }).toEqual({
    status: 200,
    is: 'Deactivated',
  });
  const restored = await call('POST', `/tenants/users/${users.doubled}/reactivate`);
  expect({ status: restored.status, is: restored.body.status }).toEqual({ status: 201, is: 'Active' });
});

test('a deleted user leaves the groups too', async () => {
  expect((await call('DELETE', `/tenants/users/${users.doubled}`)).status).toBe(204);
  expect((await call('GET', `/tenants/users/${users.doubled}`)).body).toEqual({
    statusCode: 404,
    message: 'User not found',
    error: 'Not Found',
  });
  expect(emulator.state.groups.get(groups.engineering)?.members.has(users.doubled)).toBe(false);
});

test('the owner is neither deleted nor deactivated', async () => {
  expect((await call('DELETE', `/tenants/users/${users.owner}`)).status).toBe(403);
  expect((await call('PATCH', `/tenants/users/${users.owner}/deactivate`)).status).toBe(403);
  expect(emulator.state.users.get(users.owner)?.status).toBe('Active');
});

test('a pending invitation is sent again and no other', async () => {
  expect((await call('POST', `/tenants/users/${users.jane}/invite`)).status).toBe(201);
  expect((await call('POST', `/tenants/users/${users.expired}/invite`)).status).toBe(400);
  expect((await call('POST', `/tenants/users/${users.doubled}/invite`)).status).toBe(400);
  expect(emulator.state.mails).toEqual(new Map([[users.jane, 1]]));
});
