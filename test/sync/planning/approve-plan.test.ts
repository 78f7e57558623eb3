import { beforeEach, describe, expect, it } from 'vitest';
import { stateOfPlan } from '../../../src/sync/planning/state-of-plan.ts';
import type { Gateway } from '../../gateway.ts';
import { shareGateway } from '../../graphql/shared-gateway.ts';
import { clear, idOn, iotCentralRoles, put, startEmpty, writesTo } from './people.ts';
import {
  actorCalled,
  approver,
  author,
  type Kept,
  type PlanningGround,
  plannedOf,
  startPlanning,
} from './planning.ts';

const { operator, administrator } = iotCentralRoles;
const all = 'writes: true, timeoutMs: 1000, emailTrust: verified';

const shared = shareGateway(startEmpty);
let gateway: Gateway;
beforeEach(() => {
  gateway = shared();
  clear(gateway);
  put(gateway, 'ada', { iot: [operator], hub: [], etl: [] });
});

/** Blocked, since the role that spells the wanted one gives more. */
const blocked = (ground: PlanningGround) => ground.syncRoles({ to: ['hub'] });

const requestOf = ({ plan }: Kept, reason = 'They need it') => ({
  planId: plan.id,
  digest: plannedOf(plan).digest,
  reason,
});

const stateOf = async ({ store, now }: PlanningGround, { plan: { id } }: Kept) => {
  const plan = await store.plans.find(id);
  if (plan === null) throw new Error('expected the plan');
  return stateOfPlan(plan, {
    approval: await store.plans.approval(id),
    run: await store.runs.ofPlan(id),
    now: now(),
  });
};

describe('an approval (G32)', () => {
  it('lets a plan that a guard blocked be applied, by another caller and with a reason', async () => {
    await using ground = await startPlanning(gateway, { all });
    const kept = await blocked(ground);
    expect(await stateOf(ground, kept)).toBe('BLOCKED');
    const plan = await ground.sync.plans.approve(requestOf(kept), approver);
    expect(plan.id).toBe(kept.plan.id);
    expect(await stateOf(ground, kept)).toBe('APPROVED');
    expect(await ground.store.plans.approval(plan.id)).toMatchObject({
      by: 'approver',
      reason: 'They need it',
      digest: plannedOf(kept.plan).digest,
    });
    expect(
      await ground.store.audit.list({ first: 10, backends: null, planId: plan.id, action: 'approvePlan' }),
    ).toMatchObject([
      {
        phase: 'DECISION',
        caller: 'approver',
        requestId: 'a request of approver',
        digest: plannedOf(kept.plan).digest,
        reason: 'They need it',
      },
    ]);
    const run = await (await ground.sync.runs.apply(requestOf(kept), author)).ended;
    expect(run).toMatchObject({ state: 'DONE', isApproved: true });
    expect(await stateOf(ground, kept)).toBe('APPLIED');
  });

  it("is not the author's to give, whatever the author may do (P14)", async () => {
    await using ground = await startPlanning(gateway, { all });
    const kept = await blocked(ground);
    const mighty = actorCalled('author', { scopes: ['admin'] });
    for (const actor of [author, mighty])
      await expect(ground.sync.plans.approve(requestOf(kept), actor)).rejects.toMatchObject({
        code: 'FORBIDDEN',
      });
    expect(await stateOf(ground, kept)).toBe('BLOCKED');
  });

  it("is the author's to give where four eyes are not asked for (P14)", async () => {
    await using ground = await startPlanning(gateway, { all, config: 'guards: { fourEyes: false }' });
    const kept = await blocked(ground);
    await ground.sync.plans.approve(requestOf(kept), author);
    expect(await stateOf(ground, kept)).toBe('APPROVED');
  });

  it('is not to be given by whoever gains, by that account or by another of the same user', async () => {
    await using ground = await startPlanning(gateway, { all });
    const kept = await blocked(ground);
    for (const account of [
      { backend: 'hub', id: 'ada' },
      { backend: 'iot', id: idOn('iot', 'ada') },
    ])
      for (const scopes of [['approve'], ['admin']] as const)
        await expect(
          ground.sync.plans.approve(requestOf(kept), actorCalled('ada', { scopes, accounts: [account] })),
        ).rejects.toMatchObject({ code: 'FORBIDDEN' });
    const other = actorCalled('bert', { accounts: [{ backend: 'hub', id: 'bert' }] });
    await ground.sync.plans.approve(requestOf(kept), other);
  });

  it('expires, and so does the plan', async () => {
    await using ground = await startPlanning(gateway, {
      all,
      config: 'guards: { planHours: 5, approvalHours: 4 }',
    });
    const kept = await blocked(ground);
    await ground.sync.plans.approve(requestOf(kept), approver);
    ground.pass(4 * 3_600_000);
    expect(await stateOf(ground, kept)).toBe('BLOCKED');
    await expect(ground.sync.runs.apply(requestOf(kept), author)).rejects.toMatchObject({
      code: 'PLAN_EXPIRED',
    });
    await ground.sync.plans.approve(requestOf(kept), approver);
    // No approval outlasts the plan.
    expect((await ground.store.plans.approval(kept.plan.id))?.expiresAt).toBe(kept.plan.expiresAt);
    ground.pass(3_600_000);
    expect(await stateOf(ground, kept)).toBe('EXPIRED');
    await expect(ground.sync.plans.approve(requestOf(kept), approver)).rejects.toMatchObject({
      code: 'PLAN_EXPIRED',
    });
    expect(writesTo(gateway)).toEqual([]);
  });

  it('is of what was reviewed: another digest, or none of what there is, is refused', async () => {
    await using ground = await startPlanning(gateway, { all });
    const kept = await blocked(ground);
    const approve = (request: Partial<ReturnType<typeof requestOf>>, actor = approver) =>
      ground.sync.plans.approve({ ...requestOf(kept), ...request }, actor);
    await expect(approve({ digest: '0'.repeat(64) })).rejects.toMatchObject({ code: 'DIGEST_MISMATCH' });
    await expect(approve({ planId: 'nothing' })).rejects.toMatchObject({ code: 'NOT_FOUND' });
    await expect(approve({ reason: '  ' })).rejects.toMatchObject({ code: 'BAD_INPUT' });
    await expect(approve({ reason: 'x'.repeat(501) })).rejects.toMatchObject({ code: 'BAD_INPUT' });
    await expect(approve({}, actorCalled('nearsighted', { backends: ['hub'] }))).rejects.toMatchObject({
      code: 'NOT_FOUND',
    });
  });

  it('is of nothing where nothing is in the way, or it was applied', async () => {
    await using ground = await startPlanning(gateway, { all });
    const free = await ground.syncRoles({ to: ['etl'] });
    await expect(ground.sync.plans.approve(requestOf(free), approver)).rejects.toMatchObject({
      code: 'BAD_INPUT',
    });
    const kept = await blocked(ground);
    await ground.apply(kept);
    await expect(ground.sync.plans.approve(requestOf(kept), approver)).rejects.toMatchObject({
      code: 'BAD_INPUT',
    });
    gateway.iot.faults.add({ kind: 'reset', applied: false }, { method: 'GET' });
    const failed = await blocked(ground);
    expect(failed.plan.outcome.state).toBe('FAILED');
    await expect(
      ground.sync.plans.approve({ planId: failed.plan.id, digest: '', reason: 'x' }, approver),
    ).rejects.toMatchObject({ code: 'BAD_INPUT' });
  });

  it('cannot be given where a guard refuses', async () => {
    put(gateway, 'ada', { iot: [administrator] });
    await using ground = await startPlanning(gateway, { all });
    await ground.syncRoles({ to: ['hub'] });
    const self = actorCalled('me', { accounts: [{ backend: 'hub', id: 'ada' }] });
    const kept = await ground.syncRoles({ to: ['hub'] }, self);
    expect(await stateOf(ground, kept)).toBe('REFUSED');
    await expect(ground.sync.plans.approve(requestOf(kept), approver)).rejects.toMatchObject({
      code: 'GUARD_BLOCKED',
      message: expect.stringContaining("of the caller's own gain"),
    });
  });
});
