import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { foldEmail } from '../../src/domain/email.ts';
import { foldText } from '../../src/domain/fold-text.ts';
import { iotCentralRoles } from '../../src/emulators/iot-central/ids.ts';
import { type Gateway, startGateway } from '../gateway.ts';

type Row = {
  readonly id: string;
  readonly backend: string;
  readonly nativeId: string;
  readonly userName: string | null;
  readonly displayName: string | null;
  readonly email: string | null;
  readonly status: string;
  readonly kind: string;
  readonly link: { readonly state: string };
  readonly roles: readonly { readonly name: string }[];
  readonly assignments: readonly {
    readonly nativeRole: { readonly nativeId: string };
    readonly organization: { readonly nativeId: string } | null;
  }[];
};

const selection =
  'id backend nativeId userName displayName email status kind link { state } roles { name } assignments { nativeRole { nativeId } organization { nativeId } }';

const document = (fields: string) =>
  `query ($first: Int!, $after: String, $filter: AccountFilter, $orderBy: AccountOrder, $maxAgeSeconds: Int) {
    accounts(first: $first, after: $after, filter: $filter, orderBy: $orderBy, maxAgeSeconds: $maxAgeSeconds) {
      ${fields} pageInfo { hasNextPage hasPreviousPage endCursor } sources { backend state asOf error { code message } } } }`;

/** Every page of a list, one after the other. */
const walk = async (
  gateway: Gateway,
  variables: object,
  { first = 100, between = async () => {} }: { first?: number; between?: () => Promise<void> } = {},
) => {
  const rows: Row[] = [];
  let after: string | null = null;
  for (;;) {
    const { data, errors }: Awaited<ReturnType<Gateway['query']>> = await gateway.query(
      document(`nodes { ${selection} } totalCount`),
      { first, after, ...variables },
    );
    expect(errors).toBeUndefined();
    const { nodes, pageInfo, totalCount } = data.accounts;
    expect(pageInfo.hasPreviousPage).toBe(after !== null);
    rows.push(...nodes);
    if (!pageInfo.hasNextPage) return { rows, totalCount };
    after = pageInfo.endCursor;
    await between();
  }
};

const backends = ['iot', 'etl', 'hub', 'vpn'] as const;

describe('accounts over all backends', () => {
  let gateway: Gateway;
  let all: readonly Row[];

  beforeAll(async () => {
    gateway = await startGateway({ people: 120, config: 'limits: { tokens: 20000 }' });
    await gateway.refreshAll();
    gateway.calls();
    all = (await walk(gateway, {})).rows;
  });
  afterAll(() => gateway[Symbol.asyncDispose]());

  it('are all that there are, each once, without a call', () => {
    const { iot, etl, hub, vpn } = gateway;
    const there =
      iot.state.users.size +
      etl.state.users.size +
      hub.state.internal.size +
      hub.state.external.size +
      vpn.state.users.size;
    expect(all).toHaveLength(there);
    expect(new Set(all.map(({ id }) => id)).size).toBe(there);
    expect(Object.values(gateway.calls()).flat()).toEqual([]);
  });

  const holds = (role: string) => (row: Row) => row.roles.some(({ name }) => name === role);
  const filters: Readonly<Record<string, readonly [filter: object, lets: (row: Row) => boolean]>> = {
    'one backend': [{ backend: 'hub' }, ({ backend }) => backend === 'hub'],
    'some backends': [{ backends: ['vpn', 'iot'] }, ({ backend }) => ['iot', 'vpn'].includes(backend)],
    'backends that one is not among': [{ backend: 'hub', backends: ['vpn', 'iot'] }, () => false],
    'no backend': [{ backends: [] }, () => false],
    'a status': [{ status: ['DISABLED'] }, ({ status }) => status === 'DISABLED'],
    'one status or another': [
      { status: ['INVITED', 'DISABLED'] },
      ({ status }) => ['INVITED', 'DISABLED'].includes(status),
    ],
    'no status at all': [{ status: [] }, () => false],
    'a kind': [
      { kind: ['SERVICE', 'DIRECTORY_GROUP'] },
      ({ kind }) => ['SERVICE', 'DIRECTORY_GROUP'].includes(kind),
    ],
    'a link state': [{ link: ['LINKED'] }, ({ link }) => link.state === 'LINKED'],
    'another link state': [
      { link: ['SUGGESTED', 'DISPUTED'] },
      ({ link }) => ['SUGGESTED', 'DISPUTED'].includes(link.state),
    ],
    'a role that is spelled for the application and within organizations': [
      { role: 'operator' },
      holds('operator'),
    ],
    'a role on one backend': [
      { role: 'admin', backend: 'vpn' },
      (row) => row.backend === 'vpn' && holds('admin')(row),
    ],
    'a role that is spelled by an alias': [{ role: 'auditor' }, holds('auditor')],
    'a native role': [
      { backend: 'hub', nativeRole: 'linux_team' },
      ({ backend, assignments }) =>
        backend === 'hub' && assignments.some(({ nativeRole }) => nativeRole.nativeId === 'linux_team'),
    ],
    'an organization': [
      { backend: 'iot', organization: 'seattle' },
      ({ backend, assignments }) =>
        backend === 'iot' && assignments.some(({ organization }) => organization?.nativeId === 'seattle'),
    ],
    'several conditions': [
      { role: 'operator', status: ['ACTIVE'], backends: ['etl', 'vpn'], search: 'a' },
      (row) =>
        ['etl', 'vpn'].includes(row.backend) &&
        row.status === 'ACTIVE' &&
        holds('operator')(row) &&
        finds('a')(row),
    ],
  };

  const finds = (text: string) => {
    const folded = foldText(text);
    return ({ userName, displayName, email }: Row) =>
      [userName, displayName, email].some((value) => value !== null && foldText(value).includes(folded));
  };

  it.each(Object.entries(filters))(
    'with a filter for %s are exactly those',
    async (_what, [filter, lets]) => {
      const expected = all.filter(lets);
      const { rows, totalCount } = await walk(gateway, { filter });
      expect(rows).toEqual(expected);
      expect(totalCount).toBe(expected.length);
      expect(Object.values(gateway.calls()).flat()).toEqual([]);
    },
  );

  it('make each of these filters tell some from others', () => {
    const idle = Object.entries(filters)
      .filter(([what]) => !what.startsWith('no ') && !what.includes('not among'))
      .filter(([, [, lets]]) => {
        const { length } = all.filter(lets);
        return length === 0 || length === all.length;
      });
    expect(idle.map(([what]) => what)).toEqual([]);
  });

  it.each([
    'müller',
    'MULLER',
    'mu\u0308ller',
    'søren',
    'EXAMPLE.com',
    "o'brien",
    'a_',
    '%',
    '"x',
    'ab',
    'é',
    '  ',
  ])('are found by %j in name, user name or address, whatever the case and the accents', async (search) => {
    const { rows } = await walk(gateway, { filter: { search } });
    expect(rows).toEqual(foldText(search) === '' ? all : all.filter(finds(search)));
  });

  it.each([
    ['ACCOUNT', 'ASC'],
    ['ACCOUNT', 'DESC'],
    ['NAME', 'ASC'],
    ['NAME', 'DESC'],
    ['EMAIL', 'ASC'],
    ['EMAIL', 'DESC'],
  ] as const)(
    'ordered by %s %s come in that order, each once, in pages of any size',
    async (by, direction) => {
      const { rows } = await walk(gateway, { orderBy: { by, direction } }, { first: 37 });
      expect(rows.map(({ id }) => id).toSorted()).toEqual(all.map(({ id }) => id).toSorted());
      const keys = rows.map(({ backend, nativeId, displayName, userName, email }) => {
        if (by === 'ACCOUNT') return `${backend} ${nativeId}`;
        if (by === 'EMAIL') return foldEmail(email ?? '') ?? '';
        return foldText(displayName ?? userName ?? email ?? nativeId);
      });
      const inOrder = keys.toSorted((one, other) => (one < other ? -1 : Number(one > other)));
      expect(keys).toEqual(direction === 'ASC' ? inOrder : inOrder.toReversed());
    },
  );

  describe('are refused', () => {
    it.each([
      [{ backend: 'nowhere' }, 'NOT_FOUND', /No backend is called "nowhere"/],
      [{ backends: ['iot', 'nowhere'] }, 'NOT_FOUND', /No backend is called "nowhere"/],
      [{ role: 'emperor' }, 'BAD_INPUT', /No role is called "emperor"; there are: admin, auditor/],
      [{ nativeRole: 'x' }, 'BAD_INPUT', /expected backend beside nativeRole/],
      [{ organization: 'x', backends: ['iot'] }, 'BAD_INPUT', /expected backend beside organization/],
      [
        { backend: 'iot', nativeRole: 'x', role: 'admin' },
        'BAD_INPUT',
        /expected role or nativeRole, got both/,
      ],
      [{ search: 'x'.repeat(201) }, 'BAD_INPUT', /at most 200 characters, got 201/],
    ])('with the filter %j', async (filter, code, message) => {
      const { data, errors } = await gateway.query(document('nodes { id }'), { first: 1, filter });
      expect(data.accounts).toBeNull();
      expect(errors).toEqual([
        expect.objectContaining({
          message: expect.stringMatching(message),
          extensions: expect.objectContaining({ code }),
        }),
      ]);
    });

    it.each([0, -1, 101])('for a first of %d', async (first) => {
      const { errors } = await gateway.query(document('nodes { id }'), { first });
      expect(errors?.[0]?.extensions.code).toBe('BAD_INPUT');
    });

    it('with a cursor of another filter, another order, another caller, or of nobody', async () => {
      const cursorOf = async (variables: object) =>
        (await gateway.query(document('nodes { id }'), { first: 1, ...variables })).data.accounts.pageInfo
          .endCursor;
      const cursor: string = await cursorOf({ filter: { search: 'a' } });
      const codeOf = async (variables: object) =>
        (await gateway.query(document('nodes { id }'), { first: 1, ...variables })).errors?.[0]?.extensions
          .code;
      expect(await codeOf({ after: cursor, filter: { search: 'a' } })).toBeUndefined();
      expect(await codeOf({ after: cursor, filter: { search: ' A\u0301 ' } })).toBeUndefined();
      for (const variables of [
        { after: cursor },
        { after: cursor, filter: { search: 'b' } },
        { after: cursor, filter: { search: 'a', backends: ['iot', 'etl', 'hub', 'vpn'] } },
        { after: cursor, filter: { search: 'a' }, orderBy: { by: 'NAME' } },
        { after: `${cursor.slice(0, -1)}${cursor.endsWith('A') ? 'B' : 'A'}`, filter: { search: 'a' } },
        { after: '', filter: { search: 'a' } },
        { after: 'x', filter: { search: 'a' } },
      ])
        expect(await codeOf(variables), JSON.stringify(variables)).toBe('BAD_INPUT');
    });
  });
});

describe('a walk over accounts', () => {
  it('G39: repeats none and skips none that is there throughout, while accounts come and go and a backend is down', async () => {
    await using gateway = await startGateway({ people: 60 });
    await gateway.refreshAll();
    const before = (await walk(gateway, {})).rows;
    const gone = new Set<string>();
    let round = 0;
    const between = async () => {
      round += 1;
      const { users } = gateway.etl.state;
      const [first] = [...users.keys()].toSorted().slice(round * 3);
      if (first !== undefined) {
        users.delete(first);
        gone.add(first);
      }
      for (const at of [1, 2]) {
        const id = `${'0a8f'.charAt((round + at) % 4)}${round}-newcomer-${at}`;
        gateway.iot.state.users.set(id, {
          id,
          type: 'email',
          email: `${id}@contoso.com`,
          roles: [{ role: iotCentralRoles.operator }],
        });
      }
      if (round === 2) gateway.vpn.faults.add({ kind: 'status', applied: false, answer: { status: 503 } });
      if (round === 6) gateway.vpn.faults.clear();
      await gateway.refreshAll(['iot', 'etl', 'vpn']);
    };
    const { rows } = await walk(gateway, {}, { first: 10, between });
    expect(round).toBeGreaterThan(10);
    const seen = rows.map(({ id }) => id);
    expect(new Set(seen).size).toBe(seen.length);
    const throughout = before.filter(({ nativeId }) => !gone.has(nativeId));
    expect(throughout.filter(({ id }) => !seen.includes(id))).toEqual([]);
  });

  it('G39: goes on after a restart from where it stood', async () => {
    const { mkdtempSync, rmSync } = await import('node:fs');
    const folder = mkdtempSync('/tmp/rolecall-walk-');
    const store = `file:${folder}/index.db`;
    await using emulators = await startGateway({ people: 20 });
    const page = async (gateway: Gateway, after: string | null) =>
      (await gateway.query(document('nodes { id }'), { first: 20, after })).data.accounts;
    const rest: string[] = [];
    let cursor: string;
    let expected: readonly string[];
    {
      await using gateway = await startGateway({ store, over: emulators });
      await gateway.refreshAll();
      expected = (await walk(gateway, {})).rows.map(({ id }) => id);
      cursor = (await page(gateway, null)).pageInfo.endCursor;
    }
    {
      await using gateway = await startGateway({ store, over: emulators });
      for (let next: string | null = cursor; next !== null; ) {
        const {
          nodes,
          pageInfo,
        }: { nodes: { id: string }[]; pageInfo: { hasNextPage: boolean; endCursor: string } } = await page(
          gateway,
          next,
        );
        rest.push(...nodes.map(({ id }) => id));
        next = pageInfo.hasNextPage ? pageInfo.endCursor : null;
      }
    }
    expect(rest).toEqual(expected.slice(20));
    rmSync(folder, { recursive: true });
  });

  it('that began live goes on live, though the backend has been read meanwhile', async () => {
    await using gateway = await startGateway({ people: 60 });
    const { rows } = await walk(
      gateway,
      { filter: { backend: 'etl' } },
      { first: 10, between: async () => void (await gateway.refreshAll(['etl'])) },
    );
    expect(new Set(rows.map(({ id }) => id)).size).toBe(gateway.etl.state.users.size);
  });
});

describe('sources', () => {
  const ask = async (gateway: Gateway, variables: object = {}) => {
    const { data, errors } = await gateway.query(document('nodes { id } totalCount'), {
      first: 1,
      ...variables,
    });
    expect(errors).toBeUndefined();
    return data.accounts;
  };
  const statesOf = ({
    sources,
  }: {
    readonly sources: readonly { readonly backend: string; readonly state: string }[];
  }) => Object.fromEntries(sources.map(({ backend, state }) => [backend, state]));

  it('say of each backend how far it has been read, and nobody counts what has not been read whole', async () => {
    await using gateway = await startGateway({ people: 150 });
    const unread = await ask(gateway);
    expect(unread).toMatchObject({ nodes: [], totalCount: null });
    expect(unread.sources).toEqual(
      backends.map((backend) => ({
        backend,
        state: 'UNREAD',
        asOf: null,
        error: { code: 'UPSTREAM_INCOMPLETE', message: 'The index has not read it yet' },
      })),
    );

    await gateway.refreshAll(['iot', 'etl', 'hub']);
    gateway.vpn.faults.add(
      { kind: 'status', applied: false, answer: { status: 500 } },
      { target: /offset=100/ },
    );
    await gateway.refreshAll(['vpn']);
    const partial = await ask(gateway);
    expect(statesOf(partial)).toEqual({ iot: 'COMPLETE', etl: 'COMPLETE', hub: 'COMPLETE', vpn: 'PARTIAL' });
    expect(partial.totalCount).toBeNull();
    expect(partial.sources[3]).toMatchObject({
      asOf: expect.any(String),
      error: { code: 'UPSTREAM_INCOMPLETE' },
    });
    expect((await ask(gateway, { filter: { backends: ['iot', 'hub'] } })).totalCount).toBeGreaterThan(100);

    gateway.vpn.faults.clear();
    await gateway.refreshAll(['vpn']);
    const whole = await ask(gateway);
    expect(new Set(Object.values(statesOf(whole)))).toEqual(new Set(['COMPLETE']));
    expect(whole.totalCount).toBe((await walk(gateway, {})).rows.length);

    gateway.vpn.faults.add({ kind: 'reset', applied: false });
    await gateway.refreshAll(['vpn']);
    const failed = await ask(gateway);
    expect(failed.totalCount).toBeNull();
    expect(failed.sources[3]).toMatchObject({ state: 'FAILED', asOf: whole.sources[3].asOf, error: {} });
    expect((await walk(gateway, {})).rows.length).toBe(whole.totalCount);
  });

  it('tell that a backend is left alone', async () => {
    await using gateway = await startGateway();
    await gateway.refreshAll();
    gateway.hub.faults.add({ kind: 'status', applied: false, answer: { status: 401 } });
    await gateway.query('{ account(backend: "hub", nativeId: "admin", maxAgeSeconds: 0) { id } }');
    const { sources } = await ask(gateway, { filter: { backend: 'hub' } });
    expect(sources).toMatchObject([
      { state: 'COMPLETE', error: { code: 'QUARANTINED', message: expect.any(String) } },
    ]);
  });
});

describe('accounts of a certain age', () => {
  const ask = async (gateway: Gateway, variables: object) => {
    gateway.calls();
    const { data, errors } = await gateway.query(
      document('nodes { backend nativeId email asOf } totalCount'),
      {
        first: 5,
        ...variables,
      },
    );
    return { ...data.accounts, errors, calls: gateway.calls() };
  };

  it('of one backend and with no other condition are walked live where the index is older, and written through', async () => {
    await using gateway = await startGateway({ people: 250 });
    await gateway.refreshAll();
    const live = await ask(gateway, { first: 100, filter: { backend: 'iot' }, maxAgeSeconds: 0 });
    expect(live.errors).toBeUndefined();
    expect(live.calls.iot).toHaveLength(1);
    expect(live.sources).toEqual([{ backend: 'iot', state: 'LIVE', asOf: expect.any(String), error: null }]);
    const [row] = live.nodes;
    expect(Date.parse(row.asOf)).toBeGreaterThanOrEqual(Date.parse(live.sources[0].asOf));

    const user = gateway.iot.state.users.get(row.nativeId);
    if (user === undefined || !('email' in user)) throw new Error('expected an account with an address');
    gateway.iot.state.users.set(user.id, { ...user, email: 'moved@example.com' });
    await ask(gateway, { first: 100, filter: { backend: 'iot' }, maxAgeSeconds: 0 });
    const found = await ask(gateway, { filter: { search: 'moved@example' } });
    expect(found.nodes).toMatchObject([
      { backend: 'iot', nativeId: row.nativeId, email: 'moved@example.com' },
    ]);
    expect(Object.values(found.calls).flat()).toEqual([]);
  });

  it('come from the index where that is young enough', async () => {
    await using gateway = await startGateway();
    await gateway.refreshAll();
    for (const filter of [{ backend: 'iot' }, { search: 'a' }, null]) {
      const answer = await ask(gateway, { filter, maxAgeSeconds: 60 });
      expect(Object.values(answer.calls).flat()).toEqual([]);
      expect(answer.sources.every(({ state }: { state: string }) => state === 'COMPLETE')).toBe(true);
    }
  });

  it('with other conditions come once each backend that is older has been read whole', async () => {
    await using gateway = await startGateway();
    await gateway.refreshAll(['iot', 'etl', 'hub']);
    gateway.iot.state.users.set('latecomer', {
      id: 'latecomer',
      type: 'email',
      email: 'latecomer@contoso.com',
      roles: [{ role: iotCentralRoles.operator }],
    });
    const stale = await ask(gateway, { filter: { search: 'latecomer' }, maxAgeSeconds: 60 });
    expect(stale.nodes).toEqual([]);
    expect(
      Object.entries(stale.calls)
        .filter(([, calls]) => (calls as readonly string[]).length > 0)
        .map(([id]) => id),
    ).toEqual(['vpn']);

    const fresh = await ask(gateway, { filter: { search: 'latecomer' }, maxAgeSeconds: 0 });
    expect(fresh.errors).toBeUndefined();
    expect(fresh.nodes).toMatchObject([{ nativeId: 'latecomer' }]);
    expect(fresh.totalCount).toBe(1);
    expect(fresh.sources.every(({ state }: { state: string }) => state === 'COMPLETE')).toBe(true);
  });

  it('say which backend failed or took too long, and count nothing then', async () => {
    await using gateway = await startGateway({ config: 'limits: { requestMs: 1500 }' });
    await gateway.refreshAll();
    const before = Date.now();
    gateway.etl.faults.add({ kind: 'reset', applied: false });
    gateway.hub.faults.add({ kind: 'latency', ms: 3000 });
    const answer = await ask(gateway, { filter: { search: 'a' }, maxAgeSeconds: 0 });
    expect(Date.now() - before).toBeLessThan(1500);
    expect(answer.errors).toBeUndefined();
    expect(answer.nodes).toHaveLength(5);
    expect(answer.totalCount).toBeNull();
    expect(answer.sources).toMatchObject([
      { backend: 'iot', state: 'COMPLETE', error: null },
      { backend: 'etl', state: 'FAILED', asOf: expect.any(String), error: { message: expect.any(String) } },
      { backend: 'hub', state: 'FAILED', asOf: expect.any(String), error: { code: 'UPSTREAM_TIMEOUT' } },
      { backend: 'vpn', state: 'COMPLETE', error: null },
    ]);
  });
});

describe('accounts of a role, a native role and an organization', () => {
  it('come from the index, as its filters do', async () => {
    await using gateway = await startGateway();
    await gateway.refreshAll();
    gateway.calls();
    const roles = await gateway.query(
      '{ role(name: "operator") { users(first: 100) { totalCount nodes { roles { role { name } } } sources { backend } } } nativeRoles(backend: "hub") { nodes { nativeId accounts(first: 100) { totalCount nodes { backend assignments { nativeRole { nativeId } } } } } } organizations(backend: "iot", first: 100) { nodes { nativeId accounts(first: 100) { totalCount nodes { nativeId assignments { organization { nativeId } } } } } } }',
    );
    expect(roles.errors).toBeUndefined();
    const { users } = roles.data.role;
    expect(users.totalCount).toBe(users.nodes.length);
    expect(users.nodes.length).toBeGreaterThan(5);
    for (const user of users.nodes)
      expect(user.roles.map((one: { role: { name: string } }) => one.role.name)).toContain('operator');
    for (const { nativeId, accounts } of roles.data.nativeRoles.nodes) {
      expect(accounts.totalCount).toBe(accounts.nodes.length);
      for (const { backend, assignments } of accounts.nodes) {
        expect(backend).toBe('hub');
        expect(
          assignments.map((one: { nativeRole: { nativeId: string } }) => one.nativeRole.nativeId),
        ).toContain(nativeId);
      }
    }
    for (const { nativeId, accounts } of roles.data.organizations.nodes)
      for (const { assignments } of accounts.nodes)
        expect(
          assignments.map((one: { organization: { nativeId: string } | null }) => one.organization?.nativeId),
        ).toContain(nativeId);
    expect(gateway.calls()).toMatchObject({ etl: [], vpn: [] });
  });
});
