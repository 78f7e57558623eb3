import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { backendIds } from '../four-emulators.ts';
import { type BackendId, type Gateway, startGateway } from '../gateway.ts';

/** A person with an account on every backend, all under one address. */
const quentin = 'quentin.abara0@example.com';

const userDocument = (selection: string) =>
  `query ($by: UserBy!, $maxAgeSeconds: Int) { user(by: $by, maxAgeSeconds: $maxAgeSeconds) { ${selection} } }`;

const whole =
  'id displayName email kind accounts { backend nativeId email asOf roles { name } } roles { role { name } accounts { backend } } links { account { backend } user { id } state confidence evidence { rule values confidence } ifConfirmed { backend } candidates { account { backend } } } sources { backend state asOf error { code message } }';

const ask = async (gateway: Gateway, variables: object, { selection = whole, caller = 'all' } = {}) => {
  const { data, errors } = await gateway.query(userDocument(selection), variables, caller);
  return { user: data?.user, error: errors?.[0] };
};

const backendsOf = (some: readonly { readonly backend: string }[]) => some.map(({ backend }) => backend);

describe('a user', () => {
  let gateway: Gateway;
  beforeAll(async () => {
    gateway = await startGateway({
      callers: {
        directory: { scopes: ['read'], backends: ['iot', 'etl'] },
        vpnOnly: { scopes: ['read'], backends: ['vpn'] },
        applier: { scopes: ['apply'] },
      },
    });
    await gateway.refreshAll();
    gateway.calls();
  });
  afterAll(() => gateway[Symbol.asyncDispose]());

  it('G1, G4: is found by an address in any case, with the accounts of all backends, without a call', async () => {
    const { user, error } = await ask(gateway, { by: { email: quentin.toUpperCase() } });
    expect(error).toBeUndefined();
    expect(user).toMatchObject({ displayName: 'Quentin Abara', kind: 'PERSON' });
    expect(user.email.toLowerCase()).toBe(quentin);
    expect(backendsOf(user.accounts)).toEqual(backendIds);
    expect(user.links.map(({ state }: { state: string }) => state)).toEqual([
      'LINKED',
      'SUGGESTED',
      'SUGGESTED',
      'LINKED',
    ]);
    expect(user.links.every((link: { user: { id: string } }) => link.user.id === user.id)).toBe(true);
    expect(user.links[0].evidence[0]).toMatchObject({ rule: 'VERIFIED_EMAIL', values: [quentin] });
    expect(user.links[0].ifConfirmed).toEqual([{ backend: 'iot' }, { backend: 'vpn' }]);
    expect(user.links[1].evidence[0]).toMatchObject({ rule: 'EMAIL', values: [quentin] });
    expect(user.links[1].ifConfirmed).toHaveLength(3);
    expect(user.sources).toEqual(
      backendIds.map((backend) => ({ backend, state: 'COMPLETE', asOf: expect.any(String), error: null })),
    );
    for (const { role, accounts } of user.roles)
      expect(backendsOf(accounts)).toEqual(
        backendsOf(
          user.accounts.filter((one: { roles: readonly { name: string }[] }) =>
            one.roles.some(({ name }) => name === role.name),
          ),
        ),
      );
    expect(Object.values(gateway.calls()).flat()).toEqual([]);
  });

  it('is the same by id, by each account, as a node, and from each account', async () => {
    const { user } = await ask(gateway, { by: { email: quentin } });
    for (const { backend, nativeId } of user.accounts) {
      expect((await ask(gateway, { by: { account: { backend, nativeId } } })).user).toEqual(user);
      const { data } = await gateway.query(
        'query ($backend: ID!, $nativeId: ID!) { account(backend: $backend, nativeId: $nativeId) { user { id } link { state user { id } } } }',
        { backend, nativeId },
      );
      expect(data.account).toMatchObject({ user: { id: user.id }, link: { user: { id: user.id } } });
    }
    expect((await ask(gateway, { by: { id: user.id } })).user).toEqual(user);
    const { data } = await gateway.query('query ($id: ID!) { node(id: $id) { __typename id } }', {
      id: user.id,
    });
    expect(data.node).toEqual({ __typename: 'User', id: user.id });
    expect(Object.values(gateway.calls()).flat()).toEqual([]);
  });

  it('is null where there is none, and refused where none can be meant', async () => {
    expect(await ask(gateway, { by: { email: 'nobody@example.com' } })).toEqual({
      user: null,
      error: undefined,
    });
    expect(await ask(gateway, { by: { account: { backend: 'iot', nativeId: 'nobody' } } })).toEqual({
      user: null,
      error: undefined,
    });
    const unknown = Buffer.from('["User","nobody"]').toString('base64url');
    expect(await ask(gateway, { by: { id: unknown } })).toEqual({ user: null, error: undefined });
    const { data } = await gateway.query('{ accounts(first: 1) { nodes { id } } }');
    for (const by of [
      { id: data.accounts.nodes[0].id },
      { id: 'x' },
      { email: 'a@@b' },
      { email: '' },
      { email: 'no address' },
    ])
      expect((await ask(gateway, { by })).error?.extensions.code, JSON.stringify(by)).toBe('BAD_INPUT');
    expect(
      (await ask(gateway, { by: { account: { backend: 'nowhere', nativeId: 'x' } } })).error?.extensions.code,
    ).toBe('NOT_FOUND');
  });

  it('has those of its accounts that are on one backend', async () => {
    const { user } = await ask(
      gateway,
      { by: { email: quentin } },
      { selection: 'accounts(backend: "hub") { backend }' },
    );
    expect(user.accounts).toEqual([{ backend: 'hub' }]);
    const { error } = await ask(
      gateway,
      { by: { email: quentin } },
      { selection: 'accounts(backend: "nowhere") { backend }' },
    );
    expect(error?.extensions.code).toBe('NOT_FOUND');
  });

  describe('for a caller who may see some backends', () => {
    it('P18: is what those tell, and nothing of the others', async () => {
      const everything = await ask(gateway, { by: { email: quentin } });
      const { user } = await ask(gateway, { by: { email: quentin } }, { caller: 'directory' });
      expect(user.id).toBe(everything.user.id);
      expect(backendsOf(user.accounts)).toEqual(['iot', 'etl']);
      expect(backendsOf(user.sources)).toEqual(['iot', 'etl']);
      // What is certain is certain by an account that this caller does not see.
      expect(user.links).toMatchObject([
        { state: 'SUGGESTED', confidence: 0.6, evidence: [{ rule: 'EMAIL' }] },
        { state: 'SUGGESTED', confidence: 0.6 },
      ]);
      expect(JSON.stringify(user)).not.toMatch(/hub|vpn|VERIFIED/);
    });

    it('P18: stands alone where only one of its accounts is seen', async () => {
      const { user } = await ask(gateway, { by: { email: quentin } }, { caller: 'vpnOnly' });
      expect(backendsOf(user.accounts)).toEqual(['vpn']);
      expect(user.links).toMatchObject([
        {
          state: 'UNLINKED',
          confidence: null,
          evidence: [],
          candidates: [],
          ifConfirmed: [{ backend: 'vpn' }],
        },
      ]);
    });

    it('P18: is none where no account of it is seen', async () => {
      const hidden = await gateway.query(
        '{ accounts(first: 1, filter: { backend: "hub", search: "admin" }) { nodes { user { id accounts { backend } } } } }',
      );
      const { id, accounts } = hidden.data.accounts.nodes[0].user;
      expect(backendsOf(accounts)).toEqual(['hub']);
      expect(await ask(gateway, { by: { id } }, { caller: 'vpnOnly' })).toEqual({
        user: null,
        error: undefined,
      });
      const { data } = await gateway.query('query ($id: ID!) { node(id: $id) { id } }', { id }, 'vpnOnly');
      expect(data.node).toBeNull();
    });

    it('P18: is not found by how sure its links are', async () => {
      const document = '{ accounts(first: 1, filter: { link: [LINKED] }) { nodes { id } } }';
      expect((await gateway.query(document)).errors).toBeUndefined();
      expect((await gateway.query(document, {}, 'directory')).errors?.[0]?.extensions.code).toBe('BAD_INPUT');
    });

    it('P18: is counted and listed where an account of it is seen', async () => {
      const document = '{ users(first: 100) { totalCount nodes { id accounts { backend } } } }';
      const all = (await gateway.query(document)).data.users;
      const { data } = await gateway.query(document, {}, 'vpnOnly');
      const expected = all.nodes.filter(({ accounts }: { accounts: readonly { backend: string }[] }) =>
        backendsOf(accounts).includes('vpn'),
      );
      expect(data.users.nodes.map(({ id }: { id: string }) => id)).toEqual(
        expected.map(({ id }: { id: string }) => id),
      );
      expect(data.users.totalCount).toBe(expected.length);
      expect(JSON.stringify(data)).not.toMatch(/iot|etl|hub/);
    });
  });

  it('P13: is not reached through a payload by who may not read', async () => {
    const { data, errors } = await gateway.query(
      'mutation { revokeRoles(input: { account: { backend: "hub", nativeId: "admin" }, roles: ["viewer"] }) { errors { code } alreadyHeld { nativeRole { accounts(first: 1) { nodes { id } } } roles { users(first: 1) { nodes { id } } } } stillNeeded { roles { users(first: 1) { nodes { id } } } } } }',
      {},
      'applier',
    );
    expect(data.revokeRoles).toMatchObject({ alreadyHeld: null, stillNeeded: null });
    expect(errors?.map(({ extensions }) => extensions.code)).toEqual(['FORBIDDEN', 'FORBIDDEN']);
  });
});

describe('users', () => {
  it('G3: 100 of them with the accounts of four backends cost no call and no more reads than one', async () => {
    await using gateway = await startGateway({ config: 'limits: { cost: 100000 }', people: 150 });
    await gateway.refreshAll();
    gateway.calls();
    const { data, errors } = await gateway.query(`{ users(first: 100) { totalCount nodes { ${whole} } } }`);
    expect(errors).toBeUndefined();
    expect(data.users.nodes).toHaveLength(100);
    expect(data.users.totalCount).toBeGreaterThan(150);
    const full = data.users.nodes.filter(
      ({ accounts }: { accounts: readonly unknown[] }) => accounts.length === 4,
    );
    expect(full.length).toBeGreaterThan(20);
    expect(Object.values(gateway.calls()).flat()).toEqual([]);
  });

  it('are walked by when they were first seen or by name, each once', async () => {
    await using gateway = await startGateway();
    await gateway.refreshAll();
    const walk = async (orderBy: string) => {
      const names: (string | null)[] = [];
      const ids: string[] = [];
      let after: string | null = null;
      for (;;) {
        const { data, errors }: Awaited<ReturnType<Gateway['query']>> = await gateway.query(
          `query ($after: String) { users(first: 7, after: $after, orderBy: ${orderBy}) { totalCount nodes { id accounts { displayName userName email nativeId } } pageInfo { hasNextPage endCursor } } }`,
          { after },
        );
        expect(errors).toBeUndefined();
        ids.push(...data.users.nodes.map(({ id }: { id: string }) => id));
        names.push(...data.users.nodes.map(nameOf));
        if (!data.users.pageInfo.hasNextPage) {
          expect(new Set(ids).size).toBe(ids.length);
          expect(ids).toHaveLength(data.users.totalCount);
          return { ids, names };
        }
        after = data.users.pageInfo.endCursor;
      }
    };
    const seen = await walk('{}');
    expect((await walk('{ direction: DESC }')).ids).toEqual(seen.ids.toReversed());
    const named = await walk('{ by: NAME }');
    expect(named.ids.toSorted()).toEqual(seen.ids.toSorted());
    expect(named.names).toEqual(named.names.toSorted());
  });

  type Named = {
    readonly displayName: string | null;
    readonly userName: string | null;
    readonly email: string | null;
    readonly nativeId: string;
  };
  const nameOf = ({ accounts }: { readonly accounts: readonly Named[] }): string =>
    accounts
      .map(({ displayName, userName, email, nativeId }) => displayName ?? userName ?? email ?? nativeId)
      .map((name) => name.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase())
      .toSorted()[0] ?? '';

  it('are those with an account that the filter lets through', async () => {
    await using gateway = await startGateway();
    await gateway.refreshAll();
    const { data } = await gateway.query(
      '{ users(first: 100, filter: { backend: "vpn", role: "admin" }) { totalCount nodes { accounts(backend: "vpn") { roles { name } } } sources { backend } } }',
    );
    expect(data.users.totalCount).toBe(data.users.nodes.length);
    expect(data.users.nodes.length).toBeGreaterThan(0);
    expect(data.users.sources).toEqual([{ backend: 'vpn' }]);
    for (const { accounts } of data.users.nodes)
      expect(
        accounts.flatMap(({ roles }: { roles: readonly { name: string }[] }) =>
          roles.map(({ name }) => name),
        ),
      ).toContain('admin');
  });
});

describe('G1: a user while a backend is down', () => {
  it.each(backendIds)(
    'has all four accounts with their links from the index, where %s is named',
    async (dead) => {
      await using gateway = await startGateway();
      await gateway.refreshAll();
      const before = await ask(gateway, { by: { email: quentin } });
      gateway[dead].faults.add({ kind: 'reset', applied: false });
      await gateway.refreshAll([dead]);
      gateway.calls();

      const { user, error } = await ask(gateway, { by: { email: quentin } });
      expect(error).toBeUndefined();
      expect({ ...user, sources: null }).toEqual({ ...before.user, sources: null });
      expect(user.sources.filter(({ state }: { state: string }) => state !== 'COMPLETE')).toMatchObject([
        { backend: dead, state: 'FAILED', error: { message: expect.any(String) } },
      ]);
      expect(Object.values(gateway.calls()).flat()).toEqual([]);
    },
  );

  it.each(backendIds)('has the three others read anew, and that of %s as it was', async (dead) => {
    await using gateway = await startGateway();
    await gateway.refreshAll();
    const before = (await ask(gateway, { by: { email: quentin } })).user;
    gateway[dead].faults.add({ kind: 'reset', applied: false });
    const { user, error } = await ask(
      gateway,
      { by: { email: quentin }, maxAgeSeconds: 0 },
      {
        selection:
          'id accounts { backend asOf } links { state } sources { backend state asOf error { code } }',
      },
    );
    expect(error).toBeUndefined();
    expect(backendsOf(user.accounts)).toEqual(backendIds);
    expect(user.links).toHaveLength(4);
    for (const [at, { backend, asOf }] of user.accounts.entries()) {
      expect(asOf === before.accounts[at].asOf, backend).toBe(backend === dead);
      expect(user.sources[at]).toMatchObject(
        backend === dead
          ? { backend, state: 'FAILED', error: { code: 'UPSTREAM_UNAVAILABLE' } }
          : { backend, state: 'LIVE', error: null },
      );
    }
  });
});

describe('a user of a certain age', () => {
  const brief = { selection: 'id email accounts { backend email } sources { backend state }' };

  it('is read account by account, and tells what has changed and what is gone', async () => {
    await using gateway = await startGateway();
    await gateway.refreshAll();
    const { user: before } = await ask(gateway, { by: { email: quentin } });
    gateway.calls();
    expect((await ask(gateway, { by: { email: quentin }, maxAgeSeconds: 60 }, brief)).user.id).toBe(
      before.id,
    );
    expect(Object.values(gateway.calls()).flat()).toEqual([]);

    const nativeIdOf = (backend: BackendId): string =>
      before.accounts.find((one: { backend: string }) => one.backend === backend).nativeId;
    gateway.etl.state.users.delete(nativeIdOf('etl'));
    const { user } = await ask(gateway, { by: { email: quentin }, maxAgeSeconds: 0 }, brief);
    expect(backendsOf(user.accounts)).toEqual(['iot', 'hub', 'vpn']);
    expect(user.sources).toEqual(backendIds.map((backend) => ({ backend, state: 'LIVE' })));
    expect(Object.values(gateway.calls()).map(({ length }) => length)).toEqual([1, 1, 1, 1]);
    // Only a reading to the end of the list tells for good that an account is gone.
    expect((await ask(gateway, { by: { email: quentin } }, brief)).user.accounts).toHaveLength(4);
    await gateway.refreshAll(['etl']);
    expect((await ask(gateway, { by: { email: quentin } }, brief)).user.accounts).toHaveLength(3);
  });

  it('loses an account that turns out to be of somebody else', async () => {
    await using gateway = await startGateway();
    await gateway.refreshAll();
    const { user: before } = await ask(gateway, { by: { email: quentin } });
    const id: string = before.accounts[3].nativeId;
    const user = gateway.vpn.state.users.get(id);
    if (user === undefined) throw new Error('expected a user');
    user.email = 'somebody.else@example.com';
    const after = await ask(gateway, { by: { id: before.id }, maxAgeSeconds: 0 }, brief);
    expect(backendsOf(after.user.accounts)).toEqual(['iot', 'etl', 'hub']);
    const other = await ask(gateway, { by: { email: 'somebody.else@example.com' } }, brief);
    expect(backendsOf(other.user.accounts)).toEqual(['vpn']);
    expect(other.user.id).not.toBe(before.id);
  });

  it('an unknown address is UPSTREAM_INCOMPLETE, naming the backends not read whole, until all have been', async () => {
    await using gateway = await startGateway();
    await gateway.refreshAll(['iot', 'etl']);
    const { user, error } = await ask(gateway, { by: { email: 'nobody@example.com' } });
    expect(user).toBeNull();
    expect(error).toMatchObject({
      message: expect.stringMatching(/hub, vpn$/),
      extensions: { code: 'UPSTREAM_INCOMPLETE' },
    });
    // Whoever is known is told all the same.
    const { user: known } = await ask(gateway, { by: { email: quentin } }, brief);
    expect(backendsOf(known.accounts)).toEqual(['iot', 'etl']);
    expect(known.sources).toMatchObject([
      { state: 'COMPLETE' },
      { state: 'COMPLETE' },
      { state: 'UNREAD' },
      { state: 'UNREAD' },
    ]);
    await gateway.refreshAll(['hub', 'vpn']);
    expect(await ask(gateway, { by: { email: 'nobody@example.com' } })).toEqual({ user: null });
  });

  it('is found by an account that the index does not know yet', async () => {
    await using gateway = await startGateway();
    const { user } = await ask(gateway, { by: { account: { backend: 'hub', nativeId: 'admin' } } }, brief);
    expect(backendsOf(user.accounts)).toEqual(['hub']);
  });
});

describe('an address that several users bear', () => {
  it('is USER_AMBIGUOUS, and names them', async () => {
    await using gateway = await startGateway({ people: 0 });
    for (const id of ['twin-a', 'twin-b'])
      gateway.hub.state.internal.set(id, {
        id,
        name: `Name of ${id}`,
        email: 'twins@example.com',
        roles: [],
        external: false,
      });
    await gateway.refreshAll();
    const { user, error } = await ask(gateway, { by: { email: 'Twins@example.com' } });
    expect(user).toBeNull();
    expect(error?.extensions.code).toBe('USER_AMBIGUOUS');
    const named = [...(error?.message ?? '').matchAll(/([\w-]{20,}) \(Name of (twin-.)\)/g)];
    expect(named.map(([, , name]) => name).toSorted()).toEqual(['twin-a', 'twin-b']);
    for (const [, id, name] of named)
      expect((await ask(gateway, { by: { id } })).user.accounts).toMatchObject([{ nativeId: name }]);
  });
});

describe('after a restart', () => {
  it('users have their ids, and accounts their age', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'users-'));
    const store = `file:${join(folder, 'index.db')}`;
    await using emulators = await startGateway();
    const read = async (gateway: Gateway) =>
      (
        await gateway.query(
          '{ users(first: 100) { totalCount nodes { id accounts { id asOf } links { state } } sources { state asOf } } }',
        )
      ).data;
    let before: unknown;
    {
      await using gateway = await startGateway({ store, over: emulators });
      await gateway.refreshAll();
      before = await read(gateway);
    }
    {
      await using gateway = await startGateway({ store, over: emulators });
      gateway.calls();
      expect(await read(gateway)).toEqual(before);
      expect(Object.values(gateway.calls()).flat()).toEqual([]);
    }
    rmSync(folder, { recursive: true });
  });
});
