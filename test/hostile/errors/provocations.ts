import { DatabaseSync } from 'node:sqlite';
import type { ErrorCode } from '../../../src/domain/errors.ts';
import type { Fault } from '../../../src/emulators/faults.ts';
import { iotCentralRoles } from '../../../src/emulators/iot-central/ids.ts';
import { accountId, nativeRoles } from '../../canaries/accounts.ts';
import { fields, isAble } from '../../canaries/fields.ts';
import { leakyFaults } from '../../canaries/leaky-faults.ts';
import { type BackendId, backendIds, type Emulators } from '../../four-emulators.ts';
import { storyOf } from '../../graphql/every-mutation.ts';
import {
  type CallerName,
  type CanaryGateway,
  credentials,
  otherSecret,
  type startCanaryGateway,
  type Told,
} from './gateway.ts';

/** What the codes are forced with. */
export type World = {
  readonly emulators: Emulators;
  /** Of all whose making takes no configuration or backend of its own. */
  readonly gateway: CanaryGateway;
  /** Another over the same emulators, which knows nothing of what befell the first. */
  start(
    options?: Omit<NonNullable<Parameters<typeof startCanaryGateway>[1]>, 'keep'>,
  ): Promise<CanaryGateway>;
  /** Of a file in which a store may lie that nobody has yet. */
  newFile(): string;
};

/** How each code is brought about, over HTTP. Of whatever else comes of it nothing is asked but that it tells nothing. */
export const provocations: Readonly<Record<ErrorCode, (world: World) => Promise<unknown>>> = {
  BAD_INPUT: ({ gateway: { ask } }) =>
    inTurn(
      () => ask('{'),
      () => ask('{ nonsense }'),
      () => ask('query A { __typename } query B { __typename }'),
      () => ask('{ accounts(first: 0, filter: { backend: "hub" }) { totalCount } }'),
      () => ask('{ accounts(first: 1, filter: { backend: "hub" }, after: "forged") { totalCount } }'),
      () => ask('query ($id: ID!) { node(id: $id) { id } }', { id: { secret: otherSecret.secret } }),
      () => mutate(ask, 'grantRoles', { account: on('hub', 'set') }),
    ),
  NOT_FOUND: ({ gateway: { ask } }) =>
    inTurn(
      () => ask('{ accounts(first: 1, filter: { backend: "nowhere" }) { totalCount } }'),
      () => mutate(ask, 'deleteAccount', { account: { backend: 'etl', nativeId: 'nobody' } }),
    ),
  ALREADY_EXISTS: ({ gateway: { ask } }) =>
    mutate(ask, 'createNativeRole', { backend: 'hub', nativeId: 'linux_team', permissions: [] }),
  UNSUPPORTED: ({ gateway: { ask } }) =>
    inTurn(
      () => ask('{ groups(backend: "hub", first: 1) { nodes { nativeId } } }'),
      () => mutate(ask, 'setAccountStatus', { account: on('iot', 'set'), status: 'DISABLED' }),
    ),
  FORBIDDEN: ({ gateway: { ask } }) =>
    inTurn(
      () => mutate(ask, 'deleteAccount', { account: on('etl', 'set') }, 'reader'),
      () => ask('{ apiTokens(backend: "iot", first: 1) { nodes { nativeId } } }', {}, { caller: 'reader' }),
      () => ask('{ __schema { queryType { name } } }', {}, { caller: 'reader' }),
    ),
  UNAUTHENTICATED: ({ gateway: { ask } }) => ask('{ caller { name } }', {}, { caller: 'stranger' }),
  WRITES_DISABLED: async ({ start }) => {
    await using gateway = await start({ writes: false });
    for (const backend of backendIds)
      await mutate(gateway.ask, 'deleteAccount', { account: on(backend, 'set') });
  },
  PROTECTED: ({ gateway: { ask } }) =>
    mutate(ask, 'deleteAccount', { account: { backend: 'hub', nativeId: 'CFE_ROBOT' } }),
  IMMUTABLE: ({ gateway: { ask } }) =>
    mutate(ask, 'grantRoles', {
      account: { backend: 'hub', nativeId: 'calvin' },
      nativeRoles: ['linux_team'],
    }),
  ROLE_MISSING: ({ gateway: { ask } }) =>
    mutate(ask, 'grantRoles', { account: on('hub', 'set'), nativeRoles: ['nothing'] }),
  NOT_EXPRESSIBLE: ({ gateway: { ask } }) =>
    mutate(ask, 'grantRoles', { account: on('hub', 'set'), roles: ['nowhere'] }),
  ORGANIZATION_REQUIRED: ({ gateway: { ask } }) =>
    mutate(ask, 'grantRoles', {
      account: on('iot', 'set'),
      nativeRoles: [iotCentralRoles.organizationViewer],
    }),
  ACCOUNT_AMBIGUOUS: async ({ emulators, gateway: { ask } }) => {
    const twin = { id: 'twin', name: 'Twin', roles: [] };
    emulators.hub.state.external.set('twin', { ...twin, external: true });
    emulators.hub.state.internal.set('twin', { ...twin, external: false });
    await ask('{ account(backend: "hub", nativeId: "twin", maxAgeSeconds: 0) { id } }');
    await mutate(ask, 'deleteAccount', { account: { backend: 'hub', nativeId: 'twin' } });
    emulators.hub.state.external.delete('twin');
    emulators.hub.state.internal.delete('twin');
  },
  USER_AMBIGUOUS: async ({ emulators, gateway }) => {
    for (const id of ['first-of-two', 'second-of-two'])
      emulators.hub.state.internal.set(id, {
        id,
        name: id,
        email: 'both@example.com',
        roles: [],
        external: false,
      });
    await gateway.refreshAll();
    await gateway.ask('{ user(by: { email: "both@example.com" }) { id } }');
  },
  LINK_NOT_CONFIRMED: async ({ emulators, gateway }) => {
    const id = 'asserted';
    emulators.hub.state.internal.set(id, {
      id,
      name: id,
      email: 'asserted@example.com',
      roles: [],
      external: false,
    });
    await gateway.refreshAll();
    await mutate(gateway.ask, 'grantRoles', {
      user: { email: 'asserted@example.com' },
      roles: ['admin'],
    });
  },
  LAST_ADMIN: async ({ start }) => {
    await using gateway = await start({ config: 'guards: { minAdmins: 1000 }' });
    await gateway.refreshAll();
    await mutate(gateway.ask, 'grantRoles', {
      account: on('etl', 'read'),
      nativeRoles: ['cdata_admin'],
    });
    await mutate(gateway.ask, 'deleteAccount', { account: on('etl', 'read') });
  },
  GUARD_BLOCKED: ({ gateway: { ask } }) =>
    mutate(ask, 'grantRoles', { account: on('hub', 'set'), roles: ['keeper'] }),
  PLAN_STALE: async ({ emulators, gateway }) => {
    const { id, digest } = await planFrom(emulators, gateway);
    emulators.vpn.state.users.get(accountId('planned'))?.directRoles.delete(shifter.vpn);
    await mutate(gateway.ask, 'applyPlan', { id, digest });
  },
  PLAN_EXPIRED: async ({ emulators, start }) => {
    await using gateway = await start({ config: 'guards: { planHours: 0.0000001 }' });
    await gateway.refreshAll();
    const { id, digest } = await planFrom(emulators, gateway);
    await mutate(gateway.ask, 'applyPlan', { id, digest });
  },
  DIGEST_MISMATCH: async ({ emulators, gateway }) => {
    const { id } = await planFrom(emulators, gateway);
    await mutate(gateway.ask, 'applyPlan', { id, digest: '0'.repeat(64) });
  },
  CONFLICT: async ({ emulators: { hub }, gateway: { ask } }) => {
    const id = accountId('granted');
    const moving: Fault = {
      kind: 'alter',
      alter: (answer) => {
        const sent = structuredClone(answer);
        const user = hub.state.internal.get(id);
        if (user !== undefined) hub.state.internal.set(id, { ...user, roles: ['linux_team'] });
        return sent;
      },
    };
    hub.faults.add(moving, { method: 'GET', target: /^\/api\/user\?/, times: 1 });
    await mutate(ask, 'grantRoles', {
      account: on('hub', 'granted'),
      nativeRoles: [nativeRoles.hub[2]],
    });
    hub.faults.clear();
  },
  IDEMPOTENCY_MISMATCH: async ({ gateway: { ask } }) => {
    for (const name of ['set', 'granted'])
      await mutate(ask, 'grantRoles', {
        account: on('etl', name),
        nativeRoles: [nativeRoles.etl[2]],
        idempotencyKey: 'mismatch',
      });
  },
  IN_FLIGHT: async ({ emulators: { etl }, start }) => {
    await using gateway = await start({ config: 'limits: { requestMs: 100 }' });
    etl.faults.add({ kind: 'latency', ms: 300 }, { times: 1 });
    const input = {
      account: on('etl', 'updated'),
      nativeRoles: [nativeRoles.etl[2]],
      idempotencyKey: 'in flight',
    };
    await Promise.all([1, 2, 3].map(() => mutate(gateway.ask, 'grantRoles', input)));
    etl.faults.clear();
  },
  COST_EXCEEDED: ({ gateway: { ask } }) =>
    inTurn(
      () => ask(`{ ${Array.from({ length: 31 }, (_, at) => `a${at}: __typename`).join(' ')} }`),
      () => ask(`{ ${'a '.repeat(2000)} }`),
      () => ask('{ users(first: 100) { nodes { accounts { user { accounts { nativeId } } } } } }'),
    ),
  RATE_LIMITED: async (world) => {
    await using gateway = await world.start({ config: 'limits: { requestsPerSecond: 0.01, burst: 1 }' });
    for (let asked = 0; asked < 3; asked += 1) await gateway.ask('{ caller { name } }');
    await befalling('throttling')(world);
  },
  UPSTREAM_TIMEOUT: befalling('hanging'),
  UPSTREAM_UNAVAILABLE: befalling('failing'),
  UPSTREAM_REFUSED: befalling('forbidding'),
  UPSTREAM_REJECTED: befalling('rejecting'),
  UPSTREAM_INVALID: befalling('mistaken'),
  UPSTREAM_INCOMPLETE: befalling('breaking-off'),
  QUARANTINED: befalling('refusing'),
  STORE_UNAVAILABLE: async ({ emulators, start, newFile }) => {
    const file = newFile();
    await using gateway = await start({ store: `file:${file}` });
    using database = new DatabaseSync(file);
    const told = `${otherSecret.secret} in ${file}`;
    for (const table of ['audit', 'plan', 'answer', 'decision'])
      database.exec(
        `create trigger "no ${table}" before insert on "${table}" begin select raise(abort, '${told}'); end`,
      );
    await mutate(gateway.ask, 'deleteAccount', { account: on('etl', 'set') });
    await mutate(gateway.ask, 'linkAccounts', {
      accounts: [on('etl', 'set'), on('hub', 'set')],
      reason: 'x',
    });
    await planFrom(emulators, gateway);
  },
  INTERNAL: async ({ start, newFile }) => {
    const file = newFile();
    await using gateway = await start({
      store: `file:${file}`,
      alter: (config) => ({ ...config, roles: [untellableRole] }),
    });
    await gateway.ask('{ role(name: "broken") { name description } }');
    await gateway.ask('{ roles { name description } }');
    using database = new DatabaseSync(file);
    database.exec('pragma foreign_keys = off');
    for (const table of tablesOf(database)) database.exec(`drop table if exists "${table}"`);
    for (const document of [
      '{ users(first: 5) { nodes { id } } }',
      '{ auditEntries(first: 5) { nodes { id } } }',
      '{ plans(first: 5) { nodes { id } } }',
      '{ account(backend: "etl", nativeId: "x") { nativeId } }',
    ])
      await gateway.ask(document);
    await mutate(gateway.ask, 'deleteAccount', { account: on('etl', 'set') });
  },
};

/** One whose description fails in words that are nobody's business. */
const untellableRole = {
  name: 'broken',
  description: {
    valueOf: () => {
      throw new TypeError(
        `${otherSecret.secret} at read (/srv/rolecall/src/secret.ts:1:1), SELECT * FROM tokens`,
      );
    },
  } as never,
  map: {},
  exclusive: [],
};

/** Native roles that spell a role which an account holds on CipherScale and its user not yet on IoT Central. */
const shifter = { vpn: nativeRoles.vpn[0], iot: nativeRoles.iot[2] };

/** YAML: roles that the provocations name. */
export const rolesOfProvocations = `roles:
  - { name: nowhere }
  - { name: shifter, map: { iot: [{ native: ${shifter.iot} }], vpn: [{ native: ${shifter.vpn} }] } }
  - { name: keeper, map: { hub: [{ native: web_team, relation: BROADER }] } }`;

/** Plans to give on IoT Central what is held on CipherScale, by the two accounts of one address that both prove. */
const planFrom = async (
  { vpn }: Emulators,
  { ask }: CanaryGateway,
): Promise<{ readonly id: string; readonly digest: string }> => {
  vpn.state.users.get(accountId('planned'))?.directRoles.add(shifter.vpn);
  const { text } = await ask(
    'mutation ($input: PlanRoleSyncInput!) { planRoleSync(input: $input) { plan { id digest state } errors { code message path backend retryable retryAfter } } }',
    { input: { from: { backend: 'vpn' }, to: ['iot'] } },
  );
  return JSON.parse(text).data.planRoleSync.plan ?? { id: '', digest: '' };
};

const tablesOf = (database: DatabaseSync): readonly string[] =>
  database
    .prepare("select name from sqlite_schema where type = 'table' and name not like 'sqlite_%'")
    .all()
    .map(({ name }) => String(name));

const on = (backend: BackendId, name: string) => ({ backend, nativeId: accountId(name) });

type Ask = CanaryGateway['ask'];

/** Runs a mutation and asks for all that can be told of what went wrong. */
const mutate = (ask: Ask, field: string, input: object, caller: CallerName = 'ops'): Promise<Told> => {
  const type = `${field.charAt(0).toUpperCase()}${field.slice(1)}Input`;
  return ask(
    `mutation ($input: ${type}!) { ${field}(input: $input) { errors { code message path backend retryable retryAfter } } }`,
    { input },
    { caller },
  );
};

/** Each begins when the one before it has ended. */
const inTurn = async (...questions: readonly (() => Promise<unknown>)[]): Promise<void> => {
  for (const question of questions) await question();
};

/** Asks each backend for all that it can do, while this befalls all that it answers and it says what it should not. */
function befalling(name: string): (world: World) => Promise<void> {
  return async ({ emulators, start }) => {
    await using gateway = await start();
    for (const backend of backendIds) emulators[backend].faults.add(leakyFaultOf(name, backend));
    const questions = backendIds.flatMap((backend) =>
      fields.filter((field) => isAble(field, storyOf(backend))).map((field) => ({ backend, field })),
    );
    await Promise.all(
      questions.map(async ({ backend, field: { brief, example } }, at) => {
        // Of one caller only so many requests may be under way.
        const caller = at % 2 === 0 ? 'ops' : 'second';
        await gateway.ask(brief, await example.variables(storyOf(backend), async () => ({})), { caller });
      }),
    );
    await gateway.ask('{ backends { health { state reason } } }');
    for (const backend of backendIds) emulators[backend].faults.clear();
  };
}

const leakyFaultOf = (name: string, backend: BackendId): Fault => {
  const fault = leakyFaults.find((one) => one.name === name);
  if (fault === undefined) throw new Error(`no fault is called ${name}`);
  return fault.toFault({ own: credentials[backend].secret, other: otherSecret.secret });
};
