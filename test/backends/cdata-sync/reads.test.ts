import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { apiUserId, jobViewerRoleId, myRoleId, opsUserId } from '../../../src/emulators/cdata-sync/ids.ts';
import type { CdataSyncSwitches } from '../../../src/emulators/cdata-sync/switches.ts';
import { inventPeople } from '../../../src/emulators/population.ts';
import { expectConformance } from '../../contracts/conformance.ts';
import { altering, answering } from '../../faults.ts';
import { listAll, readOne } from '../reading.ts';
import { callsTo, startServer } from './server.ts';

const people = inventPeople({ seed: 11, size: 60 });
const rolesOf = ({ assignments }: { assignments: readonly { readonly nativeRoleId: string }[] }) =>
  assignments.map(({ nativeRoleId }) => nativeRoleId);

let server: Awaited<ReturnType<typeof startServer>>;
beforeEach(async () => {
  server = await startServer({ people });
});
afterEach(() => server.close());

const switchTo = (switches: Partial<CdataSyncSwitches>): void => {
  Object.assign(server.emulator.switches, switches);
};

describe('the number of calls', () => {
  afterEach(() => expectConformance('cdata-sync', server.emulator));

  it('is one for everyone with their roles', async () => {
    const pages = await Array.fromAsync(server.backend.listAccounts());
    const { size } = server.emulator.state.users;
    expect(pages).toMatchObject([{ next: null, total: size }]);
    expect(pages[0]?.entries).toHaveLength(size);
    expect(callsTo(server.emulator)).toEqual(['GET /api.rsc/v2/users']);
  });

  it('is one for one account, though it be asked for five times', async () => {
    const found = await server.backend.getAccounts(Array.from({ length: 5 }, () => opsUserId));
    expect(found).toHaveLength(5);
    expect(callsTo(server.emulator)).toEqual([`GET /api.rsc/v2/users/${opsUserId}`]);
  });

  it('is one each for four accounts, and one for a hundred', async () => {
    const ids = [...server.emulator.state.users.keys()];
    await server.backend.getAccounts(ids.slice(0, 4));
    expect(server.emulator.requests).toHaveLength(4);
    server.emulator.forget();
    const asked = [...ids, ...Array.from({ length: 100 - ids.length }, (_, at) => `nobody-${at}`)];
    const found = await server.backend.getAccounts(asked);
    expect(found.map((one) => (one !== null && 'ref' in one ? one.ref.id : null))).toEqual([
      ...ids,
      ...asked.slice(ids.length).map(() => null),
    ]);
    expect(callsTo(server.emulator)).toEqual(['GET /api.rsc/v2/users']);
  });

  it('is one for the native roles, which may not be all', async () => {
    const { roles, complete } = await server.backend.listNativeRoles();
    expect(complete).toBe(false);
    expect(roles.filter(({ builtIn }) => builtIn)).toHaveLength(4);
    expect(roles.slice(4).map(({ id, name }) => [id, name])).toEqual([
      [myRoleId, 'my_role'],
      [jobViewerRoleId, 'job_viewer'],
    ]);
    expect(callsTo(server.emulator)).toEqual(['GET /api.rsc/v2/users']);
  });
});

it('no call is made for ids that no path can hold', async () => {
  const found = await server.backend.getAccounts(['', '.', '..', 'a\nb', '\ud800', 'x'.repeat(8192)]);
  expect(found).toEqual([null, null, null, null, null, null]);
  expect(server.emulator.requests).toHaveLength(0);
});

describe('whatever the server writes', () => {
  const spellings: readonly Partial<CdataSyncSwitches>[] = [
    ...(['array', 'value', 'users', 'data', 'items', 'results'] as const).map((envelope) => ({ envelope })),
    ...(['lower_snake', 'Pascal_Snake', 'v1'] as const).map((keys) => ({ keys })),
    ...(['true', '"true"', '"True"', '1'] as const).map((booleans) => ({ booleans })),
    ...(['[]', 'null', 'absent'] as const).map((noRoles) => ({ noRoles })),
    ...(['null', 'empty', 'absent'] as const).map((noEmail) => ({ noEmail })),
    { builtInNames: 'display' },
    { paging: '@odata.nextLink', pageSize: 7 },
    { paging: 'next', pageSize: 7 },
    {
      envelope: 'results',
      keys: 'v1',
      booleans: '"True"',
      noRoles: 'absent',
      noEmail: 'absent',
      paging: 'next',
    },
  ];

  it.each(spellings)('the accounts are the same with %j', async (switches) => {
    const accounts = await listAll(server.backend);
    const ops = await readOne(server.backend, opsUserId);
    switchTo(switches);
    expect(await listAll(server.backend)).toEqual(accounts);
    expect(await readOne(server.backend, opsUserId)).toEqual(ops);
    expect(await server.backend.getAccounts(accounts.map(({ ref }) => ref.id))).toEqual(accounts);
  });

  it('times come with the details', async () => {
    switchTo({ details: true });
    expect(await readOne(server.backend, opsUserId)).toMatchObject({
      createdAt: '2025-01-15T08:00:00.000Z',
      updatedAt: '2025-01-15T08:00:00.000Z',
    });
  });

  it.each(['names', 'single-name'] as const)(
    'roles told as %s are known by name, built-in ones by id',
    async (roles) => {
      switchTo({ roles, builtInNames: 'display' });
      expect(rolesOf(await readOne(server.backend, opsUserId))).toEqual(['cdata_support', 'my_role']);
      expect(rolesOf(await readOne(server.backend, apiUserId))).toEqual(['cdata_admin']);
    },
  );

  it('roles told as ids keep them', async () => {
    switchTo({ roles: 'ids' });
    expect(rolesOf(await readOne(server.backend, opsUserId))).toEqual(['cdata_support', myRoleId]);
  });

  it('ids above 2^53 keep their last digit, in lists and alone', async () => {
    switchTo({ ids: 'long-number' });
    const accounts = await listAll(server.backend);
    const ids = accounts.map(({ ref }) => ref.id);
    expect(new Set(ids).size).toBe(server.emulator.state.users.size);
    expect(ids[0]).toBe('9007199254740993');
    for (const account of accounts.slice(0, 3))
      expect(await readOne(server.backend, account.ref.id)).toEqual(account);
  });

  it('a null value is an empty list, and no such account', async () => {
    server.emulator.faults.add(answering({ status: 204 }));
    expect(await listAll(server.backend)).toEqual([]);
    expect(await server.backend.getAccounts([opsUserId])).toEqual([null]);
  });

  it('P28: an empty body is no empty list', async () => {
    server.emulator.faults.add(answering({ status: 200 }));
    await expect(listAll(server.backend)).rejects.toMatchObject({ code: 'UPSTREAM_INVALID' });
  });

  it.each(['code-and-message', 'error-string', 'message', 'text', 'html', 'empty'] as const)(
    'a refusal with %s is UPSTREAM_REFUSED and not repeated',
    async (errorBody) => {
      switchTo({ errorBody, nonAdminStatus: errorBody === 'text' ? 401 : 403 });
      Object.assign(server.emulator.state.users.get(apiUserId) ?? {}, { roles: ['cdata_standard'] });
      const error = await server.backend.check().catch((thrown: unknown) => thrown);
      expect(error).toMatchObject({
        code: 'UPSTREAM_REFUSED',
        vendorCode: errorBody === 'code-and-message' ? '403' : null,
      });
      expect(String(error)).not.toContain('denied');
    },
  );
});

describe('a list of thousands', () => {
  const thousands = inventPeople({ seed: 11, size: 8000 });
  beforeEach(async () => {
    await server.close();
    server = await startServer({ people: thousands });
  });

  const pagesFrom = (from?: string) => Array.fromAsync(server.backend.listAccounts({ from }));

  it('is one call, of whose answer each five hundred are a page', async () => {
    const pages = await pagesFrom();
    const { users } = server.emulator.state;
    expect(pages.flatMap(({ entries }) => entries.map(({ ref }) => ref.id))).toEqual([...users.keys()]);
    expect(pages.slice(0, -1).every(({ entries }) => entries.length === 500)).toBe(true);
    expect(pages.every(({ total }) => total === users.size)).toBe(true);
    expect(callsTo(server.emulator)).toEqual(['GET /api.rsc/v2/users']);
  });

  it('is resumed with any of its pages', async () => {
    const pages = await pagesFrom();
    expect(await pagesFrom(pages[2]?.next ?? '')).toEqual(pages.slice(3));
    await expect(pagesFrom(`#${pages.length}`)).rejects.toMatchObject({ code: 'UPSTREAM_INCOMPLETE' });
    for (const from of ['#', '#0', '#01', '#1#2', '#x', '##1'])
      await expect(pagesFrom(from), from).rejects.toMatchObject({ code: 'BAD_INPUT' });
  });

  it('over several answers has the pages of each', async () => {
    const accounts = await listAll(server.backend);
    switchTo({ paging: 'next', pageSize: 5800 });
    server.emulator.forget();
    const pages = await pagesFrom();
    expect(pages.flatMap(({ entries }) => entries)).toEqual(accounts);
    expect(callsTo(server.emulator)).toHaveLength(2);
    expect(await pagesFrom(pages.at(-2)?.next ?? '')).toEqual(pages.slice(-1));
  });

  it('P28: ends in an error at a user that cannot be read, and names the place', async () => {
    server.emulator.faults.add(
      altering((answer) => {
        const { value } = JSON.parse(JSON.stringify(answer.json)) as { value: Record<string, unknown>[] };
        return {
          ...answer,
          json: { value: value.map((user, at) => (at === 1234 ? { ...user, user: 7 } : user)) },
        };
      }),
    );
    const seen: number[] = [];
    const walk = async () => {
      for await (const { entries } of server.backend.listAccounts()) seen.push(entries.length);
    };
    await expect(walk()).rejects.toMatchObject({
      code: 'UPSTREAM_INVALID',
      message: expect.stringContaining('expected string at $.value[1234].user, got number'),
    });
    expect(seen).toEqual([500, 500]);
  });

  it('P28: ends in an error where an id comes twice, however far apart', async () => {
    server.emulator.faults.add(
      altering((answer) => {
        const { value } = JSON.parse(JSON.stringify(answer.json)) as { value: unknown[] };
        return { ...answer, json: { value: [...value.slice(0, -1), value[0]] } };
      }),
    );
    await expect(listAll(server.backend)).rejects.toMatchObject({ code: 'UPSTREAM_INCOMPLETE' });
  });

  it('P28: of which hundreds cannot be read is given up as a whole', async () => {
    const known = [...server.emulator.state.users.keys()].slice(0, 5);
    server.emulator.faults.add(
      altering((answer) => {
        const { value } = JSON.parse(JSON.stringify(answer.json)) as { value: unknown[] };
        return { ...answer, json: { value: [...value, ...Array(400).fill({ user: 'ops' })] } };
      }),
    );
    for (const one of await server.backend.getAccounts(known))
      expect(one).toMatchObject({ code: 'UPSTREAM_INVALID' });
  });
});

describe('P27: what the server says is checked', () => {
  const tell = (json: unknown): void =>
    server.emulator.faults.add(altering(({ headers }) => ({ status: 200, headers, json })));
  const ops = { id: opsUserId, user: 'ops', is_active: true };

  it('another user than was asked for fails', async () => {
    tell({ ...ops, id: apiUserId });
    expect(await server.backend.getAccounts([opsUserId])).toMatchObject([{ code: 'UPSTREAM_INVALID' }]);
  });

  it('the same id twice fails the list', async () => {
    tell({ value: [ops, { ...ops, user: 'ops2' }] });
    await expect(listAll(server.backend)).rejects.toMatchObject({ code: 'UPSTREAM_INVALID' });
  });

  it('one user that cannot be read fails the list, which names the place and not the content', async () => {
    tell({ value: [ops, { id: '2', user: 'secretive', is_active: 'hunter2' }] });
    const error = await listAll(server.backend).catch((thrown: unknown) => thrown);
    expect(error).toMatchObject({
      code: 'UPSTREAM_INVALID',
      operation: 'listUsers',
      message: expect.stringContaining(
        'Backend etl answered listUsers in an unknown shape: expected boolean at $.value[1].is_active',
      ),
    });
  });

  it('one user that cannot be read fails no other of many', async () => {
    tell({ value: [ops, { id: '2', user: 'two', roles: 7 }] });
    const found = await server.backend.getAccounts(['1', '2', '3', '4', opsUserId]);
    expect(found).toMatchObject([null, { code: 'UPSTREAM_INVALID' }, null, null, { ref: { id: opsUserId } }]);
  });

  it('P28: one user whose id cannot be read may be any that is missing', async () => {
    tell({ value: [ops, { user: 'two' }, { user: 'two' }] });
    const found = await server.backend.getAccounts(['1', '2', '3', '4', opsUserId]);
    expect(found.map((one) => (one instanceof Error ? one.message : one?.ref.id))).toEqual([
      ...Array.from({ length: 4 }, () => expect.stringContaining('expected string at $.id')),
      opsUserId,
    ]);
  });

  it('P28: a list that fails is no list of nobody', async () => {
    server.emulator.faults.add(answering({ status: 500 }));
    const found = await server.backend.getAccounts(['1', '2', '3', '4', '5']);
    for (const one of found) expect(one).toMatchObject({ code: 'UPSTREAM_UNAVAILABLE' });
  });

  it('JSON nested too deeply fails', async () => {
    const text = '['.repeat(200_000) + ']'.repeat(200_000);
    server.emulator.faults.add(answering({ status: 200, text }));
    await expect(listAll(server.backend)).rejects.toMatchObject({ code: 'UPSTREAM_INVALID' });
  });

  it('a link from the first page to itself fails', async () => {
    tell({ value: [ops], next: '/api.rsc/v2/users' });
    await expect(listAll(server.backend)).rejects.toMatchObject({ code: 'UPSTREAM_INVALID' });
  });

  it('links that go round end', async () => {
    let page = 0;
    server.emulator.faults.add(
      altering(() => ({
        status: 200,
        json: { value: [{ id: String(page++), user: 'ops' }], next: `?$skip=${page % 3}` },
      })),
    );
    await expect(listAll(server.backend)).rejects.toMatchObject({ code: 'UPSTREAM_INCOMPLETE' });
    expect(server.emulator.requests.length).toBeLessThan(6);
  });
});

describe('P24: a link to the next page', () => {
  it('leads nowhere but to the same list on the same origin', async () => {
    let hits = 0;
    const elsewhere = createServer((_, answer) => {
      hits += 1;
      answer.end();
    });
    await new Promise<void>((resolve) => elsewhere.listen(0, '127.0.0.1', resolve));
    const { port } = elsewhere.address() as AddressInfo;
    const own = new URL(server.emulator.url);
    for (const link of [
      `http://127.0.0.1:${port}/api.rsc/v2/users?$skip=1`,
      `//127.0.0.1:${port}/api.rsc/v2/users?$skip=1`,
      `http://localhost:${own.port}/api.rsc/v2/users?$skip=1`,
      `https://${own.host}/api.rsc/v2/users?$skip=1`,
      `http://${own.host}@127.0.0.1:${port}/api.rsc/v2/users?$skip=1`,
      `http://user:word@${own.host}/api.rsc/v2/users?$skip=1`,
      `\\\\127.0.0.1:${port}\\api.rsc\\v2\\users?$skip=1`,
      '/api.rsc/v2/workspaces?$skip=1',
      '/api.rsc/v2/users/../connections?$skip=1',
      '/api.rsc/v2/users/generate-token?$skip=1',
      'javascript:alert(1)',
    ]) {
      server.emulator.faults.clear();
      server.emulator.forget();
      server.emulator.faults.add(
        altering(() => ({ status: 200, json: { value: [], '@odata.nextLink': link } })),
      );
      await expect(listAll(server.backend), link).rejects.toMatchObject({ code: 'UPSTREAM_INVALID' });
      expect(server.emulator.requests).toHaveLength(1);
    }
    expect(hits).toBe(0);
    await new Promise((resolve) => elsewhere.close(resolve));
  });

  it('gives places to resume from, and no others are taken', async () => {
    switchTo({ paging: '@odata.nextLink', pageSize: 10 });
    const pages = await Array.fromAsync(server.backend.listAccounts());
    expect(pages.map(({ total }) => total)).toEqual(pages.map(() => null));
    const resumed = await Array.fromAsync(server.backend.listAccounts({ from: pages[0]?.next ?? '' }));
    expect(resumed.flatMap(({ entries }) => entries)).toEqual(
      pages.slice(1).flatMap(({ entries }) => entries),
    );
    server.emulator.forget();
    for (const from of [
      '',
      'x',
      '/api.rsc/v2/workspaces?a',
      '?a#b',
      '?a b',
      '?a\r\nx: y',
      '//evil.example/?a',
    ])
      await expect(Array.fromAsync(server.backend.listAccounts({ from })), from).rejects.toMatchObject({
        code: 'BAD_INPUT',
      });
    expect(server.emulator.requests).toHaveLength(0);
  });
});
