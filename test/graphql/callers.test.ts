import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { cipherscaleIds } from '../../src/emulators/cipherscale/ids.ts';
import { type Gateway, startGateway } from '../gateway.ts';

/** One document for each way in, with what it would change. `backend` is where it leads. */
const reads: Readonly<
  Record<string, { readonly scope: string; readonly backend: string; readonly document: string }>
> = {
  account: {
    scope: 'read',
    backend: 'iot',
    document: '{ account(backend: "iot", nativeId: "dc1c916b-a652-49ea-b128-7c465a54c759") { email } }',
  },
  accounts: {
    scope: 'read',
    backend: 'iot',
    document: '{ accounts(first: 1, filter: { backend: "iot" }) { nodes { email } } }',
  },
  accountsByIds: {
    scope: 'read',
    backend: 'iot',
    document:
      '{ accountsByIds(refs: [{ backend: "iot", nativeId: "dc1c916b-a652-49ea-b128-7c465a54c759" }]) { email } }',
  },
  'accounts, anew': {
    scope: 'read',
    backend: 'iot',
    document:
      '{ accounts(first: 1, filter: { backends: ["iot"], search: "a" }, maxAgeSeconds: 0) { nodes { email } } }',
  },
  user: {
    scope: 'read',
    backend: 'iot',
    document:
      '{ user(by: { account: { backend: "iot", nativeId: "dc1c916b-a652-49ea-b128-7c465a54c759" } }, maxAgeSeconds: 0) { email } }',
  },
  users: {
    scope: 'read',
    backend: 'iot',
    document: '{ users(first: 1, filter: { backend: "iot" }) { nodes { email } } }',
  },
  nativeRoles: {
    scope: 'read',
    backend: 'iot',
    document: '{ nativeRoles(backend: "iot") { nodes { name } } }',
  },
  organizations: {
    scope: 'read',
    backend: 'iot',
    document: '{ organizations(backend: "iot", first: 1) { nodes { displayName } } }',
  },
  device: {
    scope: 'read',
    backend: 'iot',
    document: '{ device(backend: "iot", nativeId: "CheckoutThermostat") { displayName } }',
  },
  apiTokens: {
    scope: 'tokens',
    backend: 'iot',
    document: '{ apiTokens(backend: "iot", first: 1) { nodes { expiresAt } } }',
  },
};

const user2 = '{ backend: "iot", nativeId: "dc1c916b-a652-49ea-b128-7c465a54c759" }';
const writes: Readonly<Record<string, { readonly scope: string; readonly document: string }>> = {
  createAccount: {
    scope: 'write',
    document:
      'mutation { createAccount(input: { backend: "iot", account: { nativeId: "n1", email: "n1@contoso.com" } }) { errors { code } } }',
  },
  deleteAccount: {
    scope: 'write',
    document: `mutation { deleteAccount(input: { account: ${user2} }) { errors { code } } }`,
  },
  setRoles: {
    scope: 'apply',
    document: `mutation { setRoles(input: { account: ${user2}, roles: ["builder"] }) { errors { code } } }`,
  },
  grantRoles: {
    scope: 'apply',
    document: `mutation { grantRoles(input: { account: ${user2}, roles: ["builder"] }) { errors { code } } }`,
  },
  revokeRoles: {
    scope: 'apply',
    document: `mutation { revokeRoles(input: { account: ${user2}, roles: ["operator"] }) { errors { code } } }`,
  },
  createOrganization: {
    scope: 'write',
    document:
      'mutation { createOrganization(input: { backend: "iot", nativeId: "north", displayName: "North" }) { errors { code } } }',
  },
  linkAccounts: {
    scope: 'apply',
    document: `mutation { linkAccounts(input: { accounts: [${user2}, { backend: "iot", nativeId: "auditor" }], reason: "x" }) { errors { code } } }`,
  },
  unlinkAccount: {
    scope: 'apply',
    document: `mutation { unlinkAccount(input: { account: ${user2}, reason: "x" }) { errors { code } } }`,
  },
  refreshBackend: {
    scope: 'write',
    document: 'mutation { refreshBackend(input: { backend: "iot" }) { errors { code } } }',
  },
  createApiToken: {
    scope: 'tokens',
    document:
      'mutation { createApiToken(input: { backend: "iot", nativeId: "t1", roles: ["operator"] }) { secret errors { code } } }',
  },
};

describe('a caller', () => {
  let gateway: Gateway;
  beforeAll(async () => {
    gateway = await startGateway({
      callers: {
        reader: { scopes: ['read'] },
        writer: { scopes: ['write'] },
        applier: { scopes: ['apply'] },
        tokener: { scopes: ['tokens'] },
        auditor: { scopes: ['audit'] },
        elsewhere: { scopes: ['admin'], backends: ['vpn'] },
      },
    });
  });
  afterAll(() => gateway[Symbol.asyncDispose]());

  const scopesOf: Readonly<Record<string, string>> = {
    reader: 'read',
    writer: 'write',
    applier: 'apply',
    tokener: 'tokens',
    auditor: 'audit',
  };
  const truth = () =>
    JSON.stringify([
      [...gateway.iot.state.users],
      [...gateway.iot.state.organizations],
      [...gateway.iot.state.apiTokens],
    ]);

  const matrix = Object.keys(scopesOf).flatMap((caller) =>
    Object.entries({ ...reads, ...writes })
      .filter(([, { scope }]) => scope !== scopesOf[caller])
      .map(([field, { document }]) => [caller, field, document] as const),
  );

  it.each(matrix)(
    'P13: %s, without the scope, learns and changes nothing through %s',
    async (caller, _field, document) => {
      const before = truth();
      gateway.calls();
      const { data, errors } = await gateway.query(document, {}, caller);
      expect(errors?.[0]?.extensions).toMatchObject({ code: 'FORBIDDEN', backend: null, retryable: false });
      expect(
        Object.values(data ?? {})
          .flat()
          .every((value) => value === null),
      ).toBe(true);
      expect(Object.values(gateway.calls()).flat()).toEqual([]);
      expect(truth()).toBe(before);
    },
  );

  it.each(
    Object.entries(reads).map(
      ([field, { document, scope }]) =>
        [field, document, Object.keys(scopesOf).find((caller) => scopesOf[caller] === scope) ?? ''] as const,
    ),
  )('with the scope reads through %s', async (_field, document, caller) => {
    const { data, errors } = await gateway.query(document, {}, caller);
    expect(errors).toBeUndefined();
    expect(Object.values(data)[0]).not.toBeNull();
  });

  it('who may write accounts, but not roles, cannot create one with roles', async () => {
    const { errors } = await gateway.query(
      'mutation { createAccount(input: { backend: "iot", account: { nativeId: "n1", email: "n1@contoso.com", roles: ["admin"] } }) { errors { code } } }',
      {},
      'writer',
    );
    expect(errors?.[0]?.extensions.code).toBe('FORBIDDEN');
  });

  describe('who may write, but not change roles', () => {
    const nameless = `{ backend: "vpn", nativeId: "${cipherscaleIds.users.nameless}" }`;
    const engineering = cipherscaleIds.groups.engineering;

    it.each([
      [
        'joins nobody to a group that gives roles',
        `addAccountToGroup(input: { account: ${nameless}, group: "${engineering}" })`,
      ],
      [
        'takes nobody out of one',
        `removeAccountFromGroup(input: { account: { backend: "vpn", nativeId: "${cipherscaleIds.users.doubled}" }, group: "${engineering}" })`,
      ],
      [
        'creates no account in one',
        `createAccount(input: { backend: "vpn", account: { email: "new@example.com", groups: ["${engineering}"] } })`,
      ],
      ['empties none', `updateGroup(input: { backend: "vpn", nativeId: "${engineering}", nativeRoles: [] })`],
      ['deletes none', `deleteGroup(input: { backend: "vpn", nativeId: "${engineering}" })`],
    ])('P15: %s', async (_what, mutation) => {
      const { users, groups } = gateway.vpn.state;
      const vpnTruth = () =>
        JSON.stringify([
          [...users.keys()],
          [...groups].map(([id, { roles, members }]) => [id, [...roles], [...members.keys()]]),
        ]);
      const before = vpnTruth();
      const { errors } = await gateway.query(`mutation { ${mutation} { errors { code } } }`, {}, 'writer');
      expect(errors?.[0]?.extensions.code).toBe('FORBIDDEN');
      expect(vpnTruth()).toBe(before);
    });

    it("P15: sets nobody else's password", async () => {
      const { errors } = await gateway.query(
        'mutation { updateAccount(input: { account: { backend: "hub", nativeId: "quinester" }, password: "Passw0rd-1" }) { errors { code } } }',
        {},
        'writer',
      );
      expect(errors?.[0]?.extensions.code).toBe('FORBIDDEN');
      expect(gateway.hub.state.passwords.get('quinester')).not.toBe('Passw0rd-1');
    });

    it('P15: makes no API token, and neither does who may only see them', async () => {
      for (const caller of ['writer', 'tokener']) {
        const { errors } = await gateway.query(writes.createApiToken?.document ?? '', {}, caller);
        expect(errors?.[0]?.extensions.code).toBe('FORBIDDEN');
      }
      expect(gateway.iot.state.apiTokens.has('t1')).toBe(false);
    });

    it('may use the default group, whose roles everyone gets', async () => {
      const { data } = await gateway.query(
        `mutation { createAccount(input: { backend: "vpn", account: { email: "plain@example.com", groups: ["${cipherscaleIds.groups.everyone}"] } }) { errors { code message } } }`,
        {},
        'writer',
      );
      expect(data.createAccount.errors).toEqual([]);
    });
  });

  it('who may not read sees no account in a payload, and nobody through one', async () => {
    const revoke = (selection: string) =>
      gateway.query(
        `mutation { revokeRoles(input: { account: ${user2}, roles: ["admin"] }) { ${selection} errors { code } } }`,
        {},
        'applier',
      );
    expect((await revoke('')).data.revokeRoles.errors).toEqual([]);
    const peeking = await revoke('account { email }');
    expect(peeking.data.revokeRoles).toEqual({ account: null, errors: [] });
    expect(peeking.errors?.[0]?.extensions.code).toBe('FORBIDDEN');
  });

  it('is not told back what was wrong with a secret value', async () => {
    const document =
      'mutation ($account: NewAccountInput!) { createAccount(input: { backend: "hub", account: $account }) { errors { code } } }';
    for (const account of [
      { userName: 'x', password: 'S3cr3t-Canary', foo: 1 },
      { userName: 'x', password: 31337000001 },
    ]) {
      const { errors } = await gateway.query(document, { account });
      expect(errors?.[0]?.extensions.code).toBe('BAD_INPUT');
      expect(JSON.stringify(errors)).not.toMatch(/S3cr3t-Canary|31337000001/);
    }
    const inline = await gateway.query(
      'mutation { createAccount(input: { backend: "hub", account: { userName: "x", password: 31337000001 } }) { errors { code } } }',
    );
    expect(JSON.stringify(inline.errors)).not.toContain('31337000001');
  });

  describe('restricted to other backends', () => {
    const ofNobody = (document: string) => document.replaceAll('"iot"', '"nowhere"');

    it.each(
      Object.entries({ ...reads, ...writes }).map(([field, { document }]) => [field, document] as const),
    )('gets for %s what it would get for a backend that there is not', async (_field, document) => {
      const before = truth();
      gateway.calls();
      const answer = await gateway.query(document, {}, 'elsewhere');
      const ofNone = await gateway.query(ofNobody(document), {}, 'elsewhere');
      const plain = (value: unknown) =>
        JSON.stringify(value)
          .replaceAll('nowhere', 'iot')
          .replaceAll(/"(requestId|line|column)":("[^"]*"|\d+)/g, '');
      expect(plain(answer)).toBe(plain(ofNone));
      expect(Object.values(gateway.calls()).flat()).toEqual([]);
      expect(truth()).toBe(before);
    });

    it('S8: finds nothing by global ids of them', async () => {
      const { data } = await gateway.query(
        '{ account(backend: "iot", nativeId: "dc1c916b-a652-49ea-b128-7c465a54c759") { id } organizations(backend: "iot", first: 1) { nodes { id } } }',
      );
      gateway.calls();
      const ids = [data.account.id, data.organizations.nodes[0].id];
      const answer = await gateway.query(
        'query ($ids: [ID!]!, $organization: ID!) { nodes(ids: $ids) { id } organization(id: $organization) { id } }',
        { ids, organization: ids[1] },
        'elsewhere',
      );
      expect(answer).toEqual({ status: 200, data: { nodes: [null, null], organization: null } });
      expect(Object.values(gateway.calls()).flat()).toEqual([]);
    });

    it('sees its own backends only, also in roles', async () => {
      const { data } = await gateway.query(
        '{ caller { backends } backends { id } backend(id: "iot") { id } roles { mappings { backend } } }',
        {},
        'elsewhere',
      );
      expect(data.caller.backends).toEqual(['vpn']);
      expect(data.backends).toEqual([{ id: 'vpn' }]);
      expect(data.backend).toBeNull();
      expect(
        new Set(
          data.roles.flatMap(({ mappings }: { mappings: readonly { backend: string }[] }) =>
            mappings.map(({ backend }) => backend),
          ),
        ),
      ).toEqual(new Set(['vpn']));
      const own = await gateway.query(
        `{ account(backend: "vpn", nativeId: "${cipherscaleIds.users.doubled}") { email } }`,
        {},
        'elsewhere',
      );
      expect(own.data.account.email).not.toBeNull();
    });
  });

  it('P13: who may not see API tokens finds none through its id, as through one of nobody', async () => {
    const { data } = await gateway.query('{ apiTokens(backend: "iot", first: 1) { nodes { id } } }');
    const known: string = data.apiTokens.nodes[0].id;
    const unknown = Buffer.from('["ApiToken","iot","no-such-token"]').toString('base64url');
    gateway.calls();
    const ask = async (id: string) => {
      const { data: found, errors } = await gateway.query(
        'query ($id: ID!) { node(id: $id) { id } }',
        { id },
        'reader',
      );
      return { found, code: errors?.[0]?.extensions.code };
    };
    expect(await ask(known)).toEqual({ found: { node: null }, code: undefined });
    expect(await ask(unknown)).toEqual(await ask(known));
    expect(gateway.calls().iot).toEqual([]);
  });

  it.each(['grantingRole: "operator"', 'grantingNativeRole: "x"', 'organization: "seattle"'])(
    'P13: who may not read is not told either by %s what API tokens grant',
    async (condition) => {
      gateway.calls();
      const { data, errors } = await gateway.query(
        `{ apiTokens(backend: "iot", first: 1, ${condition}) { totalCount nodes { id } } }`,
        {},
        'tokener',
      );
      expect(data).toEqual({ apiTokens: null });
      expect(errors?.[0]?.extensions.code).toBe('FORBIDDEN');
      expect(gateway.calls().iot).toEqual([]);
    },
  );

  it('without a token, or with a wrong one, gets the same 401 for every document', async () => {
    const ask = async (authorization: string | null, document: string) => {
      const response = await fetch(gateway.url, {
        method: 'POST',
        headers: { 'content-type': 'application/json', ...(authorization === null ? {} : { authorization }) },
        body: JSON.stringify({ query: document }),
      });
      return { status: response.status, text: (await response.text()).replace(/"requestId":"[^"]*"/, '') };
    };
    const first = await ask(null, '{ __typename }');
    expect(first.status).toBe(401);
    for (const authorization of [
      null,
      'Bearer wrong',
      'Bearer',
      'Basic YWxsOmFsbA==',
      'bearer all all',
      'all',
    ])
      for (const document of [
        '{ __schema { types { name } } }',
        reads.account?.document ?? '',
        writes.setRoles?.document ?? '',
        '{',
      ])
        expect(await ask(authorization, document)).toEqual(first);
  });
});
