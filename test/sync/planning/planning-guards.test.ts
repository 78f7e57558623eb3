import { beforeEach, describe, expect, it } from 'vitest';
import type { GuardName } from '../../../src/domain/plan.ts';
import { apiUserId } from '../../../src/emulators/cdata-sync/ids.ts';
import type { Actor } from '../../../src/sync/actor.ts';
import { failing } from '../../faults.ts';
import type { BackendId, Gateway } from '../../gateway.ts';
import { shareGateway } from '../../graphql/shared-gateway.ts';
import { cipherscaleIds, clear, idOn, iotCentralRoles, put, startEmpty, writesTo } from './people.ts';
import { actorCalled, type Kept, type PlanningGround, plannedOf, startPlanning } from './planning.ts';

const { operator, builder, administrator } = iotCentralRoles;
const all = 'writes: true, timeoutMs: 1000, emailTrust: verified';

const shared = shareGateway(startEmpty);
let gateway: Gateway;
beforeEach(() => {
  gateway = shared();
  clear(gateway);
});

const verdictOf = ({ plan }: Kept, name: GuardName) =>
  plannedOf(plan).guards.find((guard) => guard.name === name);

const userOf = async (ground: PlanningGround, backend: BackendId, name: string) =>
  (await ground.account(backend, idOn(backend, name))).userId;

const people = (count: number, from = 0) => Array.from({ length: count }, (_, at) => `person${from + at}`);

describe('MAX_REVOKED (G28, G29, P39)', () => {
  /** People who are builders on the source and operators on the target, where REPLACE takes that from each. */
  const putPeople = (names: readonly string[]) => {
    for (const name of names)
      put(gateway, name, { iot: [builder], etl: ['cdata_support', 'cdata_standard'] });
  };

  it('blocks a plan that takes more than a fifth, with the numbers and whom it is about', async () => {
    putPeople(people(20));
    await using ground = await startPlanning(gateway, { all });
    const kept = await ground.syncRoles({ mode: 'REPLACE' });
    expect(verdictOf(kept, 'MAX_REVOKED')).toMatchObject({
      backend: 'etl',
      verdict: 'BLOCK',
      // Rolecall's own account holds one as well.
      detail:
        '20 assignments would go, after none in the last 24 hours: 20 of 41. At most 50, and at most 20 %, may go without an approval',
    });
    expect(verdictOf(kept, 'MAX_REVOKED')?.accounts).toHaveLength(20);
    await expect(
      ground.sync.runs.apply(
        { planId: kept.plan.id, digest: plannedOf(kept.plan).digest },
        actorCalled('author'),
      ),
    ).rejects.toMatchObject({ code: 'GUARD_BLOCKED' });
    expect(writesTo(gateway)).toEqual([]);
  });

  it('lets no plan pass in parts: what went within the window counts, also for those made before', async () => {
    const names = people(20);
    putPeople(names);
    await using ground = await startPlanning(gateway, { all });
    await ground.syncRoles({});
    const users = await Promise.all(names.map((name) => userOf(ground, 'etl', name)));
    const part = (from: number) => ground.syncRoles({ mode: 'REPLACE', users: users.slice(from, from + 4) });
    const [first, second, third] = [await part(0), await part(4), await part(8)];
    for (const kept of [first, second, third]) expect(verdictOf(kept, 'MAX_REVOKED')?.verdict).toBe('PASS');

    await ground.apply(first);
    await ground.apply(second);
    // Each passed by itself. Twelve of 41 do not.
    await expect(ground.apply(third)).rejects.toMatchObject({ code: 'GUARD_BLOCKED' });
    const again = await part(8);
    expect(verdictOf(again, 'MAX_REVOKED')).toMatchObject({
      verdict: 'BLOCK',
      detail:
        '4 assignments would go, after 8 in the last 24 hours: 12 of 41. At most 50, and at most 20 %, may go without an approval',
    });
    ground.pass(25 * 3_600_000);
    expect(verdictOf(await part(8), 'MAX_REVOKED')?.verdict).toBe('PASS');
  });

  it('does not count what somebody approved', async () => {
    putPeople(people(20));
    await using ground = await startPlanning(gateway, { all });
    await ground.apply(await ground.syncRoles({ mode: 'REPLACE' }));
    expect(await ground.store.runs.lossesSince('etl', 0)).toBe(0);
  });
});

describe('MIN_ADMINS (G30, P16)', () => {
  const hubAdmins = (...names: readonly string[]) => {
    for (const name of names) put(gateway, name, { iot: [operator], hub: ['admin'] });
  };
  const offboardFromHub = async (ground: PlanningGround, name: string) => {
    await ground.refreshes.refresh('iot');
    await ground.refreshes.refresh('hub');
    return ground.offboard({
      userId: await userOf(ground, 'hub', name),
      backends: ['hub'],
      extent: 'REVOKE',
    });
  };

  it('refuses a plan that would leave too few, and lets one pass that leaves enough', async () => {
    hubAdmins('ada');
    // Two that CFEngine itself has stay.
    await using enough = await startPlanning(gateway, { all, backends: { hub: `${all}, minAdmins: 2` } });
    expect(verdictOf(await offboardFromHub(enough, 'ada'), 'MIN_ADMINS')).toMatchObject({
      backend: 'hub',
      verdict: 'PASS',
      detail: '1 administrator goes; at least 2 who can sign in would be left, and 2 are needed',
      accounts: [{ id: 'ada' }],
    });
    await using tooFew = await startPlanning(gateway, { all, backends: { hub: `${all}, minAdmins: 3` } });
    const kept = await offboardFromHub(tooFew, 'ada');
    expect(verdictOf(kept, 'MIN_ADMINS')).toMatchObject({ verdict: 'REFUSE' });
    const request = { planId: kept.plan.id, digest: plannedOf(kept.plan).digest };
    await expect(
      tooFew.sync.plans.approve({ ...request, reason: 'please' }, actorCalled('approver')),
    ).rejects.toMatchObject({ code: 'GUARD_BLOCKED' });
  });

  it('asks whether those who were administrators still are, before anything is read whole', async () => {
    hubAdmins('ada', 'bert', 'cleo');
    await using ground = await startPlanning(gateway, { all, backends: { hub: `${all}, minAdmins: 3` } });
    await ground.refreshes.refresh('iot');
    await ground.refreshes.refresh('hub');
    gateway.calls();
    const enough = await offboardWithoutReading(ground, 'ada');
    expect(verdictOf(enough, 'MIN_ADMINS')?.verdict).toBe('PASS');
    expect(gateway.calls().hub.filter((call) => call.startsWith('GET /api/user?page=1&count=100'))).toEqual(
      [],
    );

    // The index has them still; all of them have been lowered since.
    for (const name of ['bert', 'cleo']) put(gateway, name, { hub: ['linux_team'] });
    const lowered = await offboardWithoutReading(ground, 'ada');
    expect(verdictOf(lowered, 'MIN_ADMINS')).toMatchObject({
      verdict: 'REFUSE',
      detail: '1 administrator goes; 2 who can sign in would be left, and 3 are needed',
    });
  });

  const offboardWithoutReading = async (ground: PlanningGround, name: string) =>
    ground.offboard({
      userId: await userOf(ground, 'hub', name),
      backends: ['hub'],
      extent: 'REVOKE',
    });

  it('makes no plan where nobody can tell how many would be left', async () => {
    hubAdmins('ada');
    await using ground = await startPlanning(gateway, { all, backends: { hub: `${all}, minAdmins: 9` } });
    await ground.refreshes.refresh('iot');
    await ground.refreshes.refresh('hub');
    gateway.hub.faults.add(failing(500), { method: 'GET', target: /^\/api\/user\?page=1&count=100/ });
    const { plan } = await offboardWithoutReading(ground, 'ada');
    expect(plan.outcome).toMatchObject({ state: 'FAILED', code: 'UPSTREAM_INCOMPLETE' });
  });

  it('does not count who cannot sign in, and counts who inherits the role', async () => {
    put(gateway, 'ada', { iot: [operator], vpn: [cipherscaleIds.roles.admin] });
    put(gateway, 'bert', { iot: [operator], vpn: [cipherscaleIds.roles.admin] });
    put(gateway, 'cleo', { iot: [operator], vpn: [] });
    const bert = gateway.vpn.state.users.get(idOn('vpn', 'bert'));
    if (bert !== undefined) bert.status = 'Deactivated';
    const remaining = async () => {
      // The owner is one as well.
      await using ground = await startPlanning(gateway, { all, backends: { vpn: `${all}, minAdmins: 2` } });
      await ground.refreshes.refresh('iot');
      const kept = await ground.offboard({
        userId: await (async () => {
          await ground.refreshes.refresh('vpn');
          return userOf(ground, 'vpn', 'ada');
        })(),
        backends: ['vpn'],
      });
      return verdictOf(kept, 'MIN_ADMINS')?.verdict;
    };
    expect(await remaining()).toBe('REFUSE');
    gateway.vpn.state.groups.get(cipherscaleIds.groups.engineering)?.members.set(idOn('vpn', 'cleo'), {
      createdAt: '2025-01-01T00:00:00Z',
      updatedAt: '2025-01-01T00:00:00Z',
    });
    expect(await remaining()).toBe('PASS');
  });

  it('refuses a swap that leaves too few, and all that a plan over many unmakes together', async () => {
    put(gateway, 'ada', { iot: [operator], etl: ['cdata_admin'] });
    put(gateway, 'bert', { iot: [administrator], etl: [] });
    await using ground = await startPlanning(gateway, { all, backends: { etl: `${all}, minAdmins: 3` } });
    const kept = await ground.syncRoles({ mode: 'REPLACE' });
    expect(kept.changes).toHaveLength(2);
    expect(verdictOf(kept, 'MIN_ADMINS')).toMatchObject({
      verdict: 'REFUSE',
      detail: '1 administrator goes; 2 who can sign in would be left, and 3 are needed',
    });
  });

  it('is not even asked of what nobody may touch: Rolecall itself, the owner, whoever is protected', async () => {
    put(gateway, 'ada', { iot: [operator] });
    await using ground = await startPlanning(gateway, {
      all,
      backends: { etl: `${all}, protect: [${apiUserId}]` },
    });
    for (const id of ['iot', 'etl', 'hub', 'vpn']) await ground.refreshes.refresh(id);
    const userId = await ground.link([
      { backend: 'iot', id: idOn('iot', 'ada') },
      { backend: 'etl', id: apiUserId },
      { backend: 'hub', id: 'admin' },
      { backend: 'vpn', id: cipherscaleIds.users.owner },
    ]);
    for (const extent of ['REVOKE', 'DISABLE', 'DELETE'] as const) {
      const kept = await ground.offboard({ userId, extent, backends: ['etl', 'hub', 'vpn'] });
      expect(kept.changes).toEqual([]);
      expect(new Set(kept.exclusions.map(({ account }) => account.id))).toEqual(
        new Set([apiUserId, 'admin', cipherscaleIds.users.owner]),
      );
      expect(new Set(kept.exclusions.map(({ code }) => code))).toEqual(new Set(['PROTECTED']));
    }
    const replaced = await ground.syncRoles({ to: ['etl', 'hub', 'vpn'], mode: 'REPLACE' });
    expect(replaced.changes).toEqual([]);
  });
});

describe('ESCALATION and ADMINISTRATORS (G10, P39)', () => {
  it('block a role that is spelled by one that gives more, unless the request allows it', async () => {
    put(gateway, 'ada', { iot: [operator], hub: [] });
    await using ground = await startPlanning(gateway, { all });
    const blocked = await ground.syncRoles({ to: ['hub'] });
    expect(blocked.changes[0]?.escalations).toEqual(['BROADER']);
    expect(verdictOf(blocked, 'ESCALATION')).toMatchObject({
      backend: 'hub',
      verdict: 'BLOCK',
      accounts: [{ id: 'ada', name: 'ada@example.com' }],
    });
    const allowed = await ground.syncRoles({ to: ['hub'], allowEscalation: true });
    expect(verdictOf(allowed, 'ESCALATION')?.verdict).toBe('PASS');
  });

  it('block whoever becomes an administrator or ceases to be one, unless nobody is to approve that', async () => {
    put(gateway, 'ada', { iot: [administrator], etl: [] });
    put(gateway, 'bert', { iot: [operator], etl: ['cdata_admin'] });
    put(gateway, 'cleo', { iot: [operator], etl: ['cdata_admin'] });
    const verdict = async (approveAdministrators: string) => {
      await using ground = await startPlanning(gateway, {
        all,
        config: `guards: { minAdmins: 1, approveAdministrators: ${approveAdministrators} }`,
      });
      const kept = await ground.syncRoles({ mode: 'REPLACE' });
      expect(kept.changes.map(({ escalations }) => escalations)).toContainEqual(['ADMINISTRATOR']);
      return verdictOf(kept, 'ADMINISTRATORS');
    };
    expect(await verdict('plans')).toMatchObject({
      verdict: 'BLOCK',
      detail: expect.stringMatching(/^1 account becomes an administrator, 2 cease to be one; /),
    });
    expect((await verdict('never'))?.verdict).toBe('PASS');
  });
});

describe('SELF (P15, S13)', () => {
  const me = (more: Parameters<typeof actorCalled>[1] = {}): Actor =>
    actorCalled('me', { accounts: [{ backend: 'hub', id: 'ada' }], ...more });
  const verdict = async (
    plan: (ground: PlanningGround, actor: Actor) => Promise<Kept>,
    actor = me(),
    verified: readonly BackendId[] = ['iot', 'etl', 'hub', 'vpn'],
  ) => {
    await using ground = await startPlanning(gateway, { all, verified });
    for (const id of ['iot', 'etl', 'hub', 'vpn']) await ground.refreshes.refresh(id);
    return verdictOf(await plan(ground, actor), 'SELF');
  };

  it('refuses a grant to the own account, by whatever way, and to any other of the same user', async () => {
    put(gateway, 'ada', { iot: [operator], etl: [], hub: [], vpn: [] });
    // By a role that is spelled by one that gives more.
    expect(
      await verdict((ground, actor) => ground.syncRoles({ to: ['hub'], allowEscalation: true }, actor)),
    ).toMatchObject({ backend: null, verdict: 'REFUSE', accounts: [{ backend: 'hub', id: 'ada' }] });
    // By another account of the same user.
    expect(await verdict((ground, actor) => ground.syncRoles({ to: ['etl'] }, actor))).toMatchObject({
      verdict: 'REFUSE',
      accounts: [{ backend: 'etl' }],
    });
    // By a list.
    expect(
      await verdict(async (ground, actor) =>
        ground.syncRoles(
          {
            from: {
              kind: 'DESIRED',
              users: [{ userId: await userOf(ground, 'vpn', 'ada'), roles: ['auditor'] }],
            },
            to: ['vpn'],
          },
          actor,
        ),
      ),
    ).toMatchObject({ verdict: 'REFUSE' });
  });

  it('holds an account that is only suggested to be of the same user for own', async () => {
    // The caller's account on CFEngine is only suggested to be of the user whose others are linked.
    put(gateway, 'ada', { iot: [operator], etl: [], hub: [] });
    expect(
      await verdict((ground, actor) => ground.syncRoles({ to: ['etl'] }, actor), me(), ['iot', 'etl']),
    ).toMatchObject({ verdict: 'REFUSE', accounts: [{ backend: 'etl' }] });
  });

  it('holds the account of a group that the caller is in for own', async () => {
    put(gateway, 'ada', { iot: [operator], etl: [] });
    const group = actorCalled('me', { accounts: [{ backend: 'etl', id: idOn('etl', 'ada') }] });
    expect(await verdict((ground, actor) => ground.syncRoles({}, actor), group)).toMatchObject({
      verdict: 'REFUSE',
    });
  });

  it('refuses to give back by undoing what was taken from the own account', async () => {
    put(gateway, 'ada', { iot: [builder], etl: ['cdata_support', 'cdata_standard'] });
    expect(
      await verdict(async (ground) => {
        const { run } = await ground.apply(await ground.syncRoles({ mode: 'REPLACE' }));
        return ground.undo(
          run.id,
          actorCalled('me', { accounts: [{ backend: 'etl', id: idOn('etl', 'ada') }] }),
        );
      }),
    ).toMatchObject({ verdict: 'REFUSE' });
  });

  it('has nothing against what takes from the own account, nor what others get, nor those with the scope admin', async () => {
    put(gateway, 'ada', { iot: [builder], etl: ['cdata_support', 'cdata_standard'], hub: [] });
    put(gateway, 'bert', { iot: [operator], etl: [], hub: [] });
    expect(await verdict((ground, actor) => ground.syncRoles({ mode: 'REPLACE' }, actor))).toBeUndefined();
    put(gateway, 'ada', { iot: [operator] });
    const own = { scopes: ['admin' as const] };
    expect(await verdict((ground, actor) => ground.syncRoles({ to: ['hub'] }, actor), me(own))).toMatchObject(
      { verdict: 'PASS' },
    );
  });
});
