import { beforeEach, describe, expect, it } from 'vitest';
import type { Change } from '../../../src/domain/change.ts';
import { failing } from '../../faults.ts';
import type { Gateway } from '../../gateway.ts';
import { shareGateway } from '../../graphql/shared-gateway.ts';
import { cipherscaleIds, clear, heldBy, idOn, iotCentralRoles, put, startEmpty, writesTo } from './people.ts';
import { actorCalled, type Kept, type PlanningGround, startPlanning } from './planning.ts';

const { operator, builder, organizationOperator } = iotCentralRoles;
const all = 'writes: true, timeoutMs: 1000, emailTrust: verified';

const shared = shareGateway(startEmpty);
let gateway: Gateway;
beforeEach(() => {
  gateway = shared();
  clear(gateway);
  put(gateway, 'ada', {
    iot: [operator, builder, `${organizationOperator} in seattle`],
    etl: ['cdata_support', 'cdata_standard'],
    hub: ['linux_team'],
    vpn: [cipherscaleIds.roles.billing],
  });
});

/** What is to be done on each backend, in the order in which it is. */
const told = ({ changes }: Kept) => changes.map(describeChange);

const describeChange = ({ account: { backend }, step }: Change): string => {
  if (step.kind === 'ROLES') return `${backend} -${step.revokes.map(({ name }) => name).join(' -')}`;
  return step.kind === 'STATUS' ? `${backend} ${step.after}` : `${backend} ${step.kind}`;
};

const offboard = async (ground: PlanningGround, request: Parameters<PlanningGround['offboard']>[0]) => {
  await ground.syncRoles({});
  const { userId } = await ground.account('etl', idOn('etl', 'ada'));
  gateway.calls();
  return ground.offboard({ userId, ...request });
};

describe('a plan to offboard a user', () => {
  it('takes what each backend lets go of, and says what stays', async () => {
    await using ground = await startPlanning(gateway, { all });
    const kept = await offboard(ground, { extent: 'DISABLE' });
    expect(writesTo(gateway)).toEqual([]);
    expect(told(kept)).toEqual([
      'etl -Job Operator -Standard',
      'hub -linux_team',
      'iot -Operator -Builder',
      'vpn -Billing',
      'etl DISABLED',
      'vpn DISABLED',
    ]);
    expect(kept.exclusions.map(({ account: { backend }, code }) => `${backend} ${code}`).toSorted()).toEqual([
      'hub UNSUPPORTED',
      'iot UNSUPPORTED',
      'iot UNSUPPORTED',
      'vpn IMMUTABLE',
    ]);

    const { entries, run } = await ground.apply(kept);
    expect([run.state, entries.map(({ outcome }) => outcome?.kind)]).toEqual([
      'DONE',
      Array.from({ length: 6 }, () => 'APPLIED'),
    ]);
    expect(heldBy(gateway, 'iot', 'ada')).toEqual([`${organizationOperator} in seattle`]);
    for (const backend of ['etl', 'hub', 'vpn'] as const) expect(heldBy(gateway, backend, 'ada')).toEqual([]);
    expect(gateway.etl.state.users.get(idOn('etl', 'ada'))?.is_active).toBe(false);
    expect((await offboard(ground, { extent: 'DISABLE' })).changes).toEqual([]);
  });

  it('deletes on the backends that are named, and on no other', async () => {
    await using ground = await startPlanning(gateway, { all });
    const kept = await offboard(ground, { extent: 'DELETE', backends: ['hub', 'iot'] });
    expect(told(kept)).toEqual(['hub DELETE', 'iot DELETE']);
    await ground.apply(kept);
    expect(gateway.hub.state.internal.has('ada')).toBe(false);
    expect(gateway.etl.state.users.has(idOn('etl', 'ada'))).toBe(true);
  });

  it('knows everybody before it knows whom to take away: what was never read is read whole first', async () => {
    await using ground = await startPlanning(gateway, { all });
    await ground.refreshes.refresh('etl');
    const { userId } = await ground.account('etl', idOn('etl', 'ada'));
    // Alone, the account is linked to no other.
    const kept = await ground.offboard({ userId });
    expect(new Set(kept.changes.map(({ account }) => account.backend))).toEqual(
      new Set(['iot', 'etl', 'hub', 'vpn']),
    );
  });

  it('takes what is held now, whatever the index has', async () => {
    await using ground = await startPlanning(gateway, { all });
    await ground.syncRoles({ to: ['etl', 'hub', 'vpn'] });
    put(gateway, 'ada', { hub: ['linux_team', 'cf_remoteagent'] });
    const kept = await offboard(ground, { extent: 'REVOKE', backends: ['hub'] });
    expect(told(kept)).toEqual(['hub -linux_team -cf_remoteagent']);
  });

  it('is not of one that has been deleted meanwhile, nor of another one that has taken its name', async () => {
    await using ground = await startPlanning(gateway, { all });
    await ground.syncRoles({ to: ['etl', 'hub', 'vpn'] });
    const { userId } = await ground.account('hub', 'ada');
    gateway.etl.state.users.delete(idOn('etl', 'ada'));
    gateway.hub.state.internal.delete('ada');
    gateway.hub.state.external.set('ada', { id: 'ada', roles: ['admin'], external: true });
    const kept = await ground.offboard({ userId, extent: 'REVOKE', backends: ['etl', 'hub'] });
    expect([kept.plan.outcome.state, kept.changes]).toEqual(['PLANNED', []]);
  });

  it('fails where an account cannot be read, and does not take it for gone', async () => {
    await using ground = await startPlanning(gateway, { all });
    await ground.syncRoles({ to: ['etl', 'hub', 'vpn'] });
    const { userId } = await ground.account('hub', 'ada');
    gateway.iot.faults.add(failing(500), { method: 'GET', target: new RegExp(idOn('iot', 'ada')) });
    const { plan, changes } = await ground.offboard({ userId });
    expect(plan.outcome).toMatchObject({ state: 'FAILED', code: 'UPSTREAM_UNAVAILABLE' });
    expect(changes).toEqual([]);
  });

  it('leaves alone whoever is not certain to be the user (G6)', async () => {
    await using ground = await startPlanning(gateway, { verified: ['iot', 'vpn'] });
    await ground.syncRoles({ to: ['etl', 'hub', 'vpn'] });
    const { userId } = await ground.account('iot', idOn('iot', 'ada'));
    const kept = await ground.offboard({ userId, extent: 'DELETE' });
    expect(told(kept)).toEqual(['iot DELETE', 'vpn DELETE']);
    expect(kept.exclusions).toMatchObject([
      { account: { backend: 'etl' }, code: 'LINK_NOT_CONFIRMED' },
      { account: { backend: 'hub' }, code: 'LINK_NOT_CONFIRMED' },
    ]);
  });

  it('is refused for whom there is not, and for backends that the caller may not see', async () => {
    await using ground = await startPlanning(gateway, { all });
    await expect(ground.offboard({ userId: 'nobody' })).rejects.toMatchObject({ code: 'NOT_FOUND' });
    await expect(offboard(ground, { backends: [] })).rejects.toMatchObject({ code: 'BAD_INPUT' });
    await expect(offboard(ground, { backends: ['hub', 'hub'] })).rejects.toMatchObject({ code: 'BAD_INPUT' });
    const { userId } = await ground.account('etl', idOn('etl', 'ada'));
    await expect(
      ground.offboard({ userId, backends: ['hub'] }, actorCalled('nearsighted', { backends: ['iot'] })),
    ).rejects.toMatchObject({ code: 'NOT_FOUND' });
  });
});
