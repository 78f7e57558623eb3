import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Scope } from '../../src/domain/caller.ts';
import { cipherscaleIds } from '../../src/emulators/cipherscale/ids.ts';
import type { BackendId } from '../four-emulators.ts';
import type { Gateway, TestCaller } from '../gateway.ts';
import { ada, backendGrounds, idOf, startGrounds } from './grounds.ts';

/** Sends a mutation as a caller. Answers its payload, empty where there is none: whoever raises himself goes on with whatever he is told. */
type Send = (field: string, input: object) => Promise<Payload>;
// biome-ignore lint/suspicious/noExplicitAny: each way knows what it asked for
type Payload = Readonly<Record<string, any>>;

/** How a caller could come to more by something else than a role edit of one own account. */
type Way = {
  /** What somebody else does once, before. */
  readonly prepare?: (others: Send, gateway: Gateway) => Promise<Payload>;
  /** `others` is somebody else, who does what he is asked; `prepared` is what came of what was done before. */
  readonly attempt: (send: Send, others: Send, prepared: Payload) => Promise<unknown>;
};

const own = (backend: BackendId) => ({ backend, nativeId: ada });
const user = { account: own('vpn') };
const { groups, roles, users } = cipherscaleIds;

/** Applies a plan of which the caller was told, if he was. */
const apply = async (send: Send, { plan }: Payload): Promise<unknown> =>
  plan == null ? null : send('applyPlan', { id: plan.id, digest: plan.digest });

const approve = async (send: Send, { plan }: Payload): Promise<unknown> =>
  plan == null ? null : send('approvePlan', { id: plan.id, digest: plan.digest, reason: 'It is fine' });

/** A plan that is blocked, since the role is spelled by one that gives more. */
const escalation = { from: { desired: [{ user, roles: ['keeper'] }] }, to: ['vpn'] };

const holdMoreOnIot = (send: Send): Promise<Payload> =>
  send('grantRoles', { account: own('iot'), roles: ['runner'] });

const further = { backend: 'hub', nativeId: 'countess' };

/** What would be his, had he not seen to it that nobody knows. */
const hidden = (backend: BackendId): Readonly<Record<string, Way>> => ({
  [`an account on ${backend} that he disowns`]: {
    attempt: async (send) => {
      await send('unlinkAccount', { account: own(backend), reason: 'Not mine' });
      await send('grantRoles', { account: own(backend), roles: ['runner'] });
    },
  },
  [`an account on ${backend} of which he disowns the others`]: {
    attempt: async (send) => {
      await send('unlinkAccount', { account: own('vpn'), from: [own(backend)], reason: 'Not mine' });
      await send('grantRoles', { account: own(backend), roles: ['runner'] });
    },
  },
});

const ways: Readonly<Record<string, Way>> = {
  'roles of his user': { attempt: (send) => send('grantRoles', { user, roles: ['runner'] }) },
  'roles of his user by address': {
    attempt: (send) => send('setRoles', { user: { email: 'ada@example.com' }, roles: ['runner', 'reader'] }),
  },
  'roles of his user on one backend': {
    attempt: (send) => send('grantRoles', { user, roles: ['lead'], backends: ['iot'] }),
  },
  'a plan from a backend where he holds more': {
    prepare: holdMoreOnIot,
    attempt: async (send) =>
      apply(send, await send('planRoleSync', { from: { backend: 'iot' }, to: ['vpn'] })),
  },
  'a plan from a backend for his user alone': {
    prepare: holdMoreOnIot,
    attempt: async (send) =>
      apply(
        send,
        await send('planRoleSync', { from: { backend: 'iot' }, to: ['vpn'], over: { users: [user] } }),
      ),
  },
  'a plan for him and for others': {
    attempt: async (send) => {
      const others = { user: { account: { backend: 'vpn', nativeId: users.jane } }, roles: ['runner'] };
      const desired = [others, { user, roles: ['runner'] }];
      await apply(send, await send('planRoleSync', { from: { desired }, to: ['vpn', 'iot'] }));
    },
  },
  'a plan of his that another approves': {
    attempt: async (send, others) => {
      const planned = await send('planRoleSync', escalation);
      await approve(others, planned);
      await apply(send, planned);
    },
  },
  'a plan of another that he approves': {
    attempt: async (send, others) => {
      const planned = await others('planRoleSync', escalation);
      await approve(send, planned);
      await apply(others, planned);
    },
  },
  'the undoing of his offboarding': {
    prepare: async (others) => {
      const { plan: planned } = await others('planOffboarding', { user, backends: ['vpn'] });
      return others('applyPlan', { id: planned.id, digest: planned.digest });
    },
    attempt: async (send, _others, { run }) => apply(send, await send('undoRun', { id: run.id })),
  },
  ...hidden('iot'),
  ...hidden('etl'),
  ...hidden('hub'),
  ...Object.fromEntries(
    (['etl', 'hub'] as const).map((backend): [string, Way] => [
      `an account on ${backend} to which he gives another address`,
      {
        attempt: async (send) => {
          await send('updateAccount', { account: own(backend), email: 'somebody-else@example.com' });
          await send('grantRoles', { account: own(backend), roles: ['runner'] });
        },
      },
    ]),
  ),
  'an account with the address of one that is linked to him': {
    prepare: async (send, { hub }) => {
      const { nativeId: id } = further;
      hub.state.internal.set(id, { id, email: 'countess@example.com', roles: [], external: false });
      return send('linkAccounts', { accounts: [own('vpn'), further], reason: 'The same person' });
    },
    attempt: (send) =>
      send('createAccount', {
        backend: 'etl',
        account: {
          userName: 'countess',
          email: 'Countess@example.com',
          password: 'Another-Password-1',
          roles: ['runner'],
        },
      }),
  },
  'accounts of others and one of his': {
    attempt: (send) =>
      send('createAccounts', {
        backend: 'etl',
        accounts: ['somebody@example.com', 'Ada@example.com'].map((email, at) => ({
          userName: `new${at}`,
          email,
          password: 'Another-Password-1',
          roles: ['runner'],
        })),
      }),
  },
  'a native role of his that he deletes, and defines anew': {
    attempt: async (send) => {
      await send('deleteNativeRole', { backend: 'hub', nativeId: idOf('y') });
      await send('createNativeRole', {
        backend: 'hub',
        nativeId: idOf('y'),
        description: 'Gives more',
        permissions: [],
      });
    },
  },
  'a group that gives roles once he is in it': {
    attempt: async (send) => {
      const { group } = await send('createGroup', { backend: 'vpn', name: 'Friends' });
      const nativeId = group?.nativeId ?? groups.operations;
      await send('addAccountToGroup', { account: own('vpn'), group: nativeId });
      await send('updateGroup', { backend: 'vpn', nativeId, nativeRoles: [roles.admin] });
    },
  },
  'a group of his making': {
    attempt: async (send) => {
      const { group } = await send('createGroup', {
        backend: 'vpn',
        name: 'Rulers',
        nativeRoles: [roles.admin],
      });
      await send('addAccountToGroup', {
        account: own('vpn'),
        group: group?.nativeId ?? groups.engineering,
      });
    },
  },
  'an organization that he moves under one of his': {
    attempt: (send) => send('updateOrganization', { backend: 'iot', nativeId: 'oslo', parent: 'washington' }),
  },
  'an organization that he moves far below one of his': {
    attempt: (send) => send('updateOrganization', { backend: 'iot', nativeId: 'oslo', parent: 'seattle' }),
  },
};

const allButAdmin: readonly Scope[] = [
  'read',
  'write',
  'plan',
  'apply',
  'approve',
  'tokens',
  'audit',
  'schema',
];

const accounts = [{ backend: 'vpn', id: ada }];

/** By name, which is the token too. */
const callers: Readonly<Record<string, TestCaller>> = {
  'all-but-admin': { scopes: allButAdmin, accounts },
  ...Object.fromEntries(
    (['read', 'write', 'plan', 'apply', 'approve', 'tokens'] as const).map((without) => [
      `all-but-admin-and-${without}`,
      { scopes: allButAdmin.filter((scope) => scope !== without), accounts },
    ]),
  ),
  // What he may not see is his own all the same.
  'all-but-admin-on-other-backends': { scopes: allButAdmin, accounts, backends: ['iot', 'etl', 'hub'] },
};

const start = async (): Promise<Gateway> => {
  const gateway = await startGrounds({
    callers: { ...callers, uninvolved: { scopes: allButAdmin } },
  });
  gateway.iot.state.organizations.set('oslo', { id: 'oslo', displayName: 'Oslo' });
  return gateway;
};

const sendAs =
  (gateway: Gateway, caller: string): Send =>
  async (field, input) => {
    const type = `${field.charAt(0).toUpperCase()}${field.slice(1)}Input`;
    const { data } = await gateway.query(
      `mutation ($input: ${type}!) { ${field}(input: $input) { ${selections[field] ?? ''} errors { code message } } }`,
      { input },
      caller,
    );
    return data?.[field] ?? {};
  };

const plan = 'plan { id digest state }';
const selections: Readonly<Record<string, string>> = {
  planRoleSync: plan,
  planOffboarding: plan,
  undoRun: plan,
  applyPlan: 'run { id state }',
  createGroup: 'group { nativeId }',
};

describe.each(Object.entries(ways))('%s', (_name, { prepare, attempt }) => {
  let gateway: Gateway;
  let prepared: Payload;
  beforeAll(async () => {
    gateway = await start();
    for (const ground of backendGrounds) ground.hold(gateway, ['unmanaged', 'y']);
    await gateway.refreshAll();
    prepared = (await prepare?.(sendAs(gateway, 'all'), gateway)) ?? {};
    await gateway.refreshAll();
  });
  afterAll(() => gateway[Symbol.asyncDispose]());

  const gainOf = async (caller: string): Promise<readonly string[]> => {
    const before = holdings(gateway);
    await attempt(sendAs(gateway, caller), sendAs(gateway, 'all'), prepared);
    return [...holdings(gateway).difference(before)];
  };

  it.each(Object.keys(callers))('P15: raises nobody who has %s', async (caller) => {
    expect(await gainOf(caller)).toEqual([]);
  });

  it('would raise him where somebody else does it', async () => {
    expect((await gainOf('uninvolved')).length).toBeGreaterThan(0);
  });
});

it('P15: nobody who has own accounts raises any before the index can tell which are own', async () => {
  await using gateway = await start();
  for (const ground of backendGrounds) ground.hold(gateway, ['unmanaged', 'y']);
  const raise = () =>
    sendAs(gateway, 'all-but-admin')('grantRoles', { account: own('etl'), roles: ['runner'] });
  const before = holdings(gateway);
  // That of the account which is configured as own is the last.
  for (const unread of ['etl', 'vpn'] as const) {
    const { errors } = await raise();
    expect(errors).toMatchObject([
      { code: 'GUARD_BLOCKED', message: expect.stringContaining('has not read') },
    ]);
    await gateway.refreshAll([unread]);
  }
  expect(await raise()).toMatchObject({ errors: [{ code: 'GUARD_BLOCKED' }] });
  expect([...holdings(gateway).difference(before)]).toEqual([]);
});

/** What ada's accounts are, hold and reach by the backends' own records, however they are called by now. */
const holdings = ({ iot, etl, hub, vpn }: Gateway): Set<string> => {
  const isHers = (id: string, email: string | null | undefined) =>
    id === ada || /^(ada|countess)@/i.test(email ?? '');
  const inIot = [...iot.state.users.values()].filter((one) =>
    isHers(one.id, one.type === 'email' ? one.email : null),
  );
  const inHub = [...hub.state.internal.values()].filter(({ id, email }) => isHers(id, email));
  return new Set([
    ...inIot.flatMap(({ id, roles: held }) =>
      held.flatMap(({ role, organization }) =>
        organization === undefined
          ? [`iot ${id} ${role}`]
          : [...iot.state.organizations.keys()]
              .filter((one) => isWithin(iot.state.organizations, one, organization))
              .map((one) => `iot ${id} ${role} in ${one}`),
      ),
    ),
    ...[...etl.state.users.values()]
      .filter(({ id, email_address }) => isHers(id, email_address))
      .flatMap(({ id, is_active, roles: held }) =>
        is_active ? [`etl ${id}`, ...held.map((role) => `etl ${id} ${role}`)] : [],
      ),
    ...inHub.flatMap(({ id, roles: held }) => [
      `hub ${id}`,
      // One that is not defined gives nothing.
      ...held
        .flatMap((role) => hub.state.roles.get(role) ?? [])
        .map((role) => `hub ${id} ${JSON.stringify(role)}`),
    ]),
    ...[...vpn.state.users.values()]
      .filter(({ id, email }) => isHers(id, email))
      .flatMap(({ id, status, directRoles }) => [status, ...directRoles].map((one) => `vpn ${id} ${one}`)),
    ...[...vpn.state.groups.values()]
      .filter(({ members }) => members.has(ada))
      .flatMap(({ roles: given }) => [...given].map((role) => `vpn ${ada} ${role}`)),
  ]);
};

const isWithin = (
  organizations: Gateway['iot']['state']['organizations'],
  id: string | undefined,
  ancestor: string,
): boolean =>
  id !== undefined && (id === ancestor || isWithin(organizations, organizations.get(id)?.parent, ancestor));
