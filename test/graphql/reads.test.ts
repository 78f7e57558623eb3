import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { cipherscaleIds } from '../../src/emulators/cipherscale/ids.ts';
import { expectConformance } from '../contracts/conformance.ts';
import { backendIds } from '../four-emulators.ts';
import { type BackendId, type Gateway, startGateway } from '../gateway.ts';

const withRoles = '{ nativeId email assignments { nativeRole { nativeId name } organization { nativeId } } }';

const listOf = (backend: string, selection: string, first = 100) =>
  `{ accounts(first: ${first}, filter: { backend: "${backend}" }) { nodes ${selection} totalCount pageInfo { hasNextPage endCursor } } }`;

describe('reading', () => {
  let gateway: Gateway;
  beforeAll(async () => {
    gateway = await startGateway({ people: 250, config: 'limits: { tokens: 20000, aliases: 300 }' });
  });
  afterAll(() => gateway[Symbol.asyncDispose]());
  beforeEach(() => {
    for (const id of backendIds) {
      gateway[id].faults.clear();
      gateway[id].forget();
    }
  });

  /** Native ids of a backend's first hundred accounts. */
  const idsOf = async (backend: BackendId, first = 100): Promise<readonly string[]> => {
    const { data } = await gateway.query(listOf(backend, '{ nativeId }', first));
    gateway[backend].forget();
    return data.accounts.nodes.map(({ nativeId }: { nativeId: string }) => nativeId);
  };

  describe('costs exactly', () => {
    it.each([
      ['iot', ['GET /api/users?api-version=2022-07-31'], ['GET /api/roles?api-version=2022-07-31']],
      ['etl', ['GET /api.rsc/v2/users'], []],
      ['hub', ['GET /api/user?page=1&count=100'], []],
      // Groups give roles, and an account's own record may not tell them.
      ['vpn', ['GET /qa/tenants/groups?limit=100&offset=0', 'GET /qa/tenants/users?limit=100&offset=0'], []],
    ] satisfies readonly (readonly [BackendId, readonly string[], readonly string[]])[])(
      'for 100 accounts of %s with their assignments: the page, and once the table that says what the page does not',
      async (backend, page, roleTable) => {
        // A gateway of its own: the role table is kept for a while.
        await using fresh = await startGateway({ people: 250 });
        const first = await fresh.query(listOf(backend, withRoles));
        expect(first.errors).toBeUndefined();
        expect(first.data.accounts.nodes).toHaveLength(100);
        const calls = fresh.calls();
        expect(calls[backend].toSorted()).toEqual([...page, ...roleTable].toSorted());
        expect(Object.values(calls).flat()).toHaveLength(page.length + roleTable.length);

        await fresh.query(listOf(backend, withRoles));
        expect(fresh.calls()[backend].toSorted()).toEqual(page);
      },
    );

    it('for 100 accounts of CipherScale with the origin of their assignments: one call more for each role and each page of groups', async () => {
      const { data, errors } = await gateway.query(
        listOf('vpn', '{ assignments { origin nativeRole { name } group { name } } }'),
      );
      expect(errors).toBeUndefined();
      expect(data.accounts.nodes).toHaveLength(100);
      const { roles } = gateway.vpn.state;
      const calls = gateway.calls().vpn.map((call) => call.replace('GET /qa/tenants', ''));
      expect(calls.filter((call) => call.startsWith('/users?'))).toHaveLength(1);
      expect(calls.filter((call) => call === '/roles')).toHaveLength(1);
      expect(calls.filter((call) => /^\/roles\/[^/]+\/users\?groups=false$/.test(call))).toHaveLength(
        roles.size,
      );
      expect(calls.filter((call) => call.startsWith('/groups?'))).toHaveLength(1);
      expect(calls).toHaveLength(3 + roles.size);
    });

    it('for one account from each of four backends: four calls, and once the table that says what the account does not', async () => {
      await using fresh = await startGateway();
      const document = (selection: string) => `{
        a: account(backend: "iot", nativeId: "dc1c916b-a652-49ea-b128-7c465a54c759", maxAgeSeconds: 0) ${selection}
        b: account(backend: "etl", nativeId: "3f1c9a52-7a0e-4a53-8d0b-0b6f6d1b5a11", maxAgeSeconds: 0) ${selection}
        c: account(backend: "hub", nativeId: "admin", maxAgeSeconds: 0) ${selection}
        d: account(backend: "vpn", nativeId: "${cipherscaleIds.users.doubled}", maxAgeSeconds: 0) ${selection} }`;
      const first = await fresh.query(document(withRoles));
      expect(first.errors).toBeUndefined();
      const calls = fresh.calls();
      expect(Object.entries(calls).map(([id, { length }]) => [id, length])).toEqual([
        ['iot', 2],
        ['etl', 1],
        ['hub', 1],
        ['vpn', 2],
      ]);

      await fresh.query(document('{ assignments { origin group { name } nativeRole { name } } }'));
      expect(Object.entries(fresh.calls()).map(([id, { length }]) => [id, length])).toEqual([
        ['iot', 1],
        ['etl', 1],
        ['hub', 1],
        ['vpn', 3],
      ]);
    });

    it('for 100 CFEngine accounts by id: one call, by list or by alias', async () => {
      const ids = await idsOf('hub');
      const internal = ids.filter(
        (id) => !gateway.hub.state.external.has(id) || !gateway.hub.state.internal.has(id),
      );
      const list = await gateway.query(
        `query ($refs: [AccountRefInput!]!) { accountsByIds(refs: $refs, maxAgeSeconds: 0) ${withRoles} }`,
        {
          refs: internal.map((nativeId) => ({ backend: 'hub', nativeId })),
        },
      );
      expect(list.data.accountsByIds.map(({ nativeId }: { nativeId: string }) => nativeId)).toEqual(internal);
      expect(gateway.calls().hub).toHaveLength(1);

      const aliases = internal.map(
        (id, at) => `a${at}: account(backend: "hub", nativeId: "${id}", maxAgeSeconds: 0) { nativeId }`,
      );
      const aliased = await gateway.query(`{ ${aliases.join(' ')} }`);
      expect(Object.values(aliased.data)).toHaveLength(internal.length);
      expect(gateway.calls().hub).toHaveLength(1);
    });

    it('for the same account asked five times: one call', async () => {
      const field = `account(backend: "vpn", nativeId: "${cipherscaleIds.users.doubled}", maxAgeSeconds: 0) { email }`;
      const { data } = await gateway.query(
        `{ ${[1, 2, 3, 4, 5].map((at) => `a${at}: ${field}`).join(' ')} }`,
      );
      expect(new Set(Object.values(data).map((account) => JSON.stringify(account))).size).toBe(1);
      expect(gateway.calls().vpn).toHaveLength(1);
    });

    it('for the same list, members and device asked twice: one call each', async () => {
      const { errors } = await gateway.query(`{
        a: accounts(first: 5, filter: { backend: "vpn" }) { nodes { assignments { origin } } }
        b: accounts(first: 5, filter: { backend: "vpn" }) { nodes { email } }
        c: device(backend: "iot", nativeId: "CheckoutThermostat") { displayName }
        d: device(backend: "iot", nativeId: "CheckoutThermostat") { displayName }
        e: organizations(backend: "iot", first: 3) { nodes { children { children { nativeId } } } } }`);
      expect(errors).toBeUndefined();
      const calls = gateway.calls();
      expect(calls.vpn.filter((call) => call.includes('/users?limit'))).toHaveLength(1);
      expect(calls.iot.filter((call) => call.includes('/devices/'))).toHaveLength(1);
      expect(calls.iot.filter((call) => call.includes('/organizations'))).toHaveLength(1);
      for (const made of Object.values(calls)) expect(new Set(made).size).toBe(made.length);
    });

    it('G3: for 100 accounts of each of four backends: one page of each, and of CipherScale one page of groups', async () => {
      const { errors } = await gateway.query(
        `{ ${backendIds.map((id) => `${id}: accounts(first: 100, filter: { backend: "${id}" }) { nodes { email assignments { nativeRole { nativeId } } } }`).join(' ')} }`,
      );
      expect(errors).toBeUndefined();
      expect(Object.values(gateway.calls()).map(({ length }) => length)).toEqual([1, 1, 1, 2]);
    });

    it('for five hundred concurrent wishes for the role table: one read', async () => {
      await using fresh = await startGateway();
      await Promise.all(
        Array.from({ length: 50 }, () => fresh.query('{ nativeRoles(backend: "iot") { nodes { name } } }')),
      );
      expect(fresh.calls().iot).toHaveLength(1);
    });
  });

  describe('of a backend that is down', () => {
    const document = `{
      iot: account(backend: "iot", nativeId: "dc1c916b-a652-49ea-b128-7c465a54c759", maxAgeSeconds: 0) { email }
      etl: account(backend: "etl", nativeId: "3f1c9a52-7a0e-4a53-8d0b-0b6f6d1b5a11", maxAgeSeconds: 0) { email }
      hub: account(backend: "hub", nativeId: "admin", maxAgeSeconds: 0) { email }
      vpn: account(backend: "vpn", nativeId: "${cipherscaleIds.users.doubled}", maxAgeSeconds: 0) { email } }`;

    it.each(backendIds)(
      'gives the three others when %s is dead, and an error on exactly its field',
      async (dead) => {
        gateway[dead].faults.add({ kind: 'reset', applied: false });
        const { data, errors } = await gateway.query(document);
        for (const id of backendIds) expect(data[id] === null).toBe(id === dead);
        expect(errors).toEqual([
          expect.objectContaining({
            path: [dead],
            extensions: {
              code: 'UPSTREAM_UNAVAILABLE',
              backend: dead,
              retryable: true,
              requestId: expect.any(String),
            },
          }),
        ]);
      },
    );

    it('asks again once it is back: errors are never kept', async () => {
      const roles = '{ nativeRoles(backend: "iot") { nodes { name } } }';
      await using fresh = await startGateway();
      // Twice, as a read is tried again.
      fresh.iot.faults.add({ kind: 'status', applied: false, answer: { status: 503 } }, { times: 2 });
      expect((await fresh.query(roles)).errors?.[0]?.extensions).toMatchObject({
        code: 'UPSTREAM_UNAVAILABLE',
        backend: 'iot',
      });
      expect((await fresh.query(roles)).errors).toBeUndefined();
    });

    it.each(['iot', 'vpn'] as const)('lets one failing id among 100 of %s harm no other', async (backend) => {
      const ids = await idsOf(backend);
      const failing = ids[42] ?? '';
      gateway[backend].faults.add(
        { kind: 'status', applied: false, answer: { status: 500 } },
        { target: new RegExp(failing) },
      );
      const { data, errors } = await gateway.query(
        'query ($refs: [AccountRefInput!]!) { accountsByIds(refs: $refs, maxAgeSeconds: 0) { nativeId } }',
        {
          refs: ids.map((nativeId) => ({ backend, nativeId })),
        },
      );
      expect(
        data.accountsByIds.map((account: { nativeId: string } | null) => account?.nativeId ?? null),
      ).toEqual(ids.map((id) => (id === failing ? null : id)));
      expect(errors).toHaveLength(1);
      expect(errors?.[0]).toMatchObject({
        path: ['accountsByIds', 42],
        extensions: { code: 'UPSTREAM_UNAVAILABLE', backend },
      });
    });

    it('tells an upstream error without what the backend said', async () => {
      gateway.iot.faults.add({
        kind: 'status',
        applied: false,
        answer: { status: 500, json: { error: { code: 'Oops', message: 'secret-of-the-backend' } } },
      });
      const { errors } = await gateway.query(
        '{ nativeRoles(backend: "iot") { nodes { name } } accounts(first: 1, filter: { backend: "iot" }) { nodes { email } } }',
      );
      expect(errors?.length).toBeGreaterThan(0);
      expect(JSON.stringify(errors)).not.toContain('secret-of-the-backend');
    });
  });

  describe('a connection', () => {
    it.each(backendIds)('of %s walks to its end in pages of any size, each account once', async (backend) => {
      const seen: string[] = [];
      let after: string | null = null;
      do {
        const { data, errors }: Awaited<ReturnType<Gateway['query']>> = await gateway.query(
          'query ($backend: ID!, $after: String) { accounts(first: 37, after: $after, filter: { backend: $backend }) { nodes { id nativeId } pageInfo { hasNextPage endCursor hasPreviousPage } } }',
          { backend, after },
        );
        expect(errors).toBeUndefined();
        expect(data.accounts.pageInfo.hasPreviousPage).toBe(after !== null);
        seen.push(...data.accounts.nodes.map(({ id }: { id: string }) => id));
        after = data.accounts.pageInfo.hasNextPage ? data.accounts.pageInfo.endCursor : null;
      } while (after !== null);
      const { iot, etl, hub, vpn } = gateway;
      const sizes = {
        iot: iot.state.users.size,
        etl: etl.state.users.size,
        hub: hub.state.internal.size + hub.state.external.size,
        vpn: vpn.state.users.size,
      };
      expect(new Set(seen).size).toBe(seen.length);
      expect(seen).toHaveLength(sizes[backend]);
    });

    it('reads no page twice on the way', async () => {
      await using fresh = await startGateway({ people: 250 });
      let after: string | null = null;
      let fields = 0;
      do {
        const { data }: Awaited<ReturnType<Gateway['query']>> = await fresh.query(
          'query ($after: String) { accounts(first: 100, after: $after, filter: { backend: "iot" }) { pageInfo { hasNextPage endCursor } } }',
          { after },
        );
        fields += 1;
        after = data.accounts.pageInfo.hasNextPage ? data.accounts.pageInfo.endCursor : null;
      } while (after !== null);
      expect(fields).toBe(Math.ceil(fresh.iot.state.users.size / 100));
      expect(fresh.calls().iot).toHaveLength(fields);
    });

    it('hides nobody when those before its place are deleted', async () => {
      await using fresh = await startGateway({ people: 20 });
      const page = async (after: string | null) =>
        (
          await fresh.query(
            'query ($after: String) { accounts(first: 3, after: $after, filter: { backend: "etl" }) { nodes { nativeId } pageInfo { hasNextPage endCursor } } }',
            { after },
          )
        ).data.accounts;
      const { users } = fresh.etl.state;
      const first = await page(null);
      const second = await page(first.pageInfo.endCursor);
      const rest = [...users.keys()].slice(6);
      for (const deleted of [second.nodes.slice(2), second.nodes]) {
        for (const { nativeId } of deleted) users.delete(nativeId);
        const third = await page(second.pageInfo.endCursor);
        expect(third.nodes.map(({ nativeId }: { nativeId: string }) => nativeId)).toEqual(rest.slice(0, 3));
      }
    });

    it('tells how many there are where the backend does, and null where it does not', async () => {
      const total = async (backend: string) =>
        (await gateway.query(listOf(backend, '{ nativeId }', 1))).data.accounts.totalCount;
      expect(await total('iot')).toBeNull();
      expect(await total('vpn')).toBe(gateway.vpn.state.users.size);
    });

    it.each([0, -1, 101, 2147483647])('refuses first: %d', async (first) => {
      const { data, errors } = await gateway.query(listOf('iot', '{ nativeId }', first));
      expect(data.accounts).toBeNull();
      expect(errors?.[0]).toMatchObject({ path: ['accounts'], extensions: { code: 'BAD_INPUT' } });
      expect(gateway.calls().iot).toEqual([]);
    });

    it('refuses a cursor of another list, of another caller, and of nobody', async () => {
      const { data } = await gateway.query(listOf('vpn', '{ nativeId }', 5));
      const cursor: string = data.accounts.pageInfo.endCursor;
      const use = (backend: string, after: string) =>
        gateway.query(
          'query ($backend: ID!, $after: String) { accounts(first: 5, after: $after, filter: { backend: $backend }) { nodes { nativeId } } }',
          { backend, after },
        );
      gateway.calls();
      for (const answer of [
        await use('hub', cursor),
        await use('vpn', `${cursor}x`),
        await use('vpn', 'x'),
        await use('vpn', Buffer.from('{"from":"/evil"}').toString('base64url')),
      ])
        expect(answer.errors?.[0]?.extensions.code).toBe('BAD_INPUT');
      expect(Object.values(gateway.calls()).flat()).toEqual([]);
    });
  });

  describe('a global id', () => {
    it('finds again what bears it, of every type', async () => {
      const { data } = await gateway.query(`{
        account(backend: "vpn", nativeId: "${cipherscaleIds.users.doubled}") { id groups { id } }
        nativeRoles(backend: "iot") { nodes { id } }
        organizations(backend: "iot", first: 1) { nodes { id } }
        apiTokens(backend: "iot", first: 1) { nodes { id } }
        device(backend: "iot", nativeId: "CheckoutThermostat") { id }
        deviceGroup(backend: "iot", nativeId: "475cad48-b7ff-4a09-b51e-1a9021385453") { id } }`);
      const ids: readonly string[] = [
        data.account.id,
        data.account.groups[0].id,
        data.nativeRoles.nodes[0].id,
        data.organizations.nodes[0].id,
        data.apiTokens.nodes[0].id,
        data.device.id,
        data.deviceGroup.id,
      ];
      const found = await gateway.query('query ($ids: [ID!]!) { nodes(ids: $ids) { __typename id } }', {
        ids,
      });
      expect(found.errors).toBeUndefined();
      expect(found.data.nodes.map(({ id }: { id: string }) => id)).toEqual(ids);
      expect(found.data.nodes.map(({ __typename }: { __typename: string }) => __typename)).toEqual([
        'Account',
        'Group',
        'NativeRole',
        'Organization',
        'ApiToken',
        'Device',
        'DeviceGroup',
      ]);
    });

    it('of nobody finds nothing and asks nobody', async () => {
      const ids = [
        '',
        'x',
        'null',
        Buffer.from('["Account","nope","x"]').toString('base64url'),
        Buffer.from('["__proto__","iot","x"]').toString('base64url'),
        Buffer.from('[1,2,3]').toString('base64url'),
        // Spelled otherwise than the one that the object bears.
        ...['["Account","hub","admin","x","y"]', '["Account", "hub", "admin"]', '["Plan","x","y"]'].map(
          (text) => Buffer.from(text).toString('base64url'),
        ),
        ...['=', '\n', '!', '\0'].map(
          (end) => `${Buffer.from('["Account","hub","admin"]').toString('base64url')}${end}`,
        ),
      ];
      const { data, errors } = await gateway.query('query ($ids: [ID!]!) { nodes(ids: $ids) { id } }', {
        ids,
      });
      expect(errors).toBeUndefined();
      expect(data.nodes).toEqual(ids.map(() => null));
      expect(Object.values(gateway.calls()).flat()).toEqual([]);
    });
  });

  it('tells what each kind of backend knows of an account', async () => {
    const { data, errors } = await gateway.query(`{
      iot: account(backend: "iot", nativeId: "field-engineers", maxAgeSeconds: 0) { kind assignments { nativeRole { name scope } organization { displayName parent { nativeId } children { nativeId } } } vendor { ... on IotCentralAccount { type tenantId } } }
      hidden: account(backend: "iot", nativeId: "auditor", maxAgeSeconds: 0) { assignments { nativeRole { nativeId name scope } } }
      hub: account(backend: "hub", nativeId: "calvin", maxAgeSeconds: 0) { external status email vendor { ... on CfengineAccount { twoFactorEnabled } } }
      vpn: account(backend: "vpn", nativeId: "${cipherscaleIds.users.doubled}", maxAgeSeconds: 0) { displayName lastSeenAt groups { name nativeRoles { name mapsTo { role { name } relation } } } vendor { ... on CipherscaleAccount { isOwner devices { nativeId name status } } } }
    }`);
    expect(errors).toBeUndefined();
    expect(data.iot).toMatchObject({
      kind: 'DIRECTORY_GROUP',
      vendor: { type: 'adGroup', tenantId: expect.any(String) },
    });
    expect(data.iot.assignments).toContainEqual({
      nativeRole: { name: 'Org Operator', scope: 'ORGANIZATION' },
      organization: {
        displayName: expect.any(String),
        parent: { nativeId: 'us' },
        children: [{ nativeId: 'seattle' }],
      },
    });
    expect(data.hidden.assignments).toEqual([
      { nativeRole: { nativeId: '5b0c1c4e-7d1f-4f0e-9a53-2a6f6d1e8c47', name: null, scope: null } },
    ]);
    expect(data.hub).toEqual({
      external: true,
      status: 'ACTIVE',
      email: null,
      vendor: { twoFactorEnabled: null },
    });
    expect(data.vpn.vendor.devices).toHaveLength(2);
    expect(data.vpn.groups).toContainEqual({
      name: 'Engineering Team',
      nativeRoles: [{ name: 'Admin', mapsTo: [{ role: { name: 'admin' }, relation: 'EXACT' }] }],
    });
    expectConformance('iot-central', gateway.iot);
    expectConformance('cfengine', gateway.hub);
    expectConformance('cipherscale', gateway.vpn);
  });

  it('lists the members of a group, a page at a time', async () => {
    const { data } = await gateway.query(
      '{ groups(backend: "vpn", first: 10) { totalCount nodes { name accounts(first: 3) { totalCount nodes { nativeId } pageInfo { hasNextPage } } } } }',
    );
    const everyone = data.groups.nodes.find(({ name }: { name: string }) => name === 'Default Group');
    expect(everyone.accounts.nodes).toHaveLength(3);
    expect(everyone.accounts.pageInfo.hasNextPage).toBe(true);
    const empty = data.groups.nodes.find(({ name }: { name: string }) => name === 'Contractors');
    expect(empty.accounts).toEqual({ totalCount: 0, nodes: [], pageInfo: { hasNextPage: false } });
  });

  it('never names a token secret', async () => {
    const { data, errors } = await gateway.query(
      '{ apiTokens(backend: "iot", first: 10) { nodes { nativeId expiresAt expired assignments { nativeRole { name } } } } }',
    );
    expect(errors).toBeUndefined();
    expect(data.apiTokens.nodes).toContainEqual(
      expect.objectContaining({ nativeId: 'testtoken', expired: true }),
    );
    for (const { token } of gateway.iot.state.apiTokens.values())
      expect(JSON.stringify(data)).not.toContain(token);
  });
});
