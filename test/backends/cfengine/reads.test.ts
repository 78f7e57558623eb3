import { describe, expect, it } from 'vitest';
import type { CfengineSwitches } from '../../../src/emulators/cfengine/switches.ts';
import { inventPeople } from '../../../src/emulators/population.ts';
import { expectConformance } from '../../contracts/conformance.ts';
import { altering, answering } from '../../faults.ts';
import { listAll, startHub, told } from './hub.ts';

const people = inventPeople({ seed: 7, size: 200 });
const numbered = (size: number) => Array.from({ length: size }, (_, at) => `user.${at}@example.com`);

describe('one call', () => {
  it('reads a hundred accounts by id', async () => {
    await using hub = await startHub();
    const names = numbered(100);
    hub.add(...names);
    expect(told(await hub.backend.getAccounts(names.toReversed()))).toEqual(names.toReversed());
    expect(hub.calls()).toEqual(['GET /api/user']);
    expect(hub.backend.maxBatch).toBe(100);
  });

  it('reads one account, and finds that another does not exist', async () => {
    await using hub = await startHub();
    expect(told(await hub.backend.getAccounts(['quinester', 'nobody', 'quinester']))).toEqual([
      'quinester',
      null,
      'quinester',
    ]);
    expect(hub.calls()).toEqual(['GET /api/user']);
  });

  it('reads one page of accounts, and all roles', async () => {
    await using hub = await startHub({ people });
    const { value: page } = await hub.backend.listAccounts({ pageSize: 20 })[Symbol.asyncIterator]().next();
    expect(page.entries).toHaveLength(20);
    expect(page.total).toBeGreaterThan(100);
    const { roles, complete } = await hub.backend.listNativeRoles();
    expect(roles.map(({ id }) => id)).toEqual(['admin', 'cf_remoteagent', 'linux_team']);
    expect(complete).toBe(true);
    expectConformance('cfengine', hub.emulator);
    expect(hub.calls()).toEqual(['GET /api/user', 'GET /api/role']);
  });

  it('proves address and credentials', async () => {
    await using hub = await startHub();
    await hub.backend.check();
    expect(hub.calls()).toEqual(['GET /api/user']);
    hub.emulator.switches.twoFactorRequired = true;
    await expect(hub.backend.check()).rejects.toMatchObject({ code: 'UPSTREAM_REFUSED', status: 401 });
  });
});

describe('a list', () => {
  it('is complete whatever its page size, with both of one name', async () => {
    await using hub = await startHub({ people, twins: true });
    const whole = (await listAll(hub)).flat();
    expect(
      whole
        .filter(({ ref }) => ref.id === 'calvin')
        .map(({ external }) => external)
        .toSorted(),
    ).toEqual([false, true]);
    for (const pageSize of [1, 7, 1000])
      expect(
        (await listAll(hub, { pageSize })).flat().map(({ ref, external }) => [ref.id, external]),
      ).toEqual(whole.map(({ ref, external }) => [ref.id, external]));
    expectConformance('cfengine', hub.emulator);
  });

  it('resumes where it was left, in pages of the size that it had', async () => {
    await using hub = await startHub({ people });
    const pages: { ids: string[]; next: string | null }[] = [];
    for await (const { entries, next } of hub.backend.listAccounts({ pageSize: 30 }))
      pages.push({ ids: entries.map(({ ref }) => ref.id), next });
    const from = pages[0]?.next ?? '';
    const rest = await listAll(hub, { from, pageSize: 11 });
    expect(rest.map((page) => page.map(({ ref }) => ref.id))).toEqual(pages.slice(1).map(({ ids }) => ids));
  });

  it.each([
    '',
    '2',
    '2.100.100',
    '1.100.0.200',
    '2.10.11.200',
    '3.10.1.200',
    '2.10.10.10',
    '2.1e2.10.200',
    '../x',
  ])('refuses %j as a place to resume at, without a call', async (from) => {
    await using hub = await startHub();
    await expect(listAll(hub, { from })).rejects.toMatchObject({ code: 'BAD_INPUT' });
    expect(hub.calls()).toEqual([]);
  });

  it.each<[string, Partial<CfengineSwitches>]>([
    ['caps the page size', { maximumCount: 30 }],
    ['has no order', { order: 'last-written' }],
    ['answers 404 past the end', { pageBeyondEnd: 'not-found' }],
    ['gives the last page past the end', { pageBeyondEnd: 'last-page' }],
    ['does not page its roles', { rolesPaged: false }],
  ])('is complete where the hub %s', async (_, switches) => {
    await using hub = await startHub({ people, switches });
    const { internal, external } = hub.emulator.state;
    expect((await listAll(hub, { pageSize: 40 })).flat()).toHaveLength(internal.size + external.size);
    expect((await hub.backend.listNativeRoles()).roles).toHaveLength(3);
    expectConformance('cfengine', hub.emulator);
  });

  it.each(['empty', 'not-found', 'last-page'] as const)(
    'of exactly one full page looks once past its end, which is %s',
    async (pageBeyondEnd) => {
      await using hub = await startHub({ switches: { pageBeyondEnd } });
      const size = hub.emulator.state.internal.size + hub.emulator.state.external.size;
      expect((await listAll(hub, { pageSize: size })).map((page) => page.length)).toEqual([size]);
      expect(hub.calls()).toHaveLength(2);
    },
  );

  it.each([
    ['counts each page for itself', 'page'],
    ['counts too few', 60],
    ['counts too many', 5000],
  ] as const)('P28: is UPSTREAM_INCOMPLETE where the hub %s', async (_, metaTotal) => {
    for (const pageBeyondEnd of ['empty', 'not-found', 'last-page'] as const) {
      await using hub = await startHub({ people, switches: { metaTotal, pageBeyondEnd } });
      await expect(listAll(hub)).rejects.toMatchObject({ code: 'UPSTREAM_INCOMPLETE' });
      await expect(listAll(hub, { pageSize: 25 })).rejects.toMatchObject({ code: 'UPSTREAM_INCOMPLETE' });
    }
  });

  it('P28: is UPSTREAM_INCOMPLETE where an account went and another moved up unseen', async () => {
    await using hub = await startHub({ people });
    const walk = async () => {
      for await (const { entries } of hub.backend.listAccounts({ pageSize: 30 }))
        if (entries.some(({ ref }) => ref.id === 'admin')) hub.emulator.state.internal.delete('CFE_ROBOT');
    };
    await expect(walk()).rejects.toMatchObject({ code: 'UPSTREAM_INCOMPLETE' });
  });

  it('P28: fails as a whole where its third page fails', async () => {
    await using hub = await startHub({ people });
    hub.emulator.faults.add(answering({ status: 500, text: 'admin:hunter2' }), { target: /page=3/ });
    const failure = await listAll(hub, { pageSize: 30 }).catch((error) => error);
    expect(failure).toMatchObject({ code: 'UPSTREAM_UNAVAILABLE', operation: 'listUsers' });
    expect(String(failure)).not.toContain('hunter2');
  });

  it.each<[string, unknown]>([
    ['roles are one string', { id: 'x', roles: 'admin', external: false }],
    ['roles are null', { id: 'x', roles: null, external: false }],
    ['a role is a number', { id: 'x', roles: [1], external: false }],
    ['there is no id', { roles: [], external: false }],
    ['the id is empty', { id: '', roles: [], external: false }],
    ['external is a word', { id: 'x', roles: [], external: 'true' }],
    ['it is null', null],
    ['it comes twice', { id: 'admin', roles: [], external: false }],
  ])('P27: is UPSTREAM_INVALID where of one account %s', async (_, row) => {
    await using hub = await startHub();
    alterList(hub, (data) => [...data, row]);
    await expect(listAll(hub)).rejects.toMatchObject({ code: 'UPSTREAM_INVALID' });
  });

  it('P27: is UPSTREAM_INVALID where the hub answers another page than was asked for', async () => {
    await using hub = await startHub();
    hub.emulator.faults.add(
      altering(({ json, ...answer }) => ({
        ...answer,
        json: { ...(json as object), meta: { page: 2, total: 6 } },
      })),
    );
    await expect(listAll(hub)).rejects.toMatchObject({ code: 'UPSTREAM_INVALID' });
  });
});

describe('accounts by id', () => {
  it('of a name that is internal and external are ACCOUNT_AMBIGUOUS, and harm no other', async () => {
    await using hub = await startHub({ twins: true });
    const ids = ['admin', 'calvin', 'nobody', 'quinester'];
    expect(told(await hub.backend.getAccounts(ids))).toEqual([
      'admin',
      'ACCOUNT_AMBIGUOUS',
      null,
      'quinester',
    ]);
    expect(hub.calls()).toEqual(['GET /api/user']);
  });

  const hostile = [
    '.*',
    '^(a+)+$',
    'a|admin',
    'admin|x',
    '[',
    'adm[i]n',
    '\\w+',
    '(',
    '{1}',
    '?',
    "' or 1=1 --",
    '%2e%2e',
    'a b',
    'é',
    '管理',
    '😀',
  ];

  it.each<[string, Partial<CfengineSwitches>]>([
    ['PostgreSQL', { patternDialect: 'postgres' }],
    ['PCRE', { patternDialect: 'pcre' }],
    ['POSIX', { patternDialect: 'posix' }],
    ['PostgreSQL, overlooking case', { patternIgnoresCase: true }],
    ['PCRE, anchored by the hub', { patternDialect: 'pcre', patternAnchored: true }],
    ['POSIX, anchored by the hub', { patternDialect: 'posix', patternAnchored: true }],
  ])('P26: are found by exact name in %s', async (_, switches) => {
    await using hub = await startHub({ people, switches: { ...switches, badPattern: 400 } });
    expect(told(await hub.backend.getAccounts(hostile))).toEqual(hostile.map(() => null));
    hub.add(...hostile, 'ADMIN', 'Admin', 'xadmin', 'adminx');
    expect(told(await hub.backend.getAccounts([...hostile, 'admin', 'ADMIN', 'aDMIN']))).toEqual([
      ...hostile,
      'admin',
      'ADMIN',
      null,
    ]);
    expectConformance('cfengine', hub.emulator);
  });

  it('P25: arrive as one encoded segment or value each, or are refused without a call', async () => {
    await using hub = await startHub();
    const segments = ['../role/admin', 'a/b', 'a\\b', 'a^b', '..%2f', '~x', 'a#b'];
    expect(told(await hub.backend.getAccounts(segments))).toEqual([null, null, null, null, null, null, null]);
    const targets = hub.emulator.requests.map(({ target }) => target).toSorted();
    expect(targets).toEqual(
      [
        '/api/user/..%2Frole%2Fadmin',
        '/api/user/a%23b',
        '/api/user/a%2Fb',
        '/api/user/a%5Cb',
        '/api/user/a%5Eb',
        '/api/user/~x',
        '/api/user?id=%5E%28%5B.%5D%5B.%5D%5B%25%5D2f%29%24&page=1&count=3',
      ].toSorted(),
    );
    hub.emulator.forget();

    const impossible = ['', '.', '..', 'a\r\nX-Admin: 1', 'a\0b', 'a\u2028b', '\ud800', 'x'.repeat(8192)];
    expect(told(await hub.backend.getAccounts(impossible))).toEqual(impossible.map(() => null));
    expect(hub.calls()).toEqual([]);
  });

  it('are asked for in as many calls as the length of a request line allows', async () => {
    await using hub = await startHub({ switches: { maximumTargetBytes: 6144 } });
    const names = numbered(100).map((name) => `${'(very) '.repeat(20)}${name}`);
    hub.add(...names);
    expect(told(await hub.backend.getAccounts(names))).toEqual(names);
    const { requests } = hub.emulator;
    expect(requests.length).toBeGreaterThan(1);
    expect(requests.every(({ target }) => target.startsWith('/api/user?'))).toBe(true);
    expect(requests.every(({ answered }) => answered?.status === 200)).toBe(true);
  });

  it('are read one by one where the hub refuses the pattern', async () => {
    await using hub = await startHub();
    hub.emulator.faults.add(answering({ status: 400, text: 'no' }), { target: /id=/ });
    expect(told(await hub.backend.getAccounts(['admin', 'nobody', 'calvin']))).toEqual([
      'admin',
      null,
      'calvin',
    ]);
    expect(hub.calls().toSorted()).toEqual([
      'GET /api/user',
      'GET /api/user/admin',
      'GET /api/user/calvin',
      'GET /api/user/nobody',
    ]);
  });

  it.each(['not-found', 'empty'] as const)(
    'that the hub does not know are null, where that is %s',
    async (unknownName) => {
      await using hub = await startHub({ switches: { unknownName } });
      expect(told(await hub.backend.getAccounts(['CORP\\nobody', 'nobody']))).toEqual([null, null]);
    },
  );

  it('that a pattern cannot name are ambiguous where the hub shows both', async () => {
    await using hub = await startHub({ switches: { sharedName: 'both' } });
    hub.add('CORP\\ada');
    hub.emulator.state.external.set('CORP\\ada', { id: 'CORP\\ada', roles: [], external: true });
    expect(told(await hub.backend.getAccounts(['CORP\\ada']))).toEqual(['ACCOUNT_AMBIGUOUS']);
  });

  it.each([
    [401, 'UPSTREAM_REFUSED'],
    [403, 'UPSTREAM_REFUSED'],
    [429, 'RATE_LIMITED'],
    [500, 'UPSTREAM_UNAVAILABLE'],
  ])('are all errors after %i, and not asked for one by one', async (status, code) => {
    await using hub = await startHub();
    hub.emulator.faults.add(answering({ status }));
    expect(told(await hub.backend.getAccounts(['admin', 'calvin']))).toEqual([code, code]);
    expect(new Set(hub.calls())).toEqual(new Set(['GET /api/user']));
  });

  it('fail alone: one that cannot be read, or that cannot be told from one without a name', async () => {
    await using hub = await startHub();
    alterList(hub, (data) => data.map((row) => (row.id === 'calvin' ? { ...row, roles: 'HR' } : row)));
    const ids = ['admin', 'calvin', 'nobody'];
    expect(told(await hub.backend.getAccounts(ids))).toEqual(['admin', 'UPSTREAM_INVALID', null]);

    hub.emulator.faults.clear();
    alterList(hub, (data) => data.map((row) => (row.id === 'calvin' ? { ...row, id: 7 } : row)));
    expect(told(await hub.backend.getAccounts(ids))).toEqual([
      'admin',
      'UPSTREAM_INVALID',
      'UPSTREAM_INVALID',
    ]);
  });

  it('P27: are UPSTREAM_INVALID where the hub gives another than was asked for by its path', async () => {
    await using hub = await startHub();
    hub.emulator.faults.add(
      altering(() => ({
        status: 200,
        json: {
          meta: { page: 1, count: 1, total: 1, timestamp: 1 },
          data: [{ id: 'admin', roles: [], external: false }],
        },
      })),
    );
    expect(told(await hub.backend.getAccounts(['CORP\\ada']))).toEqual(['UPSTREAM_INVALID']);
  });

  it.each(['text', 'json', 'html'] as const)(
    'fail without a word of what the hub said as %s',
    async (errorFormat) => {
      await using hub = await startHub({ switches: { errorFormat, badPattern: 422 } });
      const [failure] = await hub.backend.getAccounts(['CORP\\ada']);
      expect(failure).toBe(null);
      await expect(hub.backend.roleDefinitions?.getPermissions('nothing')).rejects.toThrow(
        /^Backend hub answered getRolePermissions with 404$/,
      );
    },
  );
});

/** Changes the rows of every list of users, and counts them right. */
const alterList = (
  { emulator }: Awaited<ReturnType<typeof startHub>>,
  alter: (data: readonly { id: string }[]) => readonly unknown[],
): void =>
  emulator.faults.add(
    altering(({ json, ...answer }) => {
      const data = alter((json as { data: readonly { id: string }[] }).data);
      const meta = { page: 1, count: data.length, total: data.length, timestamp: 1 };
      return { ...answer, json: { meta, data } };
    }),
    { target: /^\/api\/user\?/ },
  );
