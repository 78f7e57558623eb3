import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Plan } from '../../../src/domain/plan.ts';
import { openStore } from '../../../src/store/open-store.ts';
import { createPlanDigest } from '../../../src/sync/plan-digest.ts';
import type { Gateway } from '../../gateway.ts';
import { shareGateway } from '../../graphql/shared-gateway.ts';
import { clear, iotCentralRoles, put, startEmpty } from './people.ts';
import { actorCalled, approver, author, plannedOf, startPlanning } from './planning.ts';

const { operator } = iotCentralRoles;
const all = 'writes: true, timeoutMs: 1000, emailTrust: verified';

const shared = shareGateway(startEmpty);
let gateway: Gateway;
let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'rolecall-'));
});
afterAll(() => rmSync(folder, { recursive: true }));
beforeEach(() => {
  gateway = shared();
  clear(gateway);
  put(gateway, 'ada', { iot: [operator], etl: [] });
});

const request = {
  from: { kind: 'BACKEND', backend: 'iot' },
  to: ['etl'],
  users: null,
  filter: null,
  mode: 'GRANT_ONLY',
  allowEscalation: false,
  reason: null,
} as const;

describe('planning', () => {
  it('is told as PLANNING until all of the plan is kept', async () => {
    await using ground = await startPlanning(gateway, { all });
    const { plan, ended } = await ground.sync.plans.planRoleSync(request, author);
    expect(plan.outcome).toEqual({ state: 'PLANNING' });
    expect(await ground.store.plans.find(plan.id)).toEqual(plan);
    const planned = await ended;
    expect(planned).toMatchObject({ id: plan.id, outcome: { state: 'PLANNED', changes: 1 } });
    expect(await ground.store.plans.find(plan.id)).toEqual(planned);
  });

  it('forgets what nobody applied in time, 90 days later, and keeps what was applied', async () => {
    await using ground = await startPlanning(gateway, { all });
    const { plan: left } = await ground.syncRoles({ to: ['etl'] });
    const applied = await ground.syncRoles({ to: ['etl'] });
    await ground.apply(applied);
    const day = 24 * 60 * 60_000;
    ground.pass(90 * day);
    await ground.syncRoles({ to: ['etl'] });
    expect(await ground.store.plans.find(left.id)).toEqual(left);
    ground.pass(2 * day);
    await ground.syncRoles({ to: ['etl'] });
    await expect.poll(() => ground.store.plans.find(left.id)).toBeNull();
    expect(await ground.store.plans.find(applied.plan.id)).toEqual(applied.plan);
    const trail = await ground.store.audit.list({ first: 100, planId: left.id, backends: null });
    expect(trail.map(({ phase }) => phase)).toEqual(['DECISION']);
  });

  it('has a digest that anybody can take again from what is kept', async () => {
    await using ground = await startPlanning(gateway, { all });
    put(gateway, 'bert', { iot: [operator], etl: [] });
    const { plan, changes, exclusions } = await ground.syncRoles({ to: ['etl', 'hub'] });
    const { digest, ...planned } = plannedOf(plan);
    const { state: _state, ...rest } = planned as typeof planned & { readonly state: string };
    const { outcome: _outcome, ...head } = plan;
    const again = createPlanDigest();
    for (const exclusion of exclusions) again.addExclusion(exclusion);
    for (const change of changes) again.addChange(change);
    expect(exclusions.length).toBeGreaterThan(0);
    expect(again.end(head, rest)).toBe(digest);
  });

  it('of two at once ends both, on one reading of each backend', async () => {
    await using ground = await startPlanning(gateway, { all });
    gateway.calls();
    const [one, other] = await Promise.all([
      ground.syncRoles({}),
      ground.syncRoles({ mode: 'REPLACE' }, approver),
    ]);
    expect([one?.plan.outcome.state, other?.plan.outcome.state]).toEqual(['PLANNED', 'PLANNED']);
    expect(gateway.calls().etl.length).toBeLessThanOrEqual(2);
  });

  it('is of one plan of a caller at a time, and of four of all: who comes then is to come again', async () => {
    await using ground = await startPlanning(gateway, { all });
    gateway.iot.faults.add({ kind: 'hang', applied: false }, { method: 'GET' });
    const begun = await Promise.all(
      ['one', 'two', 'three', 'four'].map((name) =>
        ground.sync.plans.planRoleSync(request, actorCalled(name)),
      ),
    );
    await expect(ground.sync.plans.planRoleSync(request, actorCalled('four'))).rejects.toMatchObject({
      code: 'RATE_LIMITED',
      message: 'Another plan of four is being made: wait until it has ended',
    });
    await expect(ground.sync.plans.planRoleSync(request, actorCalled('five'))).rejects.toMatchObject({
      code: 'RATE_LIMITED',
      message: '4 other plans are being made: wait until one of them has ended',
    });
    await Promise.all(begun.map(({ ended }) => ended));
    gateway.iot.faults.clear();
    expect((await ground.syncRoles({}, actorCalled('five'))).plan.outcome.state).toBe('PLANNED');
  });

  it('that is stopped has FAILED, and nothing is begun any more', async () => {
    await using ground = await startPlanning(gateway, { all });
    gateway.iot.faults.add({ kind: 'hang', applied: false }, { method: 'GET' });
    const { plan, ended } = await ground.sync.plans.planRoleSync(request, author);
    await ground.sync.plans.stop();
    const stopped: Plan = await ended;
    expect(stopped).toMatchObject({
      id: plan.id,
      outcome: {
        state: 'FAILED',
        code: 'UPSTREAM_INCOMPLETE',
        message: 'Rolecall was stopped before all was read',
      },
    });
    expect(await ground.store.plans.find(plan.id)).toEqual(stopped);
    await expect(ground.sync.plans.planRoleSync(request, author)).rejects.toMatchObject({
      code: 'STORE_UNAVAILABLE',
    });
  });

  it('that an earlier process left has FAILED after the next start', async () => {
    const url = `file:${join(folder, 'left.db')}`;
    const plan: Plan = {
      id: 'left',
      origin: 'ROLE_SYNC',
      request,
      createdBy: 'author',
      createdAt: 0,
      expiresAt: 1,
      backends: ['iot', 'etl'],
      outcome: { state: 'PLANNING' },
    };
    const first = await openStore(url);
    await first.write(({ plans }) => plans.save(plan));
    await first.close();
    const store = await openStore(url);
    try {
      await using ground = await startPlanning(gateway, { all, store });
      await ground.sync.plans.restore();
      expect(await store.plans.find('left')).toMatchObject({
        outcome: { state: 'FAILED', code: 'UPSTREAM_INCOMPLETE' },
      });
    } finally {
      await store.close();
    }
  });
});
