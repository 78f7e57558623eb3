import { beforeEach, describe, expect, it } from 'vitest';
import type { Gateway } from '../../gateway.ts';
import { shareGateway } from '../../graphql/shared-gateway.ts';
import { cipherscaleIds, clear, heldBy, idOn, iotCentralRoles, put, startEmpty, writesTo } from './people.ts';
import { actorCalled, author, plannedOf, startPlanning } from './planning.ts';

const { operator, builder, organizationOperator, organizationViewer } = iotCentralRoles;
const { billing, auditor } = cipherscaleIds.roles;
const all = 'writes: true, timeoutMs: 1000, emailTrust: verified';
const backends = ['iot', 'etl', 'hub', 'vpn'] as const;

const before = {
  iot: [operator, `${organizationOperator} in seattle`, `${organizationViewer} in us`],
  etl: ['cdata_job_creator', 'cdata_support'],
  hub: ['linux_team', 'cf_remoteagent'],
  vpn: [auditor, billing],
};

const shared = shareGateway(startEmpty);
let gateway: Gateway;
beforeEach(() => {
  gateway = shared();
  clear(gateway);
  put(gateway, 'ada', before);
});

const everywhere = () => Object.fromEntries(backends.map((id) => [id, heldBy(gateway, id, 'ada')]));

const offboarded = async (extent: 'REVOKE' | 'DISABLE' | 'DELETE' = 'DISABLE') => {
  const ground = await startPlanning(gateway, { all });
  for (const id of backends) await ground.refreshes.refresh(id);
  const { userId } = await ground.account('hub', 'ada');
  const { run } = await ground.apply(await ground.offboard({ userId, extent }));
  return { ground, run };
};

describe('an undo', () => {
  it('restores exactly what the run took, on all backends, organizations and status too (G26, G14)', async () => {
    const held = everywhere();
    const { ground, run } = await offboarded();
    await using _ = ground;
    expect(everywhere()).not.toEqual(held);
    gateway.calls();
    const kept = await ground.undo(run.id);
    expect(writesTo(gateway)).toEqual([]);
    expect(kept.plan).toMatchObject({ origin: 'UNDO', request: { runId: run.id } });
    expect(kept.exclusions).toEqual([]);
    const { run: undone } = await ground.apply(kept);
    expect(undone.state).toBe('DONE');
    expect(everywhere()).toEqual(held);
    expect(gateway.etl.state.users.get(idOn('etl', 'ada'))?.is_active).toBe(true);

    // And the undo can be undone.
    await ground.apply(await ground.undo(undone.id));
    expect(heldBy(gateway, 'hub', 'ada')).toEqual([]);
    expect(gateway.etl.state.users.get(idOn('etl', 'ada'))?.is_active).toBe(false);
  });

  it('keeps what others did since, also where the verb replaces the whole set, and lists what they changed', async () => {
    const { ground, run } = await offboarded('REVOKE');
    await using _ = ground;
    // Somebody gives one of the roles back, and another one besides.
    put(gateway, 'ada', { etl: ['cdata_support', 'cdata_standard'] });
    const kept = await ground.undo(run.id);
    expect(kept.exclusions).toMatchObject([
      {
        account: { backend: 'etl' },
        code: 'CONFLICT',
        message: 'Changed since by somebody else: Job Operator was granted',
      },
    ]);
    await ground.apply(kept);
    expect(heldBy(gateway, 'etl', 'ada')).toEqual(['cdata_job_creator', 'cdata_standard', 'cdata_support']);
    expect(heldBy(gateway, 'hub', 'ada')).toEqual(before.hub.toSorted());
  });

  it('takes what a run granted, and only that', async () => {
    clear(gateway);
    put(gateway, 'ada', { iot: [builder], etl: ['cdata_job_creator'] });
    await using ground = await startPlanning(gateway, { all });
    const { run } = await ground.apply(await ground.syncRoles({}));
    expect(heldBy(gateway, 'etl', 'ada')).toEqual(['cdata_job_creator', 'cdata_standard']);
    const kept = await ground.undo(run.id);
    expect(kept.changes).toMatchObject([
      { userId: null, step: { grants: [], revokes: [{ nativeRoleId: 'cdata_standard' }] } },
    ]);
    await ground.apply(kept);
    expect(heldBy(gateway, 'etl', 'ada')).toEqual(['cdata_job_creator']);
    expect((await ground.undo(run.id)).changes).toEqual([]);
  });

  it('rests on the backends that the run wrote to alone, though whoever sees it sees all of the plan', async () => {
    clear(gateway);
    put(gateway, 'ada', { iot: [builder], etl: [] });
    await using ground = await startPlanning(gateway, { all });
    const { run } = await ground.apply(await ground.syncRoles({ to: ['etl', 'hub'] }));
    const { plan } = await ground.undo(run.id);
    expect(plan.backends).toEqual(['iot', 'etl', 'hub']);
    const { inputs, summary } = plannedOf(plan);
    expect(inputs.map(({ kind, backend }) => `${kind} ${backend}`)).toEqual([
      'CONFIGURATION etl',
      'NATIVE_ROLES etl',
    ]);
    expect(summary).toMatchObject([{ backend: 'etl', accounts: 1, changes: 1, losing: 1 }]);
  });

  it('takes back from the account what was granted by a link that somebody has denied since', async () => {
    clear(gateway);
    put(gateway, 'ada', { iot: [builder], etl: [] });
    await using ground = await startPlanning(gateway, { all });
    const { run } = await ground.apply(await ground.syncRoles({}));
    const ref = { backend: 'etl', id: idOn('etl', 'ada') };
    await ground.index.unlink(ref, undefined, { by: 'all', reason: 'somebody else', backends: null });
    await ground.apply(await ground.undo(run.id));
    expect(heldBy(gateway, 'etl', 'ada')).toEqual([]);
  });

  it('says of what was deleted that it stays so', async () => {
    const { ground, run } = await offboarded('DELETE');
    await using _ = ground;
    const kept = await ground.undo(run.id);
    expect(kept.changes).toEqual([]);
    expect(kept.exclusions.map(({ account: { backend }, code }) => `${backend} ${code}`)).toEqual([
      'etl UNSUPPORTED',
      'hub UNSUPPORTED',
      'iot UNSUPPORTED',
      'vpn UNSUPPORTED',
    ]);
  });

  it('is refused for a run that there is not, that is under way, or that the caller may not see', async () => {
    const { ground, run } = await offboarded('REVOKE');
    await using _ = ground;
    await expect(ground.undo('nothing')).rejects.toMatchObject({ code: 'NOT_FOUND' });
    await expect(ground.undo(run.id, actorCalled('near', { backends: ['hub'] }))).rejects.toMatchObject({
      code: 'NOT_FOUND',
    });
    await ground.store.write(({ runs }) => runs.save({ ...run, state: 'RUNNING', finishedAt: null }));
    await expect(ground.undo(run.id, author)).rejects.toMatchObject({ code: 'IN_FLIGHT' });
    await ground.store.write(({ runs }) => runs.save(run));
  });
});
