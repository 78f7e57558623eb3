import { afterEach, describe, expect, test } from 'vitest';
import { BackendError } from '../../../src/domain/errors.ts';
import { cipherscaleIds } from '../../../src/emulators/cipherscale/ids.ts';
import type { CipherscaleSwitches } from '../../../src/emulators/cipherscale/switches.ts';
import type { Fault } from '../../../src/emulators/faults.ts';
import { expectConformance } from '../../contracts/conformance.ts';
import { altering, answering, overwriting, saying } from '../../faults.ts';
import { listAll, readOne } from '../reading.ts';
import { callsOf, codeOf, pagesOf, startTenant, type Tenant } from './tenant.ts';

const { users } = cipherscaleIds;
const unknownId = '00000000-0000-4000-8000-000000000000';

let tenant: Tenant;
const start = async (options: Parameters<typeof startTenant>[0] = {}) => {
  tenant = await startTenant(options);
  return tenant;
};
afterEach(() => tenant.close());

describe('the list of accounts', () => {
  test('is read in pages of a hundred, each one call', async () => {
    const { backend, emulator } = await start({ people: 300 });
    const accounts = await listAll(backend);
    expect(accounts.map(({ ref }) => ref.id)).toEqual([...emulator.state.users.keys()]);
    expect(callsOf(emulator)).toEqual([
      'GET /users?limit=100&offset=0',
      'GET /users?limit=100&offset=100',
      'GET /users?limit=100&offset=200',
    ]);
    expectConformance('cipherscale', emulator);
  });

  const pageFields: readonly CipherscaleSwitches['pageFields'][] = [
    [],
    ['total'],
    ['hasNext'],
    ['page', 'limit'],
  ];
  test.each(pageFields)('is complete whatever a page tells of itself: %j %j', async (...fields) => {
    const { backend, emulator } = await start({ people: 300, switches: { pageFields: fields } });
    expect(await listAll(backend)).toHaveLength(emulator.state.users.size);
  });

  test('is complete where the backend serves smaller pages than asked for', async () => {
    const { backend, emulator } = await start({ people: 100, switches: { limitCap: 30 } });
    expect(await listAll(backend)).toHaveLength(emulator.state.users.size);
    expect(callsOf(emulator)[1]).toBe('GET /users?limit=100&offset=30');
  });

  test('goes on from a page, and refuses what no page gave', async () => {
    const { backend } = await start({ people: 300 });
    const [first, second] = await pagesOf(backend.listAccounts({ pageSize: 50 }));
    const [again] = await pagesOf(backend.listAccounts({ pageSize: 50, from: first?.next ?? '' }));
    expect(again).toEqual(second);
    const forged = pagesOf(backend.listAccounts({ from: '50&limit=1' }));
    await expect(forged).rejects.toMatchObject({ code: 'BAD_INPUT' });
  });

  test('P28: fails where a page fails, is empty too early or is missing', async () => {
    const { backend, emulator } = await start({ people: 300 });
    const befall = async (fault: Fault) => {
      emulator.faults.add(fault, { target: /offset=100/ });
      const error = await listAll(backend).catch((error: unknown) => error);
      emulator.faults.clear();
      return codeOf(error);
    };
    expect(await befall(answering({ status: 500 }))).toBe('UPSTREAM_UNAVAILABLE');
    expect(await befall(overwriting({ data: [] }))).toBe('UPSTREAM_INCOMPLETE');
    expect(await befall(overwriting({ data: [], hasNext: false }))).toBe('UPSTREAM_INCOMPLETE');
    expect(await befall(overwriting({ hasNext: false }))).toBe('UPSTREAM_INCOMPLETE');
    expect(await befall(overwriting({ total: undefined, data: [] }))).toBe('UPSTREAM_INCOMPLETE');
  });

  test.each([0, 100, 207])(
    'P28: fails where each page tells a total of %d, and there are more',
    async (total) => {
      const { backend, emulator } = await start({ people: 300 });
      emulator.faults.add(overwriting({ total }));
      await expect(listAll(backend)).rejects.toMatchObject({ code: 'UPSTREAM_INCOMPLETE', retryable: true });
    },
  );

  test('P28: fails where it became shorter between two pages, as one may have slipped through', async () => {
    const { backend, emulator } = await start({ people: 300 });
    const walk = backend.listAccounts()[Symbol.asyncIterator]();
    await walk.next();
    emulator.state.users.delete(users.jane);
    await expect(walk.next()).rejects.toMatchObject({ code: 'UPSTREAM_INCOMPLETE', retryable: true });
  });

  test('P27: fails where one account cannot be read, naming where and not what', async () => {
    const { backend, emulator } = await start();
    emulator.faults.add(
      altering((answer) => {
        const page = structuredClone(answer.json) as { data: { roles: unknown }[] };
        for (const user of page.data.slice(2, 3)) user.roles = 'ADMIN-canary';
        return { ...answer, json: page };
      }),
    );
    const error: unknown = await listAll(backend).catch((error: unknown) => error);
    expect(error).toMatchObject({ code: 'UPSTREAM_INVALID', operation: 'UsersController_findAll' });
    expect(String(error)).toContain('$.data[2].roles');
    expect(String(error)).not.toContain('canary');
  });
});

describe('accounts by id', () => {
  test('are one call each, in the order asked, null where there is none', async () => {
    const { backend, emulator } = await start();
    const answers = await backend.getAccounts([users.locked, unknownId, users.jane]);
    expect(
      answers.map((answer) => (answer && !(answer instanceof BackendError) ? answer.ref.id : answer)),
    ).toEqual([users.locked, null, users.jane]);
    expect(callsOf(emulator)).toHaveLength(3);
    expectConformance('cipherscale', emulator);
  });

  test('one that fails harms no other', async () => {
    const { backend, emulator } = await start();
    emulator.faults.add(answering({ status: 503 }), { target: new RegExp(users.owner) });
    const [owner, jane] = await backend.getAccounts([users.owner, users.jane]);
    expect(codeOf(owner)).toBe('UPSTREAM_UNAVAILABLE');
    expect(jane).toMatchObject({ email: 'jane.smith@company.com' });
  });

  test('P27: another user than asked for is no answer', async () => {
    const { backend, emulator } = await start();
    emulator.faults.add(overwriting({ id: users.owner }));
    const [answer] = await backend.getAccounts([users.jane]);
    expect(codeOf(answer)).toBe('UPSTREAM_INVALID');
  });

  test.each([
    ['roles null', { roles: null }],
    ['a list of strings for roles', { roles: ['ADMIN'] }],
    ['no id', { id: undefined }],
    ['a number for the status', { status: 1 }],
    ['no word on the owner', { isOwner: undefined }],
    ['a date that is none', { createdAt: 'yesterday' }],
  ])('P27: %s is an answer of unknown shape', async (_, change) => {
    const { backend, emulator } = await start();
    emulator.faults.add(overwriting(change));
    const [answer] = await backend.getAccounts([users.jane]);
    expect(codeOf(answer)).toBe('UPSTREAM_INVALID');
  });

  test('P27: HTML with 200, half a body and a key that pollutes are all harmless', async () => {
    const { backend, emulator } = await start();
    const ask = async (fault: Fault) => {
      emulator.faults.clear();
      emulator.faults.add(fault);
      return (await backend.getAccounts([users.jane]))[0];
    };
    const html = { status: 200, headers: { 'content-type': 'text/html' }, text: '<html>' };
    expect(codeOf(await ask(answering(html)))).toBe('UPSTREAM_INVALID');
    expect(codeOf(await ask({ kind: 'half-body' }))).toBe('UPSTREAM_UNAVAILABLE');
    const polluting = await ask(
      altering(({ json, status }) => ({
        status,
        headers: { 'content-type': 'application/json' },
        text: JSON.stringify(json).replace('{', '{"__proto__":{"isOwner":true},'),
      })),
    );
    expect(polluting).toMatchObject({ protection: null });
    expect(Object.hasOwn(Object.prototype, 'isOwner')).toBe(false);
  });

  test.each([
    ['empty', ''],
    ['a dot', '.'],
    ['two dots', '..'],
    ['a way up', '../roles'],
    ['an encoded way up', '..%2froles'],
    ['two segments', `${users.jane}/roles`],
    ['a query', `${users.jane}?x=1`],
    ['a fragment', `${users.jane}#b`],
    ['a header', `${users.jane}\r\nX-Admin: 1`],
    ['ended by NUL', `${users.jane}\u0000`],
    ['8 KB long', 'x'.repeat(8192)],
    ['a filter', "' or 1 eq 1"],
    ['after a blank', ` ${users.jane}`],
  ])('P25: an id that is %s names no account, without a call', async (_, id) => {
    const { backend, emulator } = await start();
    expect(await backend.getAccounts([id])).toEqual([null]);
    expect(await backend.groups?.get([id])).toEqual([null]);
    expect(emulator.requests).toEqual([]);
  });

  test('an id in capitals names the same account', async () => {
    const { backend, emulator } = await start();
    const [jane] = [...emulator.state.users.values()].filter(({ id }) => id === users.jane);
    if (jane) emulator.state.users.set(users.jane.toUpperCase(), jane);
    expect((await readOne(backend, users.jane.toUpperCase())).ref.id).toBe(users.jane);
  });

  test('have devices, and lack what the backend does not tell', async () => {
    const { backend } = await start();
    const [dora, nameless] = [await readOne(backend, users.doubled), await readOne(backend, users.nameless)];
    expect(dora).toMatchObject({
      displayName: 'Dora Duarte',
      vendor: {
        maxDevices: 3,
        devices: [
          { name: 'dora-laptop', status: 'Online', active: true, appVersion: '2.4.1' },
          { name: 'dora-phone', status: 'Deactivated', active: false },
        ],
      },
    });
    expect(nameless.displayName).toBeNull();
    expect((await readOne(backend, users.mailless)).email).toBeNull();
    expect((await readOne(backend, users.owner)).protection).toBe('the owner of the space');
  });

  test('name each role once, whether or not the record counts the inherited ones', async () => {
    const { backend, emulator } = await start({
      switches: { userRoles: 'effective', doubledRoles: 'twice' },
    });
    const rolesOf = async () =>
      (await readOne(backend, users.doubled)).assignments.map((one) => one.nativeRoleName);
    expect(await rolesOf()).toEqual(['Admin', 'User']);
    emulator.switches.userRoles = 'direct';
    expect(await rolesOf()).toEqual(['Admin']);
  });

  test.each(['newer', 'older', 'api'] as const)(
    'have a known status in the %s words',
    async (statusWords) => {
      const { backend } = await start({ switches: { statusWords } });
      const statuses = await backend.getAccounts([users.owner, users.jane, users.deactivated]);
      expect(statuses).toMatchObject([{ status: 'ACTIVE' }, { status: 'INVITED' }, { status: 'DISABLED' }]);
    },
  );
});

describe('native roles', () => {
  test.each(['array', 'data'] as const)('are one call, complete, as %s', async (unpagedLists) => {
    const { backend, emulator } = await start({ switches: { unpagedLists } });
    const { roles, complete } = await backend.listNativeRoles();
    expect(complete).toBe(true);
    expect(roles.map(({ id }) => id)).toEqual([...emulator.state.roles.keys()]);
    expect(callsOf(emulator)).toEqual(['GET /roles']);
  });

  test('are one where the backend prints a single object', async () => {
    const { backend, emulator } = await start({ switches: { unpagedLists: 'object' } });
    for (const { id } of [...emulator.state.roles.values()].slice(1)) emulator.state.roles.delete(id);
    expect((await backend.listNativeRoles()).roles.map(({ alias }) => alias)).toEqual(['OWNER']);
  });

  test('P28: none at all is no answer, as every tenant has those of the system', async () => {
    const { backend, emulator } = await start();
    for (const json of [[], { data: [] }]) {
      emulator.faults.clear();
      emulator.faults.add(saying(json), { target: /\/roles$/ });
      await expect(backend.listNativeRoles()).rejects.toMatchObject({ code: 'UPSTREAM_INVALID' });
      await expect(backend.prepareAttribution?.()).rejects.toMatchObject({ code: 'UPSTREAM_INVALID' });
    }
  });

  test('P27: the same id twice is an answer of unknown shape', async () => {
    const { backend, emulator } = await start();
    emulator.faults.add(altering((answer) => ({ ...answer, json: [answer.json, answer.json].flat() })));
    await expect(backend.listNativeRoles()).rejects.toMatchObject({ code: 'UPSTREAM_INVALID' });
  });
});

describe('the check', () => {
  test('is one small read', async () => {
    const { backend, emulator } = await start();
    await backend.check();
    expect(callsOf(emulator)).toEqual(['GET /users?limit=1&offset=0']);
  });

  test.each(['kong', 'nest'] as const)(
    'tells of a refused key, as %s words it, without the key',
    async (unauthorized) => {
      const { backend } = await start({ key: 'canary-key', switches: { unauthorized } });
      const error: unknown = await backend.check().catch((error: unknown) => error);
      expect(error).toMatchObject({ code: 'UPSTREAM_REFUSED', status: 401 });
      expect(JSON.stringify(error) + String(error)).not.toContain('canary');
    },
  );

  test('P24: the key goes nowhere with a redirect', async () => {
    const [{ backend, emulator }, elsewhere] = [await start(), await startTenant()];
    emulator.faults.add(answering({ status: 302, headers: { location: elsewhere.emulator.url } }));
    await expect(backend.check()).rejects.toMatchObject({ code: 'UPSTREAM_INVALID' });
    expect(elsewhere.emulator.requests).toEqual([]);
    await elsewhere.close();
  });
});

test('who gives up waiting gets a BackendError', async () => {
  const { backend, emulator } = await start();
  emulator.faults.add({ kind: 'hang', applied: false });
  const signal = AbortSignal.timeout(50);
  const [answer] = await backend.getAccounts([users.jane], { signal });
  expect(codeOf(answer)).toBe('UPSTREAM_TIMEOUT');
  await expect(pagesOf(backend.listAccounts({ signal }))).rejects.toMatchObject({ code: 'UPSTREAM_TIMEOUT' });
});
