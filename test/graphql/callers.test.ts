import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { cipherscaleIds } from '../../src/emulators/cipherscale/ids.ts';
import { type Gateway, startGateway } from '../gateway.ts';

const user2 = '{ backend: "iot", nativeId: "dc1c916b-a652-49ea-b128-7c465a54c759" }';

describe('a caller', () => {
  let gateway: Gateway;
  beforeAll(async () => {
    gateway = await startGateway({
      callers: {
        writer: { scopes: ['write'] },
        applier: { scopes: ['apply'] },
        tokener: { scopes: ['tokens'] },
        elsewhere: { scopes: ['admin'], backends: ['vpn'] },
      },
    });
  });
  afterAll(() => gateway[Symbol.asyncDispose]());

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
        const { errors } = await gateway.query(
          'mutation { createApiToken(input: { backend: "iot", nativeId: "t1", roles: ["operator"] }) { secret errors { code } } }',
          {},
          caller,
        );
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
        `{ account(backend: "iot", nativeId: "dc1c916b-a652-49ea-b128-7c465a54c759") { email } }`,
        `mutation { setRoles(input: { account: ${user2}, roles: ["builder"] }) { errors { code } } }`,
        '{',
      ])
        expect(await ask(authorization, document)).toEqual(first);
  });
});
