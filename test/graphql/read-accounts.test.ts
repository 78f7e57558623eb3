import { setTimeout as pause } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { cipherscaleIds } from '../../src/emulators/cipherscale/ids.ts';
import { type BackendId, type Gateway, startGateway } from '../gateway.ts';
import { shareGateway } from './shared-gateway.ts';

/** One account of each backend. */
const accounts: Readonly<Record<BackendId, string>> = {
  iot: 'dc1c916b-a652-49ea-b128-7c465a54c759',
  etl: '3f1c9a52-7a0e-4a53-8d0b-0b6f6d1b5a11',
  hub: 'admin',
  vpn: cipherscaleIds.users.doubled,
};
const backends = Object.keys(accounts) as readonly BackendId[];

const read = async (
  gateway: Gateway,
  backend: BackendId,
  maxAgeSeconds?: number,
  selection = 'nativeId email asOf',
) => {
  const { data, errors } = await gateway.query(
    `query ($backend: ID!, $nativeId: ID!, $maxAgeSeconds: Int) { account(backend: $backend, nativeId: $nativeId, maxAgeSeconds: $maxAgeSeconds) { ${selection} } }`,
    { backend, nativeId: accounts[backend], maxAgeSeconds },
  );
  return { account: data?.account, errors, calls: gateway.calls()[backend].length };
};

describe('an account that was read', () => {
  const gateway = shareGateway(() => startGateway());

  it.each(backends)('of %s is told again without a call, with the time of that reading', async (backend) => {
    const before = Date.now();
    const live = await read(gateway(), backend, 0);
    expect(live.calls).toBe(1);
    expect(Date.parse(live.account.asOf)).toBeGreaterThanOrEqual(before);
    await pause(20);
    expect(await read(gateway(), backend)).toEqual({ ...live, calls: 0 });
    expect(await read(gateway(), backend, 60)).toEqual({ ...live, calls: 0 });
  });

  it.each(backends)('of %s is read anew where it is older than that, and always with 0', async (backend) => {
    const first = await read(gateway(), backend, 0);
    await pause(1100);
    const second = await read(gateway(), backend, 1);
    expect(second.calls).toBe(1);
    expect(Date.parse(second.account.asOf)).toBeGreaterThan(Date.parse(first.account.asOf));
    expect((await read(gateway(), backend, 0)).calls).toBe(1);
    expect((await read(gateway(), backend, 0)).calls).toBe(1);
  });

  it('has its younger state told from then on, to whoever takes any age', async () => {
    await read(gateway(), 'etl', 0);
    const user = gateway().etl.state.users.get(accounts.etl);
    if (user === undefined) throw new Error('expected a user');
    user.email_address = 'moved@example.com';
    expect((await read(gateway(), 'etl')).account.email).not.toBe('moved@example.com');
    expect((await read(gateway(), 'etl', 0)).account.email).toBe('moved@example.com');
    expect(await read(gateway(), 'etl')).toMatchObject({ account: { email: 'moved@example.com' }, calls: 0 });
  });

  it('is found in any other way too: by ids, as a node, and through a page of a list', async () => {
    await using fresh = await startGateway();
    const page = await fresh.query(
      '{ accounts(first: 100, filter: { backend: "hub" }) { nodes { id nativeId } } }',
    );
    fresh.calls();
    const nodes: readonly { readonly id: string; readonly nativeId: string }[] = page.data.accounts.nodes;
    const single = nodes.filter(
      ({ nativeId }) => nodes.filter((one) => one.nativeId === nativeId).length === 1,
    );
    const { data, errors } = await fresh.query(
      'query ($refs: [AccountRefInput!]!, $ids: [ID!]!) { accountsByIds(refs: $refs) { id } nodes(ids: $ids) { id } }',
      { refs: single.map(({ nativeId }) => ({ backend: 'hub', nativeId })), ids: single.map(({ id }) => id) },
    );
    expect(errors).toBeUndefined();
    expect(data.accountsByIds).toEqual(single.map(({ id }) => ({ id })));
    expect(data.nodes).toEqual(single.map(({ id }) => ({ id })));
    expect(fresh.calls().hub).toEqual([]);
  });

  it('takes no age below zero', async () => {
    for (const document of [
      '{ account(backend: "iot", nativeId: "x", maxAgeSeconds: -1) { id } }',
      '{ accountsByIds(refs: [], maxAgeSeconds: -1) { id } }',
      '{ accounts(first: 1, maxAgeSeconds: -1) { nodes { id } } }',
      '{ user(by: { email: "a@example.com" }, maxAgeSeconds: -1) { id } }',
    ])
      expect((await gateway().query(document)).errors?.[0]).toMatchObject({
        message: 'expected maxAgeSeconds to be 0 or more, got -1',
        extensions: { code: 'BAD_INPUT' },
      });
    expect(Object.values(gateway().calls()).flat()).toEqual([]);
  });
});

describe('an account that the index does not know', () => {
  it('is asked for until its backend has been read whole, and then is none', async () => {
    await using gateway = await startGateway();
    const ask = async (maxAgeSeconds?: number) => {
      const { data, errors } = await gateway.query(
        'query ($maxAgeSeconds: Int) { account(backend: "iot", nativeId: "nobody", maxAgeSeconds: $maxAgeSeconds) { id } }',
        { maxAgeSeconds },
      );
      expect(errors).toBeUndefined();
      expect(data.account).toBeNull();
      return gateway.calls().iot.length;
    };
    expect(await ask()).toBe(1);
    expect(await ask()).toBe(1);
    expect((await gateway.refreshAll(['iot'])).iot?.state).toBe('COMPLETE');
    gateway.calls();
    expect(await ask()).toBe(0);
    expect(await ask(60)).toBe(0);
    expect(await ask(0)).toBe(1);
    await pause(1100);
    expect(await ask(1)).toBe(1);
  });

  it('is asked for where the only readings did not reach their end', async () => {
    await using gateway = await startGateway({ people: 150 });
    gateway.iot.faults.add(
      { kind: 'status', applied: false, answer: { status: 500 } },
      { target: /\/users/, after: 1 },
    );
    const { iot } = await gateway.refreshAll(['iot']);
    expect(iot).toMatchObject({ state: 'PARTIAL', seen: 100 });
    gateway.iot.faults.clear();
    gateway.calls();
    await gateway.query('{ account(backend: "iot", nativeId: "nobody") { id } }');
    expect(gateway.calls().iot).toHaveLength(1);
  });
});

describe('an account from the index', () => {
  it('has everything that a live one has, and costs no call', async () => {
    await using gateway = await startGateway();
    const selection = `kind userName displayName email status nativeStatus external protected createdAt updatedAt lastSeenAt
      assignments { nativeRole { nativeId name description scope builtIn mapsTo { role { name } relation } } organization { nativeId displayName parent { nativeId } } roles { name } }
      roles { name } groups { nativeId name }
      vendor { __typename ... on IotCentralAccount { type tenantId objectId } ... on CdataSyncAccount { federationId } ... on CfengineAccount { timeZone twoFactorEnabled } ... on CipherscaleAccount { firstName lastName maxDevices devices { nativeId name active } } }`;
    for (const backend of backends) {
      const live = await read(gateway, backend, 0, selection);
      expect(live.errors).toBeUndefined();
      await gateway.refreshAll([backend]);
      gateway.calls();
      const kept = await read(gateway, backend, undefined, selection);
      // What is held directly and through a group comes twice once origins are known.
      const assignments = [
        ...new Map(
          kept.account.assignments.map((one: { readonly nativeRole: object }) => [JSON.stringify(one), one]),
        ).values(),
      ];
      expect({ ...kept, account: { ...kept.account, assignments } }).toEqual({ ...live, calls: 0 });
    }
  });

  it('tells where assignments come from, as the reading of the whole backend found out', async () => {
    await using gateway = await startGateway();
    const selection = 'assignments { nativeRole { nativeId } origin group { name } }';
    const live = await read(gateway, 'vpn', 0, selection);
    await gateway.refreshAll(['vpn']);
    gateway.calls();
    const kept = await read(gateway, 'vpn', undefined, selection);
    const inOrder = ({ assignments }: { readonly assignments: readonly object[] }) =>
      assignments.map((one) => JSON.stringify(one)).toSorted();
    expect(inOrder(kept.account)).toEqual(inOrder(live.account));
    expect(kept.calls).toBe(0);
  });

  it('keeps origins that were asked for of one account', async () => {
    await using gateway = await startGateway();
    const selection = 'assignments { nativeRole { nativeId } origin }';
    const live = await read(gateway, 'vpn', 0, selection);
    expect(live.calls).toBeGreaterThan(1);
    expect(await read(gateway, 'vpn', undefined, selection)).toEqual({ ...live, calls: 0 });
  });

  it('is as ambiguous as a live one where an internal and an external account bear its name', async () => {
    await using gateway = await startGateway();
    const { hub } = gateway;
    const name = 'calvin';
    const row = hub.state.external.get(name) ?? hub.state.internal.get(name);
    if (row === undefined) throw new Error('expected calvin');
    hub.state.external.set(name, { ...row, external: true });
    hub.state.internal.set(name, { ...row, external: false });
    const ask = async (maxAgeSeconds?: number) => {
      const { data, errors } = await gateway.query(
        'query ($maxAgeSeconds: Int) { account(backend: "hub", nativeId: "calvin", maxAgeSeconds: $maxAgeSeconds) { id } }',
        { maxAgeSeconds },
      );
      return {
        data,
        message: errors?.[0]?.message,
        code: errors?.[0]?.extensions.code,
        calls: gateway.calls().hub.length > 0,
      };
    };
    const live = await ask(0);
    expect(live).toMatchObject({ data: { account: null }, code: 'ACCOUNT_AMBIGUOUS', calls: true });
    await gateway.refreshAll(['hub']);
    gateway.calls();
    expect(await ask()).toEqual({ ...live, calls: false });
    const { data } = await gateway.query(
      '{ accounts(first: 100, filter: { backend: "hub", search: "calvin" }) { nodes { id nativeId external } } }',
    );
    const both = data.accounts.nodes.filter(({ nativeId }: { nativeId: string }) => nativeId === name);
    expect(both.map(({ external }: { external: boolean }) => external).toSorted()).toEqual([false, true]);
    expect(new Set(both.map(({ id }: { id: string }) => id)).size).toBe(2);
  });
});

describe('what a mutation wrote', () => {
  it('is what the index tells at once', async () => {
    await using gateway = await startGateway({ people: 0 });
    await gateway.refreshAll();
    const ref = `{ backend: "etl", nativeId: "${accounts.etl}" }`;
    const written = await gateway.query(
      `mutation { grantRoles(input: { account: ${ref}, nativeRoles: ["cdata_support"] }) { account { roles { name } assignments { nativeRole { nativeId } } } errors { message } } }`,
    );
    expect(written.data.grantRoles.errors).toEqual([]);
    gateway.calls();
    const kept = await read(
      gateway,
      'etl',
      undefined,
      'roles { name } assignments { nativeRole { nativeId } }',
    );
    expect(kept).toMatchObject({ account: written.data.grantRoles.account, calls: 0 });
  });

  it('is told with the origin of each role, where a role was revoked from an account in groups', async () => {
    await using gateway = await startGateway({ people: 0 });
    await gateway.refreshAll(['vpn']);
    const ref = `{ backend: "vpn", nativeId: "${accounts.vpn}" }`;
    const edit = async (mutation: string) => {
      const { data, errors } = await gateway.query(
        `mutation { edit: ${mutation}(input: { account: ${ref}, roles: ["auditor"] }) { account { assignments { nativeRole { nativeId } origin } } errors { message } } }`,
      );
      expect(errors).toBeUndefined();
      expect(data.edit.errors).toEqual([]);
      gateway.calls();
      const kept = await read(gateway, 'vpn', undefined, 'assignments { nativeRole { nativeId } origin }');
      expect(kept).toMatchObject({ account: data.edit.account, calls: 0 });
    };
    await edit('grantRoles');
    await edit('revokeRoles');
  });

  it('is gone from the index with an account that was deleted, and there with one that was created', async () => {
    await using gateway = await startGateway({ people: 0 });
    await gateway.refreshAll(['hub']);
    const created = await gateway.query(
      'mutation { createAccount(input: { backend: "hub", account: { userName: "newcomer", password: "Passw0rd-Passw0rd", email: "newcomer@example.com" } }) { account { asOf user { email } link { state } } errors { message } } }',
    );
    expect(created.data.createAccount).toMatchObject({
      account: { user: { email: 'newcomer@example.com' }, link: { state: 'UNLINKED' } },
      errors: [],
    });
    gateway.calls();
    const find = async () =>
      (
        await gateway.query(
          '{ accounts(first: 5, filter: { search: "newcomer" }) { nodes { nativeId } } account(backend: "hub", nativeId: "newcomer") { nativeId } }',
        )
      ).data;
    expect(await find()).toEqual({
      accounts: { nodes: [{ nativeId: 'newcomer' }] },
      account: { nativeId: 'newcomer' },
    });
    expect(gateway.calls().hub).toEqual([]);

    await gateway.query(
      'mutation { deleteAccount(input: { account: { backend: "hub", nativeId: "newcomer" } }) { errors { message } } }',
    );
    gateway.calls();
    expect(await find()).toEqual({ accounts: { nodes: [] }, account: null });
    expect(gateway.calls().hub).toEqual([]);
  });

  it('is told with what groups give, at once, of an account that joined one or was created in one', async () => {
    await using gateway = await startGateway({ config: 'limits: { mutations: 10 }', people: 0 });
    await gateway.refreshAll(['vpn']);
    const { engineering } = cipherscaleIds.groups;
    const join = await gateway.query(
      `mutation {
        addAccountToGroup(input: { account: { backend: "vpn", nativeId: "${cipherscaleIds.users.nameless}" }, group: "${engineering}" }) { account { nativeId } errors { message } }
        createAccount(input: { backend: "vpn", account: { email: "joiner@example.com", groups: ["${engineering}"] } }) { account { nativeId } errors { message } } }`,
    );
    for (const { account, errors } of [join.data.addAccountToGroup, join.data.createAccount]) {
      expect(errors).toEqual([]);
      gateway.calls();
      const { data } = await gateway.query(
        'query ($id: ID!) { account(backend: "vpn", nativeId: $id) { assignments { origin group { nativeId } } } accounts(first: 100, filter: { backend: "vpn", role: "admin" }) { nodes { nativeId } } }',
        { id: account.nativeId },
      );
      expect(data.account.assignments).toContainEqual({
        origin: 'INHERITED',
        group: { nativeId: engineering },
      });
      expect(data.accounts.nodes).toContainEqual({ nativeId: account.nativeId });
      expect(gateway.calls().vpn).toEqual([]);
    }
  });

  it('is read again where nobody could tell whether it was written', async () => {
    await using gateway = await startGateway({ people: 0 });
    await gateway.refreshAll(['etl']);
    const { faults } = gateway.etl;
    faults.add(
      {
        kind: 'alter',
        alter: () => {
          faults.add({ kind: 'reset', applied: false }, { method: 'GET', times: 2 });
          return { status: 500 };
        },
      },
      { method: 'PUT', times: 1 },
    );
    const { data } = await gateway.query(
      `mutation { grantRoles(input: { account: { backend: "etl", nativeId: "${accounts.etl}" }, nativeRoles: ["cdata_support"] }) { account { nativeId } errors { code } } }`,
    );
    expect(data.grantRoles).toEqual({ account: null, errors: [{ code: 'UPSTREAM_UNAVAILABLE' }] });
    const natives = async () => {
      const { account } = await read(gateway, 'etl', undefined, 'assignments { nativeRole { nativeId } }');
      return account.assignments.map((one: { nativeRole: { nativeId: string } }) => one.nativeRole.nativeId);
    };
    await expect.poll(natives).toContain('cdata_support');
  });

  it('reads the whole backend anew in the background where it changes what others hold', async () => {
    await using gateway = await startGateway({ people: 0 });
    await gateway.refreshAll(['vpn']);
    const lastRefresh = async () =>
      (await gateway.query('{ backend(id: "vpn") { index { lastRefresh { startedAt } } } }')).data.backend
        .index.lastRefresh;
    const before = await lastRefresh();
    const { data } = await gateway.query(
      `mutation { updateGroup(input: { backend: "vpn", nativeId: "${cipherscaleIds.groups.engineering}", nativeRoles: ["${cipherscaleIds.roles.auditor}"] }) { errors { message } } }`,
    );
    expect(data.updateGroup.errors).toEqual([]);
    await expect.poll(lastRefresh).not.toEqual(before);
    gateway.calls();
    const kept = await read(
      gateway,
      'vpn',
      undefined,
      'assignments { nativeRole { nativeId } group { nativeId } }',
    );
    expect(kept.calls).toBe(0);
    expect(kept.account.assignments).toContainEqual({
      nativeRole: { nativeId: cipherscaleIds.roles.auditor },
      group: { nativeId: cipherscaleIds.groups.engineering },
    });
  });
});
