import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { NewAccount } from '../../../src/backends/backend.ts';
import { createSecret } from '../../../src/domain/secret.ts';
import { apiUserId, myRoleId, opsUserId } from '../../../src/emulators/cdata-sync/ids.ts';
import type { CdataSyncSwitches } from '../../../src/emulators/cdata-sync/switches.ts';
import type { Fault, FaultScope } from '../../../src/emulators/faults.ts';
import { expectConformance } from '../../contracts/conformance.ts';
import { altering, answering } from '../../faults.ts';
import { withoutOrganization } from '../assignments.ts';
import { callsTo, startServer, writeAnswers } from './server.ts';

let server: Awaited<ReturnType<typeof startServer>>;
beforeEach(async () => {
  server = await startServer({ timeoutMs: 300 });
});
afterEach(() => server.close());

const switchTo = (switches: Partial<CdataSyncSwitches>): void => {
  Object.assign(server.emulator.switches, switches);
};
const broken = answering({ status: 500 });
const fail = (method: string, fault: Fault = broken, scope: FaultScope = {}): void =>
  server.emulator.faults.add(fault, { method, ...scope });

const password = createSecret('Str0ng!pass');
const fresh: NewAccount = {
  userName: 'fresh',
  email: 'fresh@example.com',
  password,
  status: 'DISABLED',
  grants: withoutOrganization('cdata_support', myRoleId),
};
const created = {
  userName: 'fresh',
  email: 'fresh@example.com',
  status: 'DISABLED',
  assignments: [{ nativeRoleId: 'cdata_support' }, { nativeRoleId: myRoleId }],
};

const create = async (account: NewAccount = fresh) => {
  const [answer, ...others] = await server.writer.create([account]);
  expect(others).toEqual([]);
  return answer;
};
const held = (name: string) => server.emulator.state.users.values().find(({ user }) => user === name);
const usersBefore = () =>
  structuredClone([apiUserId, opsUserId].map((id) => server.emulator.state.users.get(id)));

describe('a new account', () => {
  it('takes a list, a POST as printed and a look', async () => {
    expect(await create()).toMatchObject(created);
    expect(callsTo(server.emulator)).toEqual([
      'GET /api.rsc/v2/users',
      'POST /api.rsc/v2/users/',
      expect.stringMatching(/^GET \/api\.rsc\/v2\/users\/[\w-]+$/),
    ]);
    expect(JSON.parse(server.emulator.requests[1]?.body ?? '')).toEqual({
      user: 'fresh',
      email_address: 'fresh@example.com',
      password: 'Str0ng!pass',
      is_active: false,
      roles: [{ id: 'cdata_support' }, { id: myRoleId }],
    });
    expect(held('fresh')).toMatchObject({ password: 'Str0ng!pass', is_active: false });
    expectConformance('cdata-sync', server.emulator);
  });

  it('needs a name only', async () => {
    expect(await create({ userName: 'fresh', grants: [] })).toMatchObject({
      status: 'ACTIVE',
      assignments: [],
    });
    expect(server.emulator.requests[1]?.body).toBe('{"user":"fresh"}');
  });

  it.each(writeAnswers)('is found when the server answers %s', async (createAnswer) => {
    for (const switches of [{}, { keys: 'v1' }, { ids: 'long-number' }] as const) {
      switchTo({ createAnswer, keys: 'lower_snake', ids: 'uuid', ...switches });
      expect(await create()).toMatchObject(created);
      for (const { id, user } of server.emulator.state.users.values())
        if (user === 'fresh') server.emulator.state.users.delete(id);
    }
  });

  it.each([
    { createPath: 'users', otherCreatePath: 'redirect' },
    { createPath: 'users', otherCreatePath: 'not-found' },
    { createPath: 'users/', otherCreatePath: 'redirect' },
    { createPath: 'users/', otherCreatePath: 'not-found' },
  ] as const)(
    'is made under the path that the server has, %j, and the next one at once',
    async (switches) => {
      switchTo(switches);
      const answers = await server.writer.create([fresh, { userName: 'next' }]);
      expect(answers).toMatchObject([created, { userName: 'next' }]);
      const posts = callsTo(server.emulator).filter((call) => call.startsWith('POST'));
      expect(posts.slice(-2)).toEqual(
        Array.from({ length: 2 }, () => `POST /api.rsc/v2/${switches.createPath}`),
      );
      expect(posts.length).toBe(switches.createPath === 'users' ? 3 : 2);
    },
  );

  it('is refused before a call where the backend could not take it', async () => {
    const answers = await server.writer.create([
      {},
      { userName: 'no spaces' },
      { userName: 'fresh', grants: withoutOrganization('a', 'b', 'c', 'd', 'e', 'f') },
      { userName: 'fresh', grants: [{ nativeRoleId: 'cdata_support', organizationId: 'emea' }] },
    ]);
    expect(answers).toMatchObject(
      ['userName', 'userName', 'grants', 'grants'].map((path) => ({ code: 'BAD_INPUT', inputPath: [path] })),
    );
    expect(server.emulator.requests).toHaveLength(0);
  });

  it('is refused by the server in its own code, and its password is nowhere', async () => {
    switchTo({ passwordPolicy: true });
    const answer = await create({ ...fresh, password: createSecret('weakling') });
    expect(answer).toMatchObject({ code: 'UPSTREAM_REJECTED', status: 400, vendorCode: '400' });
    expect(JSON.stringify(answer) + String(answer)).not.toContain('weakling');
    expect(held('fresh')).toBeUndefined();
  });

  it('P43: never takes a name that is taken, in that very case', async () => {
    const before = usersBefore();
    expect(await create({ ...fresh, userName: 'ops' })).toMatchObject({ code: 'ALREADY_EXISTS' });
    expect(callsTo(server.emulator)).toEqual(['GET /api.rsc/v2/users']);
    expect(await create({ ...fresh, userName: 'OPS' })).toMatchObject({ userName: 'OPS' });
    expect(usersBefore()).toEqual(before);
  });

  it('P43: is not tried where the names that are taken cannot be read', async () => {
    fail('GET');
    await expect(create()).rejects.toMatchObject({ code: 'UPSTREAM_UNAVAILABLE' });
    expect(held('fresh')).toBeUndefined();
  });
});

describe('many accounts', () => {
  it('take one list and two calls each, in order, one answer for each', async () => {
    const answers = await server.writer.create([
      { userName: 'one' },
      { userName: 'ops' },
      { userName: 'two words' },
      { userName: 'one' },
      { userName: 'two', status: 'DISABLED' },
    ]);
    expect(answers).toMatchObject([
      { userName: 'one' },
      { code: 'ALREADY_EXISTS' },
      { code: 'BAD_INPUT' },
      { code: 'ALREADY_EXISTS' },
      { userName: 'two', status: 'DISABLED' },
    ]);
    expect(server.emulator.requests.map(({ method }) => method)).toEqual([
      'GET',
      'POST',
      'GET',
      'POST',
      'GET',
    ]);
    expectConformance('cdata-sync', server.emulator);
  });

  it('fail one by one', async () => {
    fail('POST', broken, { after: 1, times: 1 });
    expect(
      await server.writer.create([{ userName: 'one' }, { userName: 'two' }, { userName: 'three' }]),
    ).toMatchObject([{ userName: 'one' }, { code: 'UPSTREAM_UNAVAILABLE' }, { userName: 'three' }]);
  });
});

describe('an account that the server makes otherwise than asked', () => {
  it('is corrected by one PUT of what is wrong', async () => {
    switchTo({ ignoresIsActiveOnCreate: true });
    expect(await create()).toMatchObject(created);
    const [put, ...others] = server.emulator.requests.filter(({ method }) => method === 'PUT');
    expect(others).toEqual([]);
    expect(put?.body).toBe('{"is_active":false}');
    expect(held('fresh')?.is_active).toBe(false);
    expectConformance('cdata-sync', server.emulator);
  });

  it('loses a role that came on top', async () => {
    server.emulator.faults.add(
      altering((answer) => {
        const user = held('fresh');
        if (user !== undefined) user.roles = ['cdata_admin'];
        return answer;
      }),
      { method: 'POST' },
    );
    expect(await create({ userName: 'fresh', grants: [] })).toMatchObject({ assignments: [] });
  });

  it.each([
    ['is refused', () => fail('PUT', answering({ status: 400 }))],
    ['is lost', () => fail('PUT', { kind: 'hang', applied: false })],
    ['does nothing', () => fail('PUT', answering({ status: 204 }))],
    ['cannot be seen', () => fail('GET', broken, { after: 2 })],
  ])('is deleted again where the correction %s', async (_, break_) => {
    switchTo({ ignoresIsActiveOnCreate: true });
    break_();
    const answer = await create();
    expect(answer).toBeInstanceOf(Error);
    expect(String(answer)).toContain('the new account was deleted again');
    expect(held('fresh')).toBeUndefined();
  });

  it('is told where it cannot be deleted either', async () => {
    switchTo({ ignoresIsActiveOnCreate: true });
    fail('PUT');
    fail('DELETE');
    expect(String(await create())).toContain('could not be deleted again');
    expect(server.emulator.requests.filter(({ method }) => method === 'DELETE')).toHaveLength(1);
  });

  it('is deleted again where it cannot be read back', async () => {
    fail('GET', broken, { after: 1 });
    expect(await create()).toMatchObject({ code: 'UPSTREAM_UNAVAILABLE', retryable: true });
    expect(held('fresh')).toBeUndefined();
  });

  it('is told where it can neither be read back nor named', async () => {
    switchTo({ createAnswer: '204' });
    fail('GET', broken, { after: 1 });
    expect(String(await create())).toContain('could not be read back');
    expect(server.emulator.requests.some(({ method }) => method === 'DELETE')).toBe(false);
  });

  it('is a conflict where it is not there', async () => {
    fail('POST', answering({ status: 204 }));
    expect(await create()).toMatchObject({ code: 'CONFLICT' });
  });

  it.each([opsUserId, 'somebody-new'])(
    'P43: harms nobody whose id, %s, the server gives for the new one',
    async (id) => {
      switchTo({ ignoresIsActiveOnCreate: true });
      const [, ops] = usersBefore();
      if (id !== opsUserId)
        server.emulator.state.users.set(id, { ...structuredClone(ops), id, user: 'stranger' } as never);
      server.emulator.faults.add(
        altering((answer) => ({ ...answer, json: { id, user: 'fresh' } })),
        { method: 'POST' },
      );
      fail('PUT');
      expect(String(await create())).toContain('the new account was deleted again');
      expect(held('fresh')).toBeUndefined();
      expect(usersBefore()[1]).toEqual(ops);
      expect(server.emulator.state.users.has(id)).toBe(true);
    },
  );
});

describe('a creation whose answer is lost', () => {
  it.each(['hang', 'reset'] as const)(
    'by a %s is sent once, and found where it had its effect',
    async (kind) => {
      fail('POST', { kind, applied: true });
      expect(await create()).toMatchObject(created);
      expect(server.emulator.requests.filter(({ method }) => method === 'POST')).toHaveLength(1);
    },
  );

  it('is the failure that it was where it had none', async () => {
    fail('POST', { kind: 'reset', applied: false });
    expect(await create()).toMatchObject({ code: 'UPSTREAM_UNAVAILABLE', operation: 'createUser' });
    expect(server.emulator.requests.filter(({ method }) => method === 'POST')).toHaveLength(1);
  });

  it('P43: changes nothing about an account that may be someone else’s', async () => {
    switchTo({ ignoresIsActiveOnCreate: true });
    fail('POST', { kind: 'reset', applied: true });
    const answer = await create();
    expect(answer).toMatchObject({ code: 'UPSTREAM_UNAVAILABLE' });
    expect(String(answer)).toContain('is there now, and is not as asked');
    expect(held('fresh')?.is_active).toBe(true);
    expect(server.emulator.requests.map(({ method }) => method)).toEqual(['GET', 'POST', 'GET']);
  });

  it('is cleaned up though the caller has gone', async () => {
    switchTo({ ignoresIsActiveOnCreate: true });
    fail('PUT', { kind: 'hang', applied: false });
    const [answer] = await server.writer.create([fresh], { signal: AbortSignal.timeout(150) });
    expect(answer).toMatchObject({ code: 'UPSTREAM_TIMEOUT' });
    expect(held('fresh')).toBeUndefined();
  });
});
