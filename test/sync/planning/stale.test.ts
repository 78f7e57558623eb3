import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { RolecallError } from '../../../src/domain/errors.ts';
import { openStore } from '../../../src/store/open-store.ts';
import { failing } from '../../faults.ts';
import type { BackendId, Gateway } from '../../gateway.ts';
import { shareGateway } from '../../graphql/shared-gateway.ts';
import { cipherscaleIds, clear, idOn, iotCentralRoles, put, startEmpty, writesTo } from './people.ts';
import { author, type Kept, type PlanningGround, plannedOf, startPlanning } from './planning.ts';

const { operator, builder } = iotCentralRoles;
const { networkOperator } = cipherscaleIds.roles;
const all = 'writes: true, timeoutMs: 1000, emailTrust: verified';
const mapping = (native = 'cf_remoteagent') =>
  `roles: [{ name: operator, map: { hub: [{ native: ${native} }], vpn: [{ native: ${networkOperator} }] } }]`;

const shared = shareGateway(startEmpty);
let gateway: Gateway;
let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'rolecall-'));
  gateway = shared();
  clear(gateway);
  for (const [id, role] of rolesOfHub) gateway.hub.state.roles.set(id, role);
  put(gateway, 'ada', { iot: [operator], hub: ['linux_team'], vpn: [] });
  put(gateway, 'bert', { iot: [builder], hub: [], vpn: [] });
});
afterEach(() => rmSync(folder, { recursive: true }));
const rolesOfHub = [['cf_remoteagent', { id: 'cf_remoteagent' }]] as const;

/** Lets the gateway start again, configured anew, over what it had kept. */
const restarted = async (
  task: (ground: PlanningGround) => Promise<Kept>,
  then: (ground: PlanningGround, kept: Kept) => Promise<void>,
  options: Parameters<typeof startPlanning>[1],
) => {
  const url = `file:${join(folder, 'rolecall.db')}`;
  const first = await openStore(url);
  const before = await startPlanning(gateway, { all, config: mapping(), store: first });
  const kept = await task(before);
  await before[Symbol.asyncDispose]();
  await first.close();
  const second = await openStore(url);
  const after = await startPlanning(gateway, { all, config: mapping(), ...options, store: second });
  try {
    await then(after, kept);
  } finally {
    await after[Symbol.asyncDispose]();
    await second.close();
  }
};

const plan = (ground: PlanningGround) => ground.syncRoles({ to: ['hub', 'vpn'] });

const applying = (ground: PlanningGround, kept: Kept) =>
  ground.sync.runs.apply({ planId: kept.plan.id, digest: plannedOf(kept.plan).digest }, author);

const refusalOf = async (ground: PlanningGround, kept: Kept): Promise<string> => {
  gateway.calls();
  try {
    const { ended } = await applying(ground, kept);
    await ended;
  } catch (error) {
    expect(writesTo(gateway)).toEqual([]);
    const { code, message } = error as RolecallError;
    return `${code}: ${message}`;
  }
  return 'applied';
};

const stale = (what: string) => `PLAN_STALE: The plan rests on what is not so any more, ${what}: plan again`;

const iotRef = (name: string) => ({ backend: 'iot', id: idOn('iot', name) });

describe('P37: a plan is refused once something that it rests on has moved', () => {
  it.each<readonly [string, (ground: PlanningGround) => unknown, string]>([
    [
      'roles of an account that it follows',
      () => put(gateway, 'ada', { iot: [operator, builder] }),
      `what account ${idOn('iot', 'ada')} of backend iot holds, which it follows`,
    ],
    [
      'an account that it follows, which is gone',
      () => {
        gateway.iot.state.users.delete(idOn('iot', 'ada'));
      },
      `what account ${idOn('iot', 'ada')} of backend iot holds, which it follows`,
    ],
    [
      'a native role that it grants',
      () => {
        gateway.hub.state.roles.delete('cf_remoteagent');
      },
      'native roles of backend hub that it grants or revokes',
    ],
    [
      'the link of an account that it changes',
      (ground) =>
        ground.index.unlink({ backend: 'hub', id: 'ada' }, undefined, {
          by: 'all',
          reason: 'no',
          backends: null,
        }),
      'the link of account ada of backend hub',
    ],
    [
      'the link of an account that it follows',
      (ground) => ground.index.unlink(iotRef('ada'), undefined, { by: 'all', reason: 'no', backends: null }),
      `the link of account ${idOn('iot', 'ada')} of backend iot`,
    ],
    [
      'which accounts a user has where it follows them',
      async (ground) => {
        const id = idOn('iot', 'second ada');
        gateway.iot.state.users.set(id, {
          id,
          type: 'email',
          email: 'second@example.com',
          roles: [{ role: builder }],
        });
        await ground.refreshes.refresh('iot');
        await ground.link([iotRef('ada'), { backend: 'iot', id }]);
      },
      'which accounts of backend iot the user of account ada of backend hub has',
    ],
  ])('%s', async (_what, move, named) => {
    await using ground = await startPlanning(gateway, { all, config: mapping() });
    const kept = await plan(ground);
    expect(kept.changes).toHaveLength(2);
    await move(ground);
    expect(await refusalOf(ground, kept)).toBe(stale(named));
  });

  it('a group of CipherScale that gives what it follows', async () => {
    await using ground = await startPlanning(gateway, { all, config: mapping() });
    const kept = await ground.syncRoles({ from: { kind: 'BACKEND', backend: 'vpn' }, to: ['hub'] });
    expect(kept.changes).toEqual([]);
    put(gateway, 'ada', { vpn: [networkOperator] });
    const following = await ground.syncRoles({ from: { kind: 'BACKEND', backend: 'vpn' }, to: ['hub'] });
    expect(following.changes).toHaveLength(1);
    gateway.vpn.state.groups.get(cipherscaleIds.groups.operations)?.members.set(idOn('vpn', 'ada'), {
      createdAt: '2025-01-01T00:00:00Z',
      updatedAt: '2025-01-01T00:00:00Z',
    });
    expect(await refusalOf(ground, following)).toBe(
      stale(`what account ${idOn('vpn', 'ada')} of backend vpn holds, which it follows`),
    );
  });

  it.each<readonly [string, Parameters<typeof startPlanning>[1], BackendId]>([
    ['the role map', { config: mapping('linux_team') }, 'hub'],
    ['limits of guards', { config: `${mapping()}\nguards: { maxRevoked: 49 }` }, 'iot'],
    ['exclusive groups', { config: `${mapping()}\nexclusive: [[admin, operator]]` }, 'iot'],
    ['protected accounts', { backends: { vpn: `${all}, protect: [somebody]` } }, 'vpn'],
    ['administrators that have to stay', { backends: { hub: `${all}, minAdmins: 1` } }, 'hub'],
    [
      'that it may be written',
      { backends: { hub: 'writes: false, timeoutMs: 1000, emailTrust: verified' } },
      'hub',
    ],
  ])('by a start with another configuration of %s', async (_what, options, backend) => {
    await restarted(
      plan,
      async (ground, kept) => {
        expect(await refusalOf(ground, kept)).toBe(
          stale(`what the configuration says of backend ${backend}`),
        );
      },
      options,
    );
  });

  it('and nothing can be said of it while what it follows cannot be read', async () => {
    await using ground = await startPlanning(gateway, { all, config: mapping() });
    const kept = await plan(ground);
    gateway.iot.faults.add(failing(500), { method: 'GET' });
    await expect(applying(ground, kept)).rejects.toMatchObject({ code: 'UPSTREAM_UNAVAILABLE' });
    expect(writesTo(gateway)).toEqual([]);
  });
});

describe('P37: a plan is applied whatever has moved that it does not rest on', () => {
  it.each<readonly [string, (ground: PlanningGround) => unknown]>([
    ['nothing', () => {}],
    [
      'another account on the source, on a target, and who there is',
      () => {
        put(gateway, 'bert', { iot: [operator], hub: ['linux_team'] });
        put(gateway, 'cleo', { iot: [operator], hub: [], vpn: [] });
      },
    ],
    [
      'other native roles',
      () => {
        gateway.hub.state.roles.set('newcomer', { id: 'newcomer' });
      },
    ],
    [
      'what the account that it follows says of itself',
      () => {
        const user = gateway.vpn.state.users.get(idOn('vpn', 'ada'));
        if (user !== undefined) user.firstName = 'Ada Augusta';
      },
    ],
    [
      'links of other accounts',
      (ground) =>
        ground.index.unlink({ backend: 'hub', id: 'bert' }, undefined, {
          by: 'all',
          reason: 'no',
          backends: null,
        }),
    ],
    [
      'the user as a whole, who has become one with another that has nothing on the source',
      async (ground) => {
        put(gateway, 'old-name', { etl: [] });
        await ground.refreshes.refresh('etl');
        await ground.link([iotRef('ada'), { backend: 'etl', id: idOn('etl', 'old-name') }]);
      },
    ],
    [
      'readings of all backends',
      async ({ refreshes }) => {
        for (const id of ['iot', 'etl', 'hub', 'vpn']) await refreshes.refresh(id);
      },
    ],
  ])('%s', async (_what, move) => {
    await using ground = await startPlanning(gateway, { all, config: mapping() });
    const kept = await plan(ground);
    await move(ground);
    expect(await refusalOf(ground, kept)).toBe('applied');
    expect(gateway.hub.state.internal.get('ada')?.roles).toContain('cf_remoteagent');
  });

  it.each<readonly [string, Parameters<typeof startPlanning>[1]]>([
    ['nothing', {}],
    ['another backend', { backends: { etl: 'writes: false, emailTrust: verified' } }],
    [
      'roles of another backend',
      { config: `${mapping()}\nexclusive: []`.replace('hub:', 'etl: [{ native: x }], hub:') },
    ],
    ['how long plans last', { config: `${mapping()}\nguards: { planHours: 1, approvalHours: 1 }` }],
    ['politeness', { all: `${all}, concurrency: 2` }],
  ])('by a start with another configuration of %s', async (_what, options) => {
    await restarted(
      plan,
      async (ground, kept) => expect(await refusalOf(ground, kept)).toBe('applied'),
      options,
    );
  });
});

describe('P38: a plan that somebody has laid hands on', () => {
  it.each([
    ['a change', `UPDATE plan_change SET change = replace(change, 'cf_remoteagent', 'admin')`],
    ['an exclusion', `UPDATE exclusion SET exclusion = replace(exclusion, 'LINK', 'KNIL')`],
    ['what it is', `UPDATE plan SET plan = replace(plan, 'GRANT_ONLY', 'REPLACE')`],
    ['who made it', `UPDATE plan SET plan = replace(plan, 'author', 'mallory')`],
    ['a change that is missing', 'DELETE FROM plan_change WHERE position = 1'],
  ])('in %s is refused', async (_what, statement) => {
    const url = `file:${join(folder, 'rolecall.db')}`;
    await restarted(
      async (ground) => {
        put(gateway, 'alone', { iot: [operator] });
        return plan(ground);
      },
      async () => {},
      {},
    );
    const kept = await (async () => {
      const database = new DatabaseSync(url.slice('file:'.length));
      const [row] = database.prepare('SELECT id FROM plan').all() as { id: string }[];
      database.exec(statement);
      database.close();
      return row?.id ?? '';
    })();
    const store = await openStore(url);
    try {
      await using ground = await startPlanning(gateway, { all, config: mapping(), store });
      const tampered = await store.plans.find(kept);
      if (tampered === null) throw new Error('expected the plan');
      const request = { planId: kept, digest: plannedOf(tampered).digest };
      await expect(ground.sync.runs.apply(request, author)).rejects.toMatchObject({
        code: 'DIGEST_MISMATCH',
      });
      await expect(
        ground.sync.runs.apply({ ...request, digest: '0'.repeat(64) }, author),
      ).rejects.toMatchObject({ code: 'DIGEST_MISMATCH' });
      expect(writesTo(gateway)).toEqual([]);
    } finally {
      await store.close();
    }
  });
});
