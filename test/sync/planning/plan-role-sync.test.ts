import { beforeEach, describe, expect, it } from 'vitest';
import type { Change, RoleStep } from '../../../src/domain/change.ts';
import type { Gateway } from '../../gateway.ts';
import { shareGateway } from '../../graphql/shared-gateway.ts';
import { cipherscaleIds, clear, heldBy, idOn, iotCentralRoles, put, startEmpty, writesTo } from './people.ts';
import { actorCalled, author, type Kept, type PlanningGround, plannedOf, startPlanning } from './planning.ts';

const { operator, builder, organizationOperator } = iotCentralRoles;

const all = 'writes: true, timeoutMs: 1000, emailTrust: verified';
/** `operator` gives no more than it is on any backend, and `ghost` is spelled with what there is not. */
const config = `roles:
  - { name: operator, map: { hub: [{ native: cf_remoteagent }], vpn: [{ native: ${cipherscaleIds.roles.networkOperator} }] } }
  - { name: ghost, map: { hub: [{ native: nothing_like_it }] } }`;

const stepOf = ({ step }: Change): RoleStep => {
  if (step.kind !== 'ROLES') throw new Error('expected a change of roles');
  return step;
};

/** Of each change whose account, what is granted and what is revoked, by name. */
const told = ({ changes }: Kept) =>
  changes.map((change) => {
    const { grants, revokes } = stepOf(change);
    return [
      change.account.backend,
      change.account.name,
      ...grants.map(({ name }) => `+${name}`),
      ...revokes.map(({ name }) => `-${name}`),
    ].join(' ');
  });

const excludedOn = ({ exclusions }: Kept, backend: string) =>
  exclusions
    .filter(({ account }) => account.backend === backend)
    .map(({ account, code }) => `${account.name}: ${code}`);

const shared = shareGateway(startEmpty);
let gateway: Gateway;
beforeEach(() => {
  gateway = shared();
  clear(gateway);
});

describe('a plan to make roles follow a backend', () => {
  it('writes nothing, and is kept with its digest, steps, verdicts and forecast (G17)', async () => {
    put(gateway, 'ada', { iot: [operator], etl: [], hub: ['linux_team'], vpn: [] });
    put(gateway, 'bert', { iot: [builder], etl: ['cdata_standard'] });
    await using ground = await startPlanning(gateway, { all, config });
    gateway.calls();
    const kept = await ground.syncRoles({ to: ['etl', 'hub', 'vpn'], reason: 'They moved' });
    expect(writesTo(gateway)).toEqual([]);
    expect(told(kept)).toEqual([
      'etl ada@example.com +Job Operator',
      'hub ada@example.com +cf_remoteagent',
      'vpn ada@example.com +Network Operator',
    ]);
    const planned = plannedOf(kept.plan);
    expect(planned).toMatchObject({
      digest: expect.stringMatching(/^[0-9a-f]{64}$/),
      mode: 'GRANT_ONLY',
      changes: 3,
      excluded: kept.exclusions.length,
      guards: [],
      // Read, write and read again, and what is followed; on CipherScale where roles come from is asked twice as well.
      forecast: { calls: 18 },
    });
    expect(planned.summary).toMatchObject([
      { backend: 'etl', accounts: 2, unchanged: 1, changes: 1, grants: 1, revokes: 0, gaining: 1, losing: 0 },
      { backend: 'hub', accounts: 1, unchanged: 0, changes: 1 },
      { backend: 'vpn', accounts: 1, unchanged: 0, changes: 1 },
    ]);
    expect(kept.changes[1]).toMatchObject({
      account: { backend: 'hub', id: 'ada' },
      reason: 'Holds operator on iot',
      sources: [{ account: { backend: 'iot', id: idOn('iot', 'ada') } }],
      step: {
        before: [{ nativeRoleId: 'linux_team' }],
        after: [{ nativeRoleId: 'linux_team' }, { nativeRoleId: 'cf_remoteagent' }],
        resent: [{ nativeRoleId: 'linux_team' }],
      },
    });
    const audited = await ground.store.audit.list({ first: 10, backends: null, planId: kept.plan.id });
    expect(audited).toMatchObject([
      {
        phase: 'DECISION',
        action: 'planRoleSync',
        caller: 'author',
        requestId: 'a request of author',
        digest: planned.digest,
        reason: 'They moved',
      },
    ]);
  });

  it('keeps, on all backends, every role that it does not mention (G12), and is empty once applied (G20)', async () => {
    const before = {
      etl: ['cdata_job_creator'],
      hub: ['linux_team'],
      vpn: [cipherscaleIds.roles.billing],
    };
    put(gateway, 'ada', { iot: [operator], ...before });
    await using ground = await startPlanning(gateway, { all, config });
    const kept = await ground.syncRoles({ to: ['etl', 'hub', 'vpn'] });
    const { run } = await ground.apply(kept);
    expect(run.state).toBe('DONE');
    for (const backend of ['etl', 'hub', 'vpn'] as const)
      expect(heldBy(gateway, backend, 'ada')).toEqual(expect.arrayContaining([...before[backend]]));
    expect(heldBy(gateway, 'etl', 'ada')).toContain('cdata_support');

    const again = await ground.syncRoles({ to: ['etl', 'hub', 'vpn'] });
    expect(again.changes).toEqual([]);
    expect(plannedOf(again.plan).summary.map(({ accounts, unchanged }) => accounts - unchanged)).toEqual([
      0, 0, 0,
    ]);
  });

  it('takes, with REPLACE, each managed role that is not held, by name, and keeps what spells nothing (G13)', async () => {
    put(gateway, 'ada', { iot: [operator], etl: ['cdata_standard', 'cdata_support', 'cdata_job_creator'] });
    put(gateway, 'bert', { iot: [builder], etl: ['cdata_support'] });
    // Nobody who is not on the source is stripped for that.
    put(gateway, 'cleo', { etl: ['cdata_support'], hub: [] });
    await using ground = await startPlanning(gateway, { all, config });
    const kept = await ground.syncRoles({ mode: 'REPLACE' });
    expect(told(kept)).toEqual([
      'etl bert@example.com +Standard -Job Operator',
      'etl ada@example.com -Standard',
    ]);
    await ground.apply(kept);
    expect(heldBy(gateway, 'etl', 'ada')).toEqual(['cdata_job_creator', 'cdata_support']);
    expect(heldBy(gateway, 'etl', 'cleo')).toEqual(['cdata_support']);
  });

  it('carries nothing over that is held within an organization only, and says so', async () => {
    put(gateway, 'ada', { iot: [`${organizationOperator} in seattle`], etl: ['cdata_support'] });
    await using ground = await startPlanning(gateway, { all, config });
    const kept = await ground.syncRoles({ mode: 'REPLACE' });
    expect(kept.changes).toEqual([]);
    expect(excludedOn(kept, 'iot')).toContain('ada@example.com: NOT_EXPRESSIBLE');
  });

  it('follows groups of CipherScale, and tells inherited roles apart (G15)', async () => {
    put(gateway, 'ada', { iot: [operator], vpn: [] });
    const vpnId = idOn('vpn', 'ada');
    gateway.vpn.state.groups
      .get(cipherscaleIds.groups.engineering)
      ?.members.set(vpnId, { createdAt: '2025-01-01T00:00:00Z', updatedAt: '2025-01-01T00:00:00Z' });
    put(gateway, 'ada', { etl: [] });
    await using ground = await startPlanning(gateway, { all, config });
    // What the group gives is held on the source.
    const followed = await ground.syncRoles({ from: { kind: 'BACKEND', backend: 'vpn' }, to: ['etl'] });
    expect(told(followed)).toEqual(['etl ada@example.com +Admin']);
    // And cannot be taken on the target but from the group.
    const replaced = await ground.syncRoles({ to: ['vpn'], mode: 'REPLACE' });
    expect(replaced.changes).toEqual([]);
    expect(replaced.exclusions.filter(({ account }) => account.id === vpnId)).toMatchObject([
      { code: 'IMMUTABLE', message: expect.stringContaining('Engineering Team') },
    ]);
  });

  it('leaves external accounts of CFEngine, and those that share a name, alone (G15)', async () => {
    put(gateway, 'ada', { iot: [operator] });
    put(gateway, 'bert', { iot: [operator], hub: [] });
    const { internal, external } = gateway.hub.state;
    external.set('ada', { id: 'ada', email: 'ada@example.com', roles: [], external: true });
    external.set('bert', { id: 'bert', email: 'other@example.com', roles: [], external: true });
    await using ground = await startPlanning(gateway, { all, config });
    gateway.calls();
    const kept = await ground.syncRoles({ to: ['hub'] });
    expect(kept.changes).toEqual([]);
    expect(excludedOn(kept, 'hub')).toEqual([
      'ada@example.com: IMMUTABLE',
      'bert@example.com: ACCOUNT_AMBIGUOUS',
    ]);
    expect(internal.get('bert')?.roles).toEqual([]);
  });

  it('tells a role that the configuration spells and the backend lacks when it is planned (G16)', async () => {
    put(gateway, 'ada', { iot: [operator], hub: [] });
    await using ground = await startPlanning(gateway, { all, config });
    await ground.syncRoles({ to: ['hub'] });
    const { userId } = await ground.account('hub', 'ada');
    const kept = await ground.syncRoles({
      from: { kind: 'DESIRED', users: [{ userId, roles: ['ghost'] }] },
      to: ['hub'],
    });
    expect(excludedOn(kept, 'hub')).toEqual(['ada@example.com: ROLE_MISSING']);
    expect(plannedOf(kept.plan).notExpressible).toEqual([{ backend: 'hub', role: 'ghost', accounts: 1 }]);
  });

  it('changes no account whose link is not LINKED (G6)', async () => {
    put(gateway, 'ada', { iot: [operator], etl: [] });
    await using ground = await startPlanning(gateway, { config, verified: ['iot'] });
    const unsure = await ground.syncRoles({});
    expect(unsure.changes).toEqual([]);
    expect(excludedOn(unsure, 'iot')).toContain('ada@example.com: LINK_NOT_CONFIRMED');
    await ground.link([
      { backend: 'iot', id: idOn('iot', 'ada') },
      { backend: 'etl', id: idOn('etl', 'ada') },
    ]);
    expect(told(await ground.syncRoles({}))).toEqual(['etl ada@example.com +Job Operator']);
  });
});

describe('a plan over many', () => {
  it('reads each backend once, as it is, though the index has it already', async () => {
    put(gateway, 'ada', { iot: [operator], etl: [] });
    await using ground = await startPlanning(gateway, { all, config });
    await ground.refreshes.refresh('iot');
    await ground.refreshes.refresh('etl');
    put(gateway, 'ada', { iot: [builder] });
    gateway.calls();
    expect(told(await ground.syncRoles({}))).toEqual(['etl ada@example.com +Standard']);
    const { iot, etl, hub, vpn } = gateway.calls();
    expect(iot.filter((call) => call.includes('/users'))).toHaveLength(1);
    expect(etl).toEqual(['GET /api.rsc/v2/users']);
    expect([...hub, ...vpn]).toEqual([]);
  });

  it('does not believe a reading that had begun before: it waits, and reads again', async () => {
    put(gateway, 'ada', { iot: [operator], etl: [] });
    await using ground = await startPlanning(gateway, { all, config });
    gateway.iot.faults.add({ kind: 'hang', applied: true }, { target: /\/users\?/, times: 1 });
    const before = ground.refreshes.refresh('iot');
    await new Promise((resolve) => setTimeout(resolve, 20));
    const kept = await ground.syncRoles({});
    const earlier = await before;
    expect(earlier.startedAt).toBeLessThan(kept.plan.createdAt);
    const { complete } = ground.refreshes.status('iot');
    expect(complete?.startedAt).toBeGreaterThanOrEqual(kept.plan.createdAt);
    expect(told(kept)).toEqual(['etl ada@example.com +Job Operator']);
  });

  it('of some by a filter is of users with an account that it lets through', async () => {
    put(gateway, 'ada', { iot: [operator], etl: [] });
    put(gateway, 'bert', { iot: [operator], etl: [] });
    await using ground = await startPlanning(gateway, { all, config });
    const kept = await ground.syncRoles({ filter: { backends: ['iot', 'etl'], search: 'bert' } });
    expect(told(kept)).toEqual(['etl bert@example.com +Job Operator']);
  });
});

describe('a plan over a few', () => {
  it('reads only their accounts, by id and as they are', async () => {
    for (const name of ['ada', 'bert', 'cleo']) put(gateway, name, { iot: [operator], etl: [], vpn: [] });
    await using ground = await startPlanning(gateway, { all, config });
    await ground.syncRoles({ to: ['etl', 'vpn'] });
    const { userId } = await ground.account('etl', idOn('etl', 'bert'));
    put(gateway, 'bert', { etl: ['cdata_job_creator'] });
    gateway.calls();
    const kept = await ground.syncRoles({
      from: { kind: 'DESIRED', users: [{ userId, roles: ['builder', 'operator'] }] },
      to: ['etl', 'vpn'],
    });
    expect(told(kept)).toEqual([
      'etl bert@example.com +Standard +Job Operator',
      'vpn bert@example.com +Network Operator',
    ]);
    expect(stepOf(kept.changes[0] as Change).before).toMatchObject([{ nativeRoleId: 'cdata_job_creator' }]);
    const { iot, vpn } = gateway.calls();
    expect(iot).toEqual([]);
    expect(vpn.filter((call) => call.includes('/users?limit'))).toEqual([]);
  });

  it('of some whom a list of roles and a selection both name is of those', async () => {
    for (const name of ['ada', 'bert']) put(gateway, name, { iot: [operator], etl: [] });
    await using ground = await startPlanning(gateway, { all, config });
    await ground.syncRoles({});
    const [ada, bert] = await Promise.all(
      ['ada', 'bert'].map(async (name) => (await ground.account('etl', idOn('etl', name))).userId),
    );
    if (ada === undefined || bert === undefined) throw new Error('expected both');
    const chosen = await ground.syncRoles({ users: [bert] });
    expect(told(chosen)).toEqual(['etl bert@example.com +Job Operator']);
    const listed = await ground.syncRoles({
      from: {
        kind: 'DESIRED',
        users: [
          { userId: ada, roles: ['builder'] },
          { userId: bert, roles: ['builder'] },
        ],
      },
      users: [ada],
    });
    expect(told(listed)).toEqual(['etl ada@example.com +Standard']);
  });

  it('reads more than a few with all others, and when it is applied each change what it follows', async () => {
    const names = Array.from({ length: 210 }, (_, at) => `person${at}`);
    for (const name of names) put(gateway, name, { iot: [operator], etl: [] });
    await using ground = await startPlanning(gateway, { all, config });
    const kept = await ground.syncRoles({});
    expect(kept.changes).toHaveLength(210);
    const users = [...new Set(kept.changes.map(({ userId }) => userId ?? ''))];
    gateway.calls();
    const listed = await ground.syncRoles({
      from: { kind: 'DESIRED', users: users.map((userId) => ({ userId, roles: ['operator'] })) },
    });
    expect(listed.changes).toHaveLength(210);
    expect(gateway.calls().etl).toEqual(['GET /api.rsc/v2/users']);

    const { run } = await ground.apply(kept);
    expect(run.state).toBe('DONE');
    const iot = gateway.calls().iot.filter((call) => call.includes('/users'));
    expect(new Set(iot).size).toBe(210);
    expect(iot).toHaveLength(210);
  });

  it('leaves alone who follows what has moved, where it follows more than a few (G18)', async () => {
    const names = Array.from({ length: 30 }, (_, at) => `person${at}`);
    for (const name of names) put(gateway, name, { iot: [operator], etl: [] });
    await using ground = await startPlanning(gateway, { all, config });
    const kept = await ground.syncRoles({});
    put(gateway, 'person7', { iot: [operator, builder] });
    const { run } = await ground.apply(kept);
    expect(run.state).toBe('PARTIAL');
    const entries = await ground.store.runs.entries(run.id, { first: 100 });
    const [stale, ...others] = entries.filter(({ outcome }) => outcome?.kind !== 'APPLIED');
    expect(others).toEqual([]);
    expect(stale).toMatchObject({ outcome: { kind: 'CONFLICT', code: 'PLAN_STALE' } });
    expect(stale?.change.sources).toMatchObject([{ account: { id: idOn('iot', 'person7') } }]);
  });

  it('says where a user has no account', async () => {
    put(gateway, 'ada', { iot: [operator], hub: [] });
    await using ground = await startPlanning(gateway, { all, config });
    await ground.syncRoles({ to: ['hub', 'etl'] });
    const { userId } = await ground.account('hub', 'ada');
    const kept = await ground.syncRoles({
      from: { kind: 'DESIRED', users: [{ userId, roles: ['operator'] }] },
      to: ['etl', 'hub'],
    });
    expect(kept.exclusions).toMatchObject([
      {
        account: { backend: 'etl', id: null },
        userId,
        code: 'NOT_FOUND',
        message: 'The user has no account on backend etl',
      },
    ]);
  });
});

describe('a request that is wrong in itself', () => {
  const refused = async (
    ground: PlanningGround,
    request: Parameters<PlanningGround['syncRoles']>[0],
    actor = author,
  ) => {
    try {
      await ground.syncRoles(request, actor);
    } catch (error) {
      return (error as { readonly code?: string }).code;
    }
    return null;
  };

  it('is refused at once, and nothing is read (S5, S6, S14)', async () => {
    put(gateway, 'ada', { iot: [operator], etl: [] });
    await using ground = await startPlanning(gateway, { all, config, backends: { hub: 'writes: false' } });
    await ground.syncRoles({});
    const { userId } = await ground.account('etl', idOn('etl', 'ada'));
    const desire = (...users: readonly (readonly [string, ...string[]])[]) => ({
      from: {
        kind: 'DESIRED' as const,
        users: users.map(([id, ...roles]) => ({ userId: id, roles })),
      },
    });
    gateway.calls();
    expect(await refused(ground, { to: [] })).toBe('BAD_INPUT');
    expect(await refused(ground, { to: ['etl', 'etl'] })).toBe('BAD_INPUT');
    expect(await refused(ground, { to: ['iot'] })).toBe('BAD_INPUT');
    expect(await refused(ground, { to: ['nothing'] })).toBe('NOT_FOUND');
    expect(await refused(ground, { to: ['hub'] })).toBe('WRITES_DISABLED');
    expect(await refused(ground, { from: { kind: 'BACKEND', backend: 'nothing' } })).toBe('NOT_FOUND');
    expect(await refused(ground, { users: [] })).toBe('BAD_INPUT');
    expect(await refused(ground, { users: ['nobody'] })).toBe('NOT_FOUND');
    expect(await refused(ground, { users: Array.from({ length: 1001 }, () => userId) })).toBe('BAD_INPUT');
    expect(await refused(ground, { reason: 'x'.repeat(501) })).toBe('BAD_INPUT');
    expect(await refused(ground, desire())).toBe('BAD_INPUT');
    expect(await refused(ground, desire([userId, 'operator'], [userId, 'builder']))).toBe('BAD_INPUT');
    // No other spelling is the role's name.
    for (const role of ['Operator', 'operator ', 'оperator', 'cdata_support'])
      expect(await refused(ground, desire([userId, role]))).toBe('BAD_INPUT');
    const nearsighted = actorCalled('nearsighted', { backends: ['iot'] });
    expect(await refused(ground, { to: ['etl'] }, nearsighted)).toBe('NOT_FOUND');
    expect(
      await refused(ground, { from: { kind: 'BACKEND', backend: 'etl' }, to: ['iot'] }, nearsighted),
    ).toBe('NOT_FOUND');
    expect(Object.values(gateway.calls()).flat()).toEqual([]);
  });

  it('since two roles exclude each other is refused before any call (G11)', async () => {
    put(gateway, 'ada', { iot: [operator], etl: [] });
    await using ground = await startPlanning(gateway, {
      all,
      config: `${config}\nexclusive: [[builder, operator]]`,
    });
    await ground.syncRoles({});
    const { userId } = await ground.account('etl', idOn('etl', 'ada'));
    gateway.calls();
    const users = [{ userId, roles: ['builder', 'operator'] }];
    expect(await refused(ground, { from: { kind: 'DESIRED', users } })).toBe('BAD_INPUT');
    expect(Object.values(gateway.calls()).flat()).toEqual([]);
  });
});
