import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { cipherscaleApiKey } from '../../../src/emulators/cipherscale/callers.ts';
import { startCipherscale } from '../../../src/emulators/cipherscale/emulator.ts';
import { cipherscaleIds } from '../../../src/emulators/cipherscale/ids.ts';
import { inventPeople, uuidFor } from '../../../src/emulators/population.ts';
import { expectConformance } from '../../contracts/conformance.ts';
import { call, callerOf, emulator, start, stop } from './session.ts';

const { users, roles, groups } = cipherscaleIds;
const people = inventPeople({ seed: 7, size: 150 });

beforeEach(() => start({ people }));
afterEach(stop);

describe('what the contract describes', () => {
  afterEach(() => expectConformance('cipherscale', emulator));

  test('the base URL ends in the stage', () => {
    expect(new URL(emulator.url).pathname).toBe('/qa');
    return call('GET', '/tenants/roles');
  });

  test('Jane is as the docs print her', async () => {
    const { status, body } = await call('GET', `/tenants/users/${users.jane}`);
    expect(status).toBe(200);
    expect(body).toEqual({
      id: '550e8400-e29b-41d4-a716-446655440000',
      createdAt: '2023-01-15T10:30:00Z',
      updatedAt: '2023-01-15T10:30:00Z',
      email: 'jane.smith@company.com',
      status: 'Invited',
      isOwner: false,
      maxDevices: null,
      roles: [],
      groups: [
        {
          id: '7a000000-0000-4000-8000-000000000001',
          createdAt: '2023-01-15T10:30:00Z',
          updatedAt: '2023-01-15T10:30:00Z',
          name: 'Engineering Team',
          description: 'Software engineers',
        },
      ],
      devices: [],
    });
    expect((await call('GET', `/tenants/users/${users.jane}/roles`)).body).toEqual([
      {
        id: '6f0d0a10-0000-4000-8000-000000000002',
        createdAt: '2023-01-15T10:30:00Z',
        updatedAt: '2023-01-15T10:30:00Z',
        name: 'Admin',
        description: 'Full administration',
        deleteable: false,
        type: 'ADMIN',
      },
    ]);
  });

  test('a user may lack names or an address, and a status may be one that no page names', async () => {
    const nameless = (await call('GET', `/tenants/users/${users.nameless}`)).body;
    expect(Object.keys(nameless)).not.toContain('firstName');
    const mailless = (await call('GET', `/tenants/users/${users.mailless}`)).body;
    expect(Object.keys(mailless)).not.toContain('email');
    expect((await call('GET', `/tenants/users/${users.locked}`)).body.status).toBe('Locked');
  });

  test('devices have a status of their own', async () => {
    const { devices, status } = (await call('GET', `/tenants/users/${users.doubled}`)).body;
    expect(status).toBe('Active');
    expect(devices.map((device) => device.status)).toEqual(['Online', 'Deactivated']);
  });

  test('pages count from 0 and hold 10 when not asked otherwise', async () => {
    const total = emulator.state.users.size;
    const { data, ...fields } = (await call('GET', '/tenants/users')).body;
    expect(data).toHaveLength(10);
    expect(fields).toEqual({ total, page: 0, limit: 10, hasNext: true, hasPrevious: false });
  });

  test('a page holds 100 at most and says so', async () => {
    const total = emulator.state.users.size;
    const { data, ...fields } = (await call('GET', '/tenants/users?limit=500&sort=email&offset=100')).body;
    expect(data).toHaveLength(total - 100);
    expect(fields).toEqual({ total, page: 1, limit: 100, hasNext: false, hasPrevious: true });
  });

  test('the page of an offset between pages is rounded down', async () => {
    const { page, data } = (await call('GET', '/tenants/groups?limit=2&offset=1')).body;
    expect({ page, first: data[0]?.id }).toEqual({ page: 0, first: groups.everyone });
  });

  test('a limit or an offset that is none is refused', async () => {
    expect((await call('GET', '/tenants/users?limit=many&offset=-1')).body).toEqual({
      statusCode: 400,
      message: ['limit must be an integer number', 'offset must not be less than 0'],
      error: 'Bad Request',
    });
  });

  test('an id that is no UUID is refused before it is looked up', async () => {
    expect((await call('GET', '/tenants/users/jane')).body).toEqual({
      statusCode: 400,
      message: 'Validation failed (uuid is expected)',
      error: 'Bad Request',
    });
  });

  test('JSON that does not parse is refused in words', async () => {
    const response = await fetch(`${emulator.url}/tenants/users`, {
      method: 'POST',
      headers: { apikey: cipherscaleApiKey, 'content-type': 'application/json' },
      body: '{"email":',
    });
    expect(response.status).toBe(400);
    expect(await response.json()).toMatchObject({ statusCode: 400, message: expect.any(String) });
  });

  test('a missing key and a wrong key get the answers of Kong', async () => {
    const missing = await fetch(`${emulator.url}/tenants/roles`);
    expect(missing.status).toBe(401);
    expect(missing.headers.get('www-authenticate')).toBe('Key');
    expect(await missing.json()).toEqual({ message: 'No API key found in request' });
    const wrong = await fetch(`${emulator.url}/tenants/roles`, { headers: { apikey: 'stolen' } });
    expect(wrong.status).toBe(401);
    expect(await wrong.json()).toEqual({ message: 'Unauthorized' });
  });
});

test('no role can be assigned from its side, and no other stage is known', async () => {
  const unrouted = await call('POST', `/tenants/roles/${roles.admin}/users`);
  expect(unrouted.status).toBe(404);
  expect(unrouted.body.message).toBe(`Cannot POST /tenants/roles/${roles.admin}/users`);
  const elsewhere = await fetch(new URL('/prod/tenants/roles', emulator.url));
  expect(elsewhere.status).toBe(404);
  expect(await elsewhere.json()).toEqual({ message: 'no Route matched with those values' });
});

test('another key can be set, and then the usual one is unknown', async () => {
  const other = await startCipherscale({ credential: 'secret' });
  expect((await callerOf(other)('GET', '/tenants/roles')).status).toBe(401);
  expect((await fetch(`${other.url}/tenants/roles`, { headers: { apikey: 'secret' } })).status).toBe(200);
  await other.close();
});

test('more requests than the rate allows are told when to come again', async () => {
  const slow = await startCipherscale({ requestsPerSecond: 1 });
  const answers = await Promise.all([1, 2, 3].map(() => callerOf(slow)('GET', '/tenants/roles')));
  const refused = answers.find(({ status }) => status === 429);
  expect(refused?.body).toEqual({ message: 'API rate limit exceeded' });
  expect(refused?.headers.get('retry-after')).toBe('1');
  expectConformance('cipherscale', slow);
  await slow.close();
});

describe('the invented people', () => {
  const here = people.filter(({ number }) => number % 5 !== 3);
  const recordOf = (number: number) => emulator.state.users.get(uuidFor(`cipherscale:${number}`));

  test('are the same at every start, and every fifth is not here', async () => {
    const twin = await startCipherscale({ people });
    expect(twin.state).toEqual(emulator.state);
    expect(emulator.state.users.size).toBe(here.length + Object.keys(users).length);
    await twin.close();
  });

  test('are deactivated when they left, and some have not come yet', () => {
    for (const { number, active } of here) expect(recordOf(number)?.status === 'Deactivated').toBe(!active);
    expect(here.some(({ number }) => recordOf(number)?.status === 'Invited')).toBe(true);
  });

  test('hold the role of their job, directly or by a group', () => {
    const support = here.filter(({ job }) => job === 'operator').map(({ number }) => recordOf(number));
    const isDirect = support.map((user) => user?.directRoles.has(roles.support));
    expect(new Set(isDirect)).toEqual(new Set([true, false]));
    for (const user of support.filter((operator) => operator?.directRoles.size === 0))
      expect(emulator.state.groups.get(groups.operations)?.members.has(user?.id ?? '')).toBe(true);
    for (const { number } of here.filter(({ job }) => job === 'admin'))
      expect(recordOf(number)?.directRoles).toEqual(new Set([roles.admin]));
  });

  test('all fit the contract', async () => {
    await call('GET', '/tenants/users?limit=100');
    await call('GET', '/tenants/users?limit=100&offset=100');
    await call('GET', '/tenants/groups');
    expectConformance('cipherscale', emulator);
  });
});
