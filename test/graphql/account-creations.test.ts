import { describe, expect, it } from 'vitest';
import { cipherscaleIds } from '../../src/emulators/cipherscale/ids.ts';
import { iotCentralRoles } from '../../src/emulators/iot-central/ids.ts';
import { expectConformance } from '../contracts/conformance.ts';
import { type BackendId, type Gateway, startGateway } from '../gateway.ts';
import { writesTo } from './grounds.ts';
import { runMutation } from './run-mutation.ts';
import { shareGateway } from './shared-gateway.ts';

const password = 'Fresh-Password-1';

type Account = Readonly<Record<string, unknown>>;

/** A backend on which the same stories of creation can be told. */
type Case = {
  readonly backend: BackendId;
  readonly contract: 'iot-central' | 'cdata-sync' | 'cfengine' | 'cipherscale';
  readonly create: { readonly method: string; readonly target: RegExp };
  /** The n-th new account. */
  fresh(n: number): Account;
  /** What a caller is shown of it. */
  shown(n: number): object;
  /** What the backend holds of the n-th new account; `undefined` where there is none. */
  stored(gateway: Gateway, n: number): unknown;
  readonly expected: (n: number) => object;
  /** One whose name, id or address is taken, and the field that says so where the backend tells which. */
  readonly taken: readonly { readonly what: string; readonly account: Account; readonly field?: string }[];
  /** Fields that it cannot take. */
  readonly unsupported: readonly (readonly [field: string, value: unknown])[];
  /** Without this it refuses. */
  readonly required: string;
  /** One that only the backend's own rules refuse, and the field that breaks them. */
  readonly malformed: readonly [account: Account, field: string];
};

const { contractors, everyone } = cipherscaleIds.groups;

const cases: readonly Case[] = [
  {
    backend: 'iot',
    contract: 'iot-central',
    create: { method: 'PUT', target: /^\/api\/users\// },
    fresh: (n) => ({ nativeId: `new-${n}`, email: `new${n}@contoso.com`, roles: ['operator'] }),
    shown: (n) => ({
      nativeId: `new-${n}`,
      email: `new${n}@contoso.com`,
      status: 'ACTIVE',
      roles: [{ name: 'operator' }],
    }),
    stored: ({ iot }, n) => iot.state.users.get(`new-${n}`),
    expected: (n) => ({
      id: `new-${n}`,
      type: 'email',
      email: `new${n}@contoso.com`,
      roles: [{ role: iotCentralRoles.operator }],
    }),
    taken: [
      {
        what: 'an id',
        account: {
          nativeId: 'dc1c916b-a652-49ea-b128-7c465a54c759',
          email: 'someone@contoso.com',
          roles: ['admin'],
        },
        field: 'nativeId',
      },
      { what: 'an address', account: { nativeId: 'someone', email: 'USER2@contoso.com', roles: ['admin'] } },
    ],
    unsupported: [
      ['userName', 'new'],
      ['displayName', 'New'],
      ['password', password],
      ['status', 'DISABLED'],
      ['timeZone', 'Europe/Oslo'],
      ['groups', [contractors]],
    ],
    required: 'nativeId',
    malformed: [{ nativeId: 'no spaces', email: 'malformed@contoso.com', roles: ['operator'] }, 'nativeId'],
  },
  {
    backend: 'etl',
    contract: 'cdata-sync',
    create: { method: 'POST', target: /^\/api\.rsc\/v2\/users\/?$/ },
    fresh: (n) => ({
      userName: `new${n}`,
      email: `New${n}@example.com`,
      password,
      status: 'DISABLED',
      roles: ['operator'],
    }),
    shown: (n) => ({ email: `New${n}@example.com`, status: 'DISABLED', roles: [{ name: 'operator' }] }),
    stored: ({ etl }, n) => [...etl.state.users.values()].find(({ user }) => user === `new${n}`),
    expected: (n) => ({
      email_address: `New${n}@example.com`,
      password,
      is_active: false,
      roles: ['cdata_support'],
    }),
    taken: [
      { what: 'a user name', account: { userName: 'ops', password, roles: ['admin'] }, field: 'userName' },
    ],
    unsupported: [
      ['nativeId', 'new'],
      ['kind', 'SERVICE'],
      ['displayName', 'New'],
      ['timeZone', 'Europe/Oslo'],
      ['groups', [contractors]],
      ['organization', 'seattle'],
    ],
    required: 'userName',
    malformed: [{ userName: 'no spaces', password }, 'userName'],
  },
  {
    backend: 'hub',
    contract: 'cfengine',
    create: { method: 'PUT', target: /^\/api\/user\// },
    fresh: (n) => ({
      userName: `new${n}`,
      displayName: `New ${n}`,
      email: `New${n}@example.com`,
      password,
      timeZone: 'Europe/Oslo',
      nativeRoles: ['linux_team'],
    }),
    shown: (n) => ({ nativeId: `new${n}`, email: `New${n}@example.com`, status: 'ACTIVE', roles: [] }),
    stored: ({ hub }, n) => hub.state.internal.get(`new${n}`),
    expected: (n) => ({
      id: `new${n}`,
      name: `New ${n}`,
      email: `New${n}@example.com`,
      time_zone: 'Europe/Oslo',
      roles: ['linux_team'],
    }),
    taken: [
      { what: 'a name', account: { userName: 'user_1', password, roles: ['admin'] }, field: 'userName' },
      {
        what: 'the name of an external account',
        account: { userName: 'calvin', password, roles: ['admin'] },
        field: 'userName',
      },
    ],
    unsupported: [
      ['nativeId', 'new'],
      ['kind', 'SERVICE'],
      ['status', 'DISABLED'],
      ['groups', [contractors]],
      ['organization', 'seattle'],
    ],
    required: 'userName',
    malformed: [{ userName: 'malformed', password: 'x'.repeat(21) }, 'password'],
  },
  {
    backend: 'vpn',
    contract: 'cipherscale',
    create: { method: 'POST', target: /^\/qa\/tenants\/users$/ },
    fresh: (n) => ({ email: `New${n}@example.com`, groups: [contractors] }),
    shown: (n) => ({ email: `New${n}@example.com`, status: 'INVITED', roles: [] }),
    stored: ({ vpn }, n) =>
      [...vpn.state.users.values()].find(({ email }) => email === `New${n}@example.com`),
    expected: () => ({ status: 'Invited' }),
    taken: [
      {
        what: 'an address',
        account: { email: 'Jane.SMITH@company.com', groups: [everyone] },
        field: 'email',
      },
    ],
    unsupported: [
      ['nativeId', 'new'],
      ['kind', 'SERVICE'],
      ['userName', 'new'],
      ['displayName', 'New'],
      ['password', password],
      ['status', 'DISABLED'],
      ['timeZone', 'Europe/Oslo'],
      ['roles', ['admin']],
      ['organization', 'seattle'],
    ],
    required: 'groups',
    malformed: [{ email: 'no address', groups: [contractors] }, 'email'],
  },
];

const error = '{ code message path backend retryable }';
const shownFields = '{ id backend nativeId email status roles { name } }';

const createOne = async (gateway: Gateway, backend: BackendId, input: Account, more: object = {}) => {
  const { data, errors } = await gateway.query(
    `mutation ($input: CreateAccountInput!) { createAccount(input: $input) { account ${shownFields} errors ${error} } }`,
    { input: { backend, account: input, ...more } },
  );
  expect(errors).toBeUndefined();
  return data.createAccount;
};

const createMany = async (
  gateway: Gateway,
  backend: BackendId,
  accounts: readonly Account[],
  mode?: 'ALL_OR_NOTHING' | 'SKIP_FAILED',
) => {
  const { data, errors } = await gateway.query(
    `mutation ($input: CreateAccountsInput!) { createAccounts(input: $input) { results { account ${shownFields} errors ${error} } errors ${error} } }`,
    { input: { backend, accounts, ...(mode === undefined ? {} : { mode }) } },
  );
  expect(errors).toBeUndefined();
  return data.createAccounts;
};

const stateOf = (gateway: Gateway, backend: BackendId) => structuredClone({ ...gateway[backend].state });

const untouched = shareGateway(() => startGateway({ people: 0 }));
const readOnly = shareGateway(() =>
  startGateway({
    people: 0,
    backends: {
      iot: 'writes: false',
      etl: 'writes: false',
      hub: 'writes: false',
      vpn: 'writes: false',
    },
  }),
);

describe.each(cases)('on $backend', (one) => {
  const { backend } = one;

  it('createAccount creates what was asked for and shows it as read back', async () => {
    await using gateway = await startGateway({ people: 0 });
    const { account, errors } = await createOne(gateway, backend, one.fresh(1));
    expect(errors).toEqual([]);
    expect(account).toMatchObject({ backend, ...one.shown(1) });
    expect(one.stored(gateway, 1)).toMatchObject(one.expected(1));
    expectConformance(one.contract, gateway[backend]);
    const { data } = await gateway.query(
      `query ($id: ID!) { node(id: $id) { ... on Account ${shownFields} } }`,
      {
        id: account.id,
      },
    );
    expect(data.node).toEqual(account);
  });

  it.each(one.taken)(
    'P43: $what that is taken is ALREADY_EXISTS, and nothing is overwritten',
    async ({ account, field }) => {
      const gateway = untouched();
      const before = stateOf(gateway, backend);
      expect(await createOne(gateway, backend, account)).toEqual({
        account: null,
        errors: [
          expect.objectContaining({
            code: 'ALREADY_EXISTS',
            path: field === undefined ? ['account'] : ['account', field],
            backend,
            retryable: false,
          }),
        ],
      });
      expect(stateOf(gateway, backend)).toEqual(before);
    },
  );

  it.each(one.unsupported)('the field %s is UNSUPPORTED, before any call', async (field, value) => {
    const gateway = untouched();
    const { errors } = await createOne(gateway, backend, { ...one.fresh(1), [field]: value });
    expect(errors).toEqual([
      expect.objectContaining({ code: 'UNSUPPORTED', path: ['account', field], backend }),
    ]);
    expect(gateway.calls()[backend]).toEqual([]);
  });

  it('what is missing is BAD_INPUT, before any call', async () => {
    const gateway = untouched();
    const { errors } = await createOne(gateway, backend, { ...one.fresh(1), [one.required]: null });
    expect(errors).toEqual([expect.objectContaining({ code: 'BAD_INPUT', path: ['account', one.required] })]);
    expect(gateway.calls()[backend]).toEqual([]);
  });

  it('createAccounts tells each its own result, in order (G24: one that fails does not stop the others)', async () => {
    await using gateway = await startGateway({ people: 0 });
    const [taken] = one.taken;
    const [malformed, malformedField] = one.malformed;
    const { results, errors } = await createMany(gateway, backend, [
      one.fresh(1),
      taken?.account ?? {},
      malformed,
      { ...one.fresh(2), roles: ['no such role'] },
      one.fresh(3),
      { ...one.fresh(4), kind: 'UNKNOWN' },
    ]);
    expect(errors).toEqual([]);
    expect(results).toEqual([
      { account: expect.objectContaining(one.shown(1)), errors: [] },
      {
        account: null,
        errors: [
          expect.objectContaining({ code: 'ALREADY_EXISTS', path: ['accounts', '1', taken?.field], backend }),
        ],
      },
      {
        account: null,
        errors: [expect.objectContaining({ code: 'BAD_INPUT', path: ['accounts', '2', malformedField] })],
      },
      {
        account: null,
        errors: [
          expect.objectContaining({
            code: backend === 'vpn' ? 'UNSUPPORTED' : 'BAD_INPUT',
            path: ['accounts', '3', 'roles'],
          }),
        ],
      },
      { account: expect.objectContaining(one.shown(3)), errors: [] },
      {
        account: null,
        errors: [expect.objectContaining({ code: 'BAD_INPUT', path: ['accounts', '5', 'kind'] })],
      },
    ]);
    expect(one.stored(gateway, 1)).toMatchObject(one.expected(1));
    expect(one.stored(gateway, 2)).toBeUndefined();
    expect(one.stored(gateway, 3)).toMatchObject(one.expected(3));
  });

  it.each([
    [
      'a field that the backend does not take',
      () => ({ ...one.fresh(9), [one.unsupported[0]?.[0] ?? '']: one.unsupported[0]?.[1] }),
    ],
    ['an account that exists', () => one.taken[0]?.account ?? {}],
    ["what only the backend's own rules refuse", () => one.malformed[0]],
    ['the same account twice', () => one.fresh(1)],
  ])('G24: ALL_OR_NOTHING writes nothing for %s', async (_what, invalid) => {
    const gateway = untouched();
    const { results, errors } = await createMany(
      gateway,
      backend,
      [one.fresh(1), invalid(), one.fresh(2)],
      'ALL_OR_NOTHING',
    );
    expect(errors).toEqual([]);
    expect(results.map(({ account }: { account: unknown }) => account)).toEqual([null, null, null]);
    expect(results[0].errors).toEqual([
      expect.objectContaining({
        code: 'BAD_INPUT',
        path: ['accounts', '0'],
        message: 'not created, because another account of the request is refused',
      }),
    ]);
    expect(results[1].errors[0]).toMatchObject({ backend });
    expect(results[1].errors[0].message).not.toContain('another account of the request');
    expect(writesTo(gateway, backend)).toEqual([]);
  });

  it('ALL_OR_NOTHING creates all where none is refused', async () => {
    await using gateway = await startGateway({ people: 0 });
    const { results } = await createMany(gateway, backend, [one.fresh(1), one.fresh(2)], 'ALL_OR_NOTHING');
    expect(results).toEqual(
      [1, 2].map((n) => ({ account: expect.objectContaining(one.shown(n)), errors: [] })),
    );
  });

  it.each([
    ['a status 500', { kind: 'status', applied: true, answer: { status: 500, json: {} } }],
    ['a reset', { kind: 'reset', applied: true }],
    ['half an answer', { kind: 'half-body' }],
  ] as const)(
    'an answer that is lost after the creation is settled by reading: %s',
    async (_title, fault) => {
      await using gateway = await startGateway({ people: 0 });
      gateway[backend].faults.add(fault, one.create);
      const { account, errors } = await createOne(gateway, backend, one.fresh(1));
      expect(errors).toEqual([]);
      expect(account).toMatchObject(one.shown(1));
      expect(gateway[backend].requests.filter(({ method }) => method === one.create.method)).toHaveLength(1);
    },
  );

  it('a failure before the creation is an error that may be retried', async () => {
    await using gateway = await startGateway({ people: 0 });
    gateway[backend].faults.add(
      { kind: 'status', applied: false, answer: { status: 503, json: {} } },
      { ...one.create, times: 1 },
    );
    expect(await createOne(gateway, backend, one.fresh(1))).toEqual({
      account: null,
      errors: [
        expect.objectContaining({
          code: 'UPSTREAM_UNAVAILABLE',
          path: ['account'],
          backend,
          retryable: true,
        }),
      ],
    });
    expect(one.stored(gateway, 1)).toBeUndefined();
    expect((await createOne(gateway, backend, one.fresh(1))).errors).toEqual([]);
  });

  it('is WRITES_DISABLED without `writes: true`, before any call', async () => {
    const gateway = readOnly();
    expect((await createOne(gateway, backend, one.fresh(1))).errors).toEqual([
      expect.objectContaining({ code: 'WRITES_DISABLED', path: ['backend'], backend }),
    ]);
    expect(gateway.calls()[backend]).toEqual([]);
  });
});

describe('where what is there cannot be read', () => {
  it.each([
    // Who Rolecall itself is there was read before.
    ['etl', { target: /\/users\b/, after: 1 }],
    ['hub', { target: /\/user\b/ }],
  ] as const)('nothing is created on %s, and the run of each account tells why', async (backend, scope) => {
    await using gateway = await startGateway({ people: 0 });
    gateway[backend].faults.add(
      { kind: 'status', applied: false, answer: { status: 401, json: {} } },
      { method: 'GET', ...scope },
    );
    const input = { backend, accounts: [{ userName: 'one' }, { userName: 'two' }] };
    const { results, errors } = await runMutation(
      gateway,
      'createAccounts',
      'results { errors { code } }',
      input,
    );
    expect(errors).toEqual([]);
    expect(results).toEqual([1, 2].map(() => ({ errors: [{ code: 'UPSTREAM_REFUSED' }] })));
    const { data } = await gateway.query(
      '{ runs(first: 1) { nodes { outcomes(first: 2) { nodes { outcome code } } } } }',
    );
    const outcome = { outcome: 'FAILED', code: 'UPSTREAM_REFUSED' };
    expect(data.runs.nodes).toEqual([{ outcomes: { nodes: [outcome, outcome] } }]);
  });
});

describe('roles of a new account', () => {
  it('G10: a BROADER spelling is GUARD_BLOCKED unless escalation is allowed for the request', async () => {
    await using gateway = await startGateway({ people: 0 });
    const operator = { userName: 'olga', password, roles: ['operator'] };
    expect((await createOne(gateway, 'hub', operator)).errors).toEqual([
      expect.objectContaining({ code: 'GUARD_BLOCKED', path: ['allowEscalation'] }),
    ]);
    const { results } = await createMany(gateway, 'hub', [operator]);
    expect(results[0].errors).toEqual([
      expect.objectContaining({ code: 'GUARD_BLOCKED', path: ['allowEscalation'] }),
    ]);
    expect(writesTo(gateway, 'hub')).toEqual([]);
    expect((await createOne(gateway, 'hub', operator, { allowEscalation: true })).errors).toEqual([]);
    expect(gateway.hub.state.internal.get('olga')?.roles).toEqual(['cf_remoteagent']);
  });

  it('G14: are held within the organization that is named', async () => {
    await using gateway = await startGateway({ people: 0 });
    const viewer = { nativeId: 'vera', email: 'vera@contoso.com', roles: ['viewer'] };
    expect((await createOne(gateway, 'iot', viewer)).errors).toEqual([
      expect.objectContaining({ code: 'ORGANIZATION_REQUIRED', path: ['account', 'organization'] }),
    ]);
    expect((await createOne(gateway, 'iot', { ...viewer, organization: 'seattle' })).errors).toEqual([]);
    expect(gateway.iot.state.users.get('vera')?.roles).toEqual([
      { role: iotCentralRoles.organizationViewer, organization: 'seattle' },
    ]);
  });

  it('may not exclude each other (G11), be unknown to the backend (G16), or be too many', async () => {
    await using gateway = await startGateway({ people: 0, config: 'exclusive: [[admin, operator]]' });
    for (const [backend, roles, code] of [
      ['hub', { roles: ['admin', 'operator'] }, 'BAD_INPUT'],
      ['hub', { nativeRoles: ['nothing'] }, 'ROLE_MISSING'],
      ['hub', { roles: ['billing'] }, 'NOT_EXPRESSIBLE'],
      ['etl', { nativeRoles: ['1', '2', '3', '4', '5', '6'] }, 'BAD_INPUT'],
    ] as const) {
      const { errors } = await createOne(gateway, backend, { userName: 'olga', password, ...roles });
      expect(errors).toEqual([expect.objectContaining({ code })]);
      expect(writesTo(gateway, backend)).toEqual([]);
    }
  });
});

describe('directory groups and services of IoT Central', () => {
  const directory = {
    tenantId: '72f988bf-86f1-41af-91ab-2d7cd011db47',
    objectId: '0c2d5b0e-0000-4000-8000-000000000001',
  };

  it.each([
    ['DIRECTORY_GROUP', 'adGroup'],
    ['SERVICE', 'servicePrincipal'],
  ])('a %s is created with its object of the directory', async (kind, type) => {
    await using gateway = await startGateway({ people: 0 });
    const { errors } = await createOne(gateway, 'iot', {
      nativeId: 'crew',
      kind,
      roles: ['operator'],
      ...directory,
    });
    expect(errors).toEqual([]);
    expect(gateway.iot.state.users.get('crew')).toMatchObject({ type, ...directory });
  });

  it.each(['tenantId', 'objectId'])('without %s it is BAD_INPUT, before any call', async (missing) => {
    const gateway = untouched();
    const { errors } = await createOne(gateway, 'iot', {
      nativeId: 'crew',
      kind: 'DIRECTORY_GROUP',
      roles: ['operator'],
      ...directory,
      [missing]: null,
    });
    expect(errors).toEqual([expect.objectContaining({ code: 'BAD_INPUT', path: ['account', missing] })]);
    expect(gateway.calls().iot).toEqual([]);
  });
});

describe('many accounts', () => {
  const newcomers = (count: number) =>
    Array.from({ length: count }, (_, n) => ({ email: `bulk${n}@example.com`, groups: [contractors] }));
  const creations = (gateway: Gateway) =>
    gateway.vpn.requests
      .filter(({ method }) => method === 'POST')
      .map(({ body }) => (JSON.parse(body) as readonly unknown[]).length);

  it('of CipherScale are created a hundred a call', async () => {
    await using gateway = await startGateway({ people: 0 });
    const { results } = await createMany(gateway, 'vpn', newcomers(120));
    expect(results.flatMap(({ errors }: { errors: unknown[] }) => errors)).toEqual([]);
    expect(results.map(({ account }: { account: { email: string } }) => account.email)).toEqual(
      newcomers(120).map(({ email }) => email),
    );
    expect(creations(gateway)).toEqual([100, 20]);
    expect([...gateway.vpn.state.mails.values()]).toEqual(Array(120).fill(1));
    expectConformance('cipherscale', gateway.vpn);
  });

  it.each([
    ['before', false],
    ['after', true],
  ])(
    'of a call of CipherScale that fails %s it was applied are not sent again: reading tells which are there',
    async (_when, applied) => {
      await using gateway = await startGateway({ people: 0 });
      gateway.vpn.faults.add(
        { kind: 'status', applied, answer: { status: 500, json: {} } },
        { method: 'POST', after: 1 },
      );
      const { results } = await createMany(gateway, 'vpn', newcomers(120));
      const failed = results.filter(({ account }: { account: unknown }) => account === null);
      expect(failed).toHaveLength(applied ? 0 : 20);
      for (const { errors } of failed)
        expect(errors).toEqual([expect.objectContaining({ code: 'UPSTREAM_UNAVAILABLE', retryable: true })]);
      expect(creations(gateway)).toEqual([100, 20]);
      expect([...gateway.vpn.state.mails.values()]).toEqual(Array(applied ? 120 : 100).fill(1));
    },
  );

  it('of CipherScale are answered with what they hold without a further call', async () => {
    const callsFor = async (selection: string): Promise<number> => {
      await using gateway = await startGateway({ people: 0 });
      const { data } = await gateway.query(
        `mutation ($input: CreateAccountsInput!) { createAccounts(input: $input) { results { account ${selection} } } }`,
        { input: { backend: 'vpn', accounts: newcomers(3) } },
      );
      expect(data.createAccounts.results).toHaveLength(3);
      return gateway.calls().vpn.length;
    };
    expect(await callsFor('{ nativeId roles { name } assignments { origin } }')).toBe(
      await callsFor('{ nativeId }'),
    );
  });

  it.each([0, 1001])('are BAD_INPUT when there are %i, before any call', async (count) => {
    const gateway = untouched();
    expect(await createMany(gateway, 'vpn', newcomers(count))).toEqual({
      results: [],
      errors: [expect.objectContaining({ code: 'BAD_INPUT', path: ['accounts'] })],
    });
    expect(gateway.calls().vpn).toEqual([]);
  });
});

describe('a password', () => {
  it.each(['etl', 'hub'] as const)(
    'is sent to %s once and shown to nobody, whatever the backend says',
    async (backend) => {
      await using gateway = await startGateway({ people: 0 });
      const input = { userName: 'secretive', password, email: 's@example.com' };
      const whole = `mutation ($input: CreateAccountInput!) { createAccount(input: $input) { account { id userName displayName email vendor { __typename } } errors ${error} } }`;
      const send = () => gateway.query(whole, { input: { backend, account: input } });
      const { faults } = gateway[backend];

      faults.add(
        { kind: 'status', applied: false, answer: { status: 400, text: `Bad password ${password}` } },
        { method: backend === 'etl' ? 'POST' : 'PUT', times: 1 },
      );
      const refused = await send();
      expect(refused.data.createAccount.errors).toEqual([
        expect.objectContaining({ code: 'UPSTREAM_REJECTED' }),
      ]);
      faults.clear();
      faults.add({
        kind: 'alter',
        alter: (answer) => ({ ...answer, json: withPassword(answer.json) }),
      });
      const created = await send();
      expect(created.data.createAccount.errors).toEqual([]);
      const again = await send();
      expect(again.data.createAccount.errors).toEqual([expect.objectContaining({ code: 'ALREADY_EXISTS' })]);
      expect(JSON.stringify([refused, created, again])).not.toContain(password);

      const sent = gateway[backend].requests.filter(({ body }) => body.includes(password));
      expect(sent.map(({ method }) => method)).toEqual(backend === 'etl' ? ['POST', 'POST'] : ['PUT', 'PUT']);
      expect(gateway[backend].requests.some(({ target }) => target.includes(password))).toBe(false);
    },
  );
});

/** A backend that tells passwords wherever it tells a user. */
const withPassword = (json: unknown): unknown =>
  json === undefined
    ? undefined
    : JSON.parse(JSON.stringify(json), (_key, value: unknown) =>
        typeof value === 'object' && value !== null && 'id' in value ? { ...value, password } : value,
      );
