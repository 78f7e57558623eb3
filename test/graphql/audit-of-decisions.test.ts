import { describe, expect, it } from 'vitest';
import type { Gateway } from '../gateway.ts';
import { iotCentralRoles, put } from '../sync/planning/people.ts';
import { runMutation } from './run-mutation.ts';
import { apply, planSync, startStory } from './sync-stories.ts';

const callers = { second: { scopes: ['read', 'approve', 'apply'] } } as const;

/** What was decided of a plan or a run, the oldest first. */
const decisionsOn = async (gateway: Gateway, filter: { readonly plan?: string; readonly run?: string }) => {
  const { data } = await gateway.query(
    `query ($filter: AuditFilter) { auditEntries(first: 100, filter: $filter, direction: ASC) {
      nodes { action phase caller reason plan digest run outcome } } }`,
    { filter },
  );
  return data.auditEntries.nodes
    .filter(({ phase }: { phase: string }) => phase === 'DECISION')
    .map(({ phase: _phase, ...entry }: { phase: string }) => entry);
};

describe('G41: the audit trail of what is decided of plans and runs', () => {
  it('tells who planned, who approved and why, and who applied', async () => {
    await using gateway = await startStory({
      callers,
      config: 'guards: { minAdmins: 0, smallMaxRevoked: 0 }',
    });
    const offboarding = { user: { email: 'ada@example.com' }, backends: ['hub'], reason: 'Has left' };
    const { plan } = await runMutation(gateway, 'planOffboarding', 'plan { id digest state }', offboarding);
    expect(plan.state).toBe('BLOCKED');
    const { id, digest } = plan;
    const approval = { id, digest, reason: 'Agreed' };
    const approved = await runMutation(gateway, 'approvePlan', 'plan { state }', approval, {
      caller: 'second',
    });
    expect(approved).toEqual({ plan: { state: 'APPROVED' }, errors: [] });
    const { run } = await apply(gateway, plan);
    expect(run.state).toBe('DONE');
    const of = { plan: id, digest, outcome: null };
    expect(await decisionsOn(gateway, { plan: id })).toEqual([
      { ...of, action: 'planOffboarding', caller: expect.any(String), reason: 'Has left', run: null },
      { ...of, action: 'approvePlan', caller: 'second', reason: 'Agreed', run: null },
      { ...of, action: 'applyPlan', caller: run.startedBy, reason: 'Has left', run: run.id },
    ]);
  });

  it('tells who stopped a run, and who took it up again', async () => {
    await using gateway = await startStory({ callers });
    for (const name of ['dora', 'emil', 'fred', 'gina', 'hans', 'ines'])
      put(gateway, name, { iot: [iotCentralRoles.operator], hub: [] });
    await gateway.refreshAll(['iot', 'hub']);
    const { plan } = await planSync(gateway, { to: ['hub'] });
    gateway.hub.faults.add({ kind: 'latency', ms: 200 }, { method: 'POST' });
    const applying = apply(gateway, plan);
    await expect.poll(() => gateway.hub.requests.some(({ method }) => method === 'POST')).toBe(true);
    const { data } = await gateway.query('{ runs(first: 1) { nodes { id } } }');
    const [{ id }] = data.runs.nodes;
    const cancelled = await runMutation(gateway, 'cancelRun', 'run { state }', { id }, { caller: 'second' });
    expect(cancelled).toEqual({ run: { state: 'CANCELLED' }, errors: [] });
    await applying;
    gateway.hub.faults.clear();
    const resumed = await runMutation(gateway, 'resumeRun', 'run { state }', { id });
    expect(resumed).toEqual({ run: { state: 'DONE' }, errors: [] });
    const decisions = await decisionsOn(gateway, { run: id });
    expect(decisions.map(({ action }: { action: string }) => action)).toEqual([
      'applyPlan',
      'cancelRun',
      'resumeRun',
    ]);
    expect(decisions[1]).toMatchObject({ caller: 'second', run: id, plan: plan.id });
  });
});
