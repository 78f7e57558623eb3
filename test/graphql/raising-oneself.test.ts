import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { cipherscaleIds } from '../../src/emulators/cipherscale/ids.ts';
import { iotCentralRoles } from '../../src/emulators/iot-central/ids.ts';
import { backendIds } from '../four-emulators.ts';
import type { BackendId, Gateway } from '../gateway.ts';
import { ada, backendGrounds, type Ground, grounds, idOf, startGrounds } from './grounds.ts';
import { runMutation } from './run-mutation.ts';

/** One way in which a caller might gain something. Answers whether it was refused. */
type Attempt = {
  readonly name: string;
  attempt(gateway: Gateway, caller: string): Promise<boolean>;
};

/** A mutation that is refused by the guard against raising oneself, and by nothing that came before it. */
const mutation = (name: string, field: string, input: object): Attempt => ({
  name: `${field}, ${name}`,
  attempt: async (gateway, caller) => {
    const selection = field === 'createAccounts' ? 'results { errors { code } }' : '';
    const { errors, results = [] } = await runMutation(gateway, field, selection, input, { caller });
    const codes = [...errors, ...results.flatMap((one: { errors: readonly object[] }) => one.errors)];
    return codes.length > 0 && codes.every(({ code }) => code === 'GUARD_BLOCKED');
  },
});

/** A plan that the guard refuses, or else one that is applied. */
const plan = (name: string, field: string, input: object): Attempt => ({
  name: `${field}, ${name}`,
  attempt: async (gateway, caller) => {
    const answer = await runMutation(gateway, field, planned, input, { caller });
    return (await applyUnlessRefused(gateway, answer, caller)) === 'REFUSED';
  },
});

const planned = 'plan { id digest state guards { name verdict } }';

const applyUnlessRefused = async (
  gateway: Gateway,
  answer: Awaited<ReturnType<typeof runMutation>>,
  caller: string,
): Promise<string> => {
  expect(answer.errors).toEqual([]);
  const { id, digest, state, guards } = answer.plan;
  if (state === 'REFUSED') {
    expect(guards).toContainEqual({ name: 'SELF', verdict: 'REFUSE' });
    return state;
  }
  await runMutation(gateway, 'applyPlan', 'run { state }', { id, digest }, { caller });
  return state;
};

const byAccount = { account: { backend: 'vpn', nativeId: ada } };

/** Ways to more roles on one ground. */
const waysTo = ({ backend, organization }: Ground): readonly Attempt[] => {
  const account = { backend, nativeId: ada };
  const place = organization === null ? {} : { organization };
  const within = organization === null ? backend : `${backend} in ${organization}`;
  const wishes: readonly (readonly [string, object])[] = [
    ['a role', { roles: ['runner'] }],
    ['a role of several spellings', { roles: ['lead'] }],
    ['a native role', { nativeRoles: [idOf('z')] }],
    ['a role that gives more', { roles: ['keeper'], allowEscalation: true }],
  ];
  return [
    ...wishes.map(([name, wish]) =>
      mutation(`${name} on ${within}`, 'grantRoles', { account, ...place, ...wish }),
    ),
    mutation(`more roles on ${within}`, 'setRoles', { account, ...place, roles: ['reader', 'runner'] }),
    mutation(`other roles on ${within}`, 'setRoles', { account, ...place, nativeRoles: [idOf('z')] }),
    ...(organization === null ? plansFor(backend) : []),
  ];
};

/** What only a user's LINKED accounts get: those of the backends that prove addresses. */
const plansFor = (backend: BackendId): readonly Attempt[] => {
  if (backend !== 'iot' && backend !== 'vpn') return [];
  const desired = (roles: readonly string[]) => ({
    from: { desired: [{ user: byAccount, roles }] },
    to: [backend],
  });
  return [
    plan(`on ${backend}`, 'planRoleSync', desired(['runner'])),
    plan(`in place of others on ${backend}`, 'planRoleSync', { ...desired(['lead']), mode: 'REPLACE' }),
    plan(`of a role that gives more on ${backend}`, 'planRoleSync', {
      ...desired(['keeper']),
      allowEscalation: true,
    }),
  ];
};

const { groups, roles } = cipherscaleIds;

/** Ways past the roles of one account. */
const waysAround: readonly Attempt[] = [
  ...[groups.engineering, groups.operations].map((group) =>
    mutation('a group that gives roles', 'addAccountToGroup', {
      account: { backend: 'vpn', nativeId: ada },
      group,
    }),
  ),
  mutation('a group of theirs that is to give more', 'updateGroup', {
    backend: 'vpn',
    nativeId: groups.everyone,
    nativeRoles: [roles.admin, roles.user],
  }),
  mutation('a native role of theirs that is to give more', 'updateNativeRole', {
    backend: 'hub',
    nativeId: idOf('y'),
    description: 'gives more',
  }),
  mutation('their own address', 'createAccount', {
    backend: 'hub',
    account: {
      userName: 'ada2',
      email: 'Ada@Example.com',
      password: 'Another-Password-1',
      roles: ['runner'],
    },
  }),
  mutation('their own address', 'createAccount', {
    backend: 'etl',
    account: {
      userName: 'ada2',
      email: 'ada@EXAMPLE.com',
      password: 'Another-Password-1',
      roles: ['runner'],
    },
  }),
  mutation('their own address', 'createAccounts', {
    backend: 'iot',
    accounts: [{ nativeId: 'ada2', email: 'ada@example.com', nativeRoles: [iotCentralRoles.administrator] }],
  }),
  mutation('their own address', 'createAccounts', {
    backend: 'vpn',
    accounts: [{ email: 'ada@example.com', groups: [groups.operations] }],
  }),
  ...backendIds.map((backend) =>
    mutation(`an account of an administrator with one of theirs on ${backend}`, 'linkAccounts', {
      accounts: [
        { backend, nativeId: ada },
        { backend: 'vpn', nativeId: cipherscaleIds.users.owner },
      ],
      reason: 'the same desk',
    }),
  ),
  ...backendGrounds.map(
    ({ backend }): Attempt => ({
      name: `undoRun of what took a role from them on ${backend}`,
      attempt: async (gateway, caller) => {
        const taken = await runMutation(gateway, 'revokeRoles', 'run { id }', {
          account: { backend, nativeId: ada },
          roles: ['reader'],
        });
        const answer = await runMutation(gateway, 'undoRun', planned, { id: taken.run.id }, { caller });
        return (await applyUnlessRefused(gateway, answer, caller)) === 'REFUSED';
      },
    }),
  ),
  {
    name: 'applyPlan of what somebody else has planned for them',
    attempt: async (gateway, caller) => {
      const answer = await runMutation(gateway, 'planRoleSync', planned, {
        from: { desired: [{ user: byAccount, roles: ['runner'] }] },
        to: ['iot', 'vpn'],
      });
      const { id, digest, state } = answer.plan;
      expect(state).toBe('READY');
      const { errors } = await runMutation(gateway, 'applyPlan', '', { id, digest }, { caller });
      return errors.length === 1 && errors[0].code === 'GUARD_BLOCKED';
    },
  },
];

/** The caller's own by configuration, and others only by the links between them. */
describe.each(backendIds)('a caller whose account on %s is configured', (own) => {
  const caller = `own-${own}`;
  let gateway: Gateway;
  beforeAll(async () => {
    const scopes = ['read', 'write', 'plan', 'apply', 'approve'] as const;
    gateway = await startGrounds({
      callers: { [caller]: { scopes, accounts: [{ backend: own, id: ada }] } },
    });
    for (const ground of backendGrounds) ground.hold(gateway, ['unmanaged', 'y']);
    await gateway.refreshAll();
  });
  afterAll(() => gateway[Symbol.asyncDispose]());

  const attempts: readonly (readonly [string, Ground | null, Attempt])[] = [
    ...grounds.flatMap((ground) => waysTo(ground).map((one) => [one.name, ground, one] as const)),
    ...waysAround.map((one) => [one.name, null, one] as const),
  ];

  it.each(attempts)('P15, S13: does not raise himself by %s', async (_name, ground, { attempt }) => {
    for (const one of backendGrounds) one.hold(gateway, ['unmanaged', 'y']);
    ground?.hold(gateway, ['unmanaged', 'y']);
    const before = possessions(gateway);
    expect(await attempt(gateway, caller)).toBe(true);
    const gained = possessions(gateway).difference(before);
    expect([...gained]).toEqual([]);
  });

  it('is among those of whom there are more than 200 variants', () => {
    expect(attempts.length * backendIds.length).toBeGreaterThan(200);
  });
});

/** All that ada's accounts are, hold and inherit, by the backends' own records. */
const possessions = ({ iot, etl, hub, vpn }: Gateway): Set<string> => {
  const isAdas = (email: string | undefined) => email?.toLowerCase() === 'ada@example.com';
  return new Set([
    ...[...iot.state.users.values()]
      .filter((user) => 'email' in user && isAdas(user.email))
      .flatMap(({ id, roles: held }) => [
        `iot ${id}`,
        ...held.map((one) => `iot ${id} ${JSON.stringify(one)}`),
      ]),
    ...[...etl.state.users.values()]
      .filter(({ email_address }) => isAdas(email_address ?? undefined))
      .flatMap(({ id, roles: held }) => [`etl ${id}`, ...held.map((role) => `etl ${id} ${role}`)]),
    ...[...hub.state.internal.values()]
      .filter(({ email }) => isAdas(email))
      .flatMap(({ id, roles: held }) => [`hub ${id}`, ...held.map((role) => `hub ${id} ${role}`)]),
    ...[...hub.state.roles.values()].map((role) => `hub ${JSON.stringify(role)}`),
    ...[...vpn.state.users.values()]
      .filter(({ email }) => isAdas(email ?? undefined))
      .flatMap(({ id, directRoles }) => [
        `vpn ${id}`,
        ...[...directRoles].map((role) => `vpn ${id} ${role}`),
      ]),
    ...[...vpn.state.groups.values()]
      .filter(({ members }) => members.has(ada))
      .flatMap(({ id, roles: given }) => [`vpn ${id}`, ...[...given].map((role) => `vpn ${id} ${role}`)]),
  ]);
};
