import { describe, expect, it } from 'vitest';
import { toGlobalId } from '../../src/graphql/global-id.ts';
import { failing } from '../faults.ts';
import type { Gateway } from '../gateway.ts';
import { heldBy, idOn, iotCentralRoles, put, writesTo } from '../sync/planning/people.ts';
import { refusal, runMutation } from './run-mutation.ts';
import { apply, planSync, startStory } from './sync-stories.ts';

const { operator, builder, custom } = iotCentralRoles;

const runFields = `id state startedBy finishedAt
  counts { pending applied noop failed skipped conflict unknown }
  outcomes(first: 100) { totalCount nodes { change { account { backend nativeId } } outcome code reason intendedAt settledAt } }`;

const runOf = async (gateway: Gateway, id: string, fields = runFields, caller?: string) => {
  const { data, errors } = await gateway.query(
    `query ($id: ID!) { run(id: $id) { ${fields} } }`,
    { id },
    caller,
  );
  expect(errors).toBeUndefined();
  return data.run;
};

const counts = { pending: 0, applied: 0, noop: 0, failed: 0, skipped: 0, conflict: 0, unknown: 0 };

const revoke = (gateway: Gateway, backend: string, nativeId: string, native: string) =>
  runMutation(gateway, 'revokeRoles', 'run { id }', {
    account: { backend, nativeId },
    nativeRoles: [native],
  });

describe('applyPlan', () => {
  it('G19: carries a plan out once, and answers with the one run however often it is asked', async () => {
    await using gateway = await startStory();
    const { plan } = await planSync(gateway);
    const answer = await apply(gateway, plan);
    expect(answer).toEqual({
      run: {
        id: expect.any(String),
        state: 'DONE',
        startedBy: 'all',
        counts: { ...counts, applied: plan.changes.totalCount },
        plan: { id: plan.id, state: 'APPLIED' },
      },
      errors: [],
    });
    expect(heldBy(gateway, 'hub', 'ada')).toEqual(['cf_remoteagent', 'linux_team']);
    gateway.calls();
    const [again, keyed] = await Promise.all([
      apply(gateway, plan),
      runMutation(gateway, 'applyPlan', 'run { id }', {
        id: plan.id,
        digest: plan.digest,
        idempotencyKey: 'k',
      }),
    ]);
    expect(again).toEqual(answer);
    expect(keyed.run.id).toBe(answer.run.id);
    expect(writesTo(gateway)).toEqual([]);
    const { data } = await gateway.query(
      'query ($id: ID!) { plan(id: $id) { run { id } } node(id: $run) { ... on Run { id state } } }'.replace(
        '($id: ID!)',
        '($id: ID!, $run: ID!)',
      ),
      { id: plan.id, run: answer.run.id },
    );
    expect(data).toEqual({
      plan: { run: { id: answer.run.id } },
      node: { id: answer.run.id, state: 'DONE' },
    });
  });

  it('is applied once where two ask at the same time', async () => {
    await using gateway = await startStory();
    const { plan } = await planSync(gateway);
    gateway.calls();
    const answers = await Promise.all([apply(gateway, plan), apply(gateway, plan)]);
    expect(new Set(answers.map(({ run }) => run.id)).size).toBe(1);
    expect(writesTo(gateway)).toHaveLength(plan.changes.totalCount);
  });

  it('G18: refuses a digest that is not the plan’s, and writes nothing', async () => {
    await using gateway = await startStory();
    const { plan } = await planSync(gateway);
    gateway.calls();
    expect(await apply(gateway, { id: plan.id, digest: '0'.repeat(64) })).toEqual(
      refusal({ code: 'DIGEST_MISMATCH', path: ['digest'] }),
    );
    expect(await apply(gateway, { id: toGlobalId({ type: 'Plan', id: 'x' }), digest: plan.digest })).toEqual(
      refusal({ code: 'NOT_FOUND', path: ['id'] }),
    );
    expect(await apply(gateway, { id: toGlobalId({ type: 'Run', id: 'x' }), digest: plan.digest })).toEqual(
      refusal({ code: 'BAD_INPUT', path: ['id'] }),
    );
    expect(writesTo(gateway)).toEqual([]);
  });

  it('G18: tells of each change what became of it: an account that moved is a CONFLICT, and only that', async () => {
    await using gateway = await startStory();
    const { plan } = await planSync(gateway, { to: ['hub'] });
    put(gateway, 'ada', { hub: ['linux_team', 'db_team'] });
    const { run } = await apply(gateway, plan);
    expect(run).toMatchObject({ state: 'PARTIAL', counts: { ...counts, applied: 1, conflict: 1 } });
    const { outcomes } = await runOf(gateway, run.id);
    expect(outcomes.totalCount).toBe(2);
    expect(outcomes.nodes).toContainEqual({
      change: { account: { backend: 'hub', nativeId: 'ada' } },
      outcome: 'CONFLICT',
      code: 'CONFLICT',
      reason: expect.any(String),
      intendedAt: null,
      settledAt: expect.stringMatching(/^\d{4}-/),
    });
    expect(outcomes.nodes).toContainEqual({
      change: { account: { backend: 'hub', nativeId: 'bert' } },
      outcome: 'APPLIED',
      code: null,
      reason: null,
      intendedAt: expect.stringMatching(/^\d{4}-/),
      settledAt: expect.stringMatching(/^\d{4}-/),
    });
    expect(heldBy(gateway, 'hub', 'ada')).toEqual(['db_team', 'linux_team']);
  });

  it('is RUNNING where it takes longer than a request may, and can be asked for later', async () => {
    await using gateway = await startStory({
      config: 'guards: { minAdmins: 0 }\nlimits: { requestMs: 400 }',
    });
    const { plan } = await planSync(gateway, { to: ['hub'] });
    gateway.hub.faults.add({ kind: 'latency', ms: 600 }, { method: 'POST' });
    const { run } = await apply(gateway, plan);
    expect(run).toMatchObject({ state: 'RUNNING' });
    expect(await runOf(gateway, run.id, 'finishedAt')).toEqual({ finishedAt: null });
    const undo = await runMutation(gateway, 'undoRun', 'plan { id }', { id: run.id });
    expect(undo).toEqual(refusal({ code: 'IN_FLIGHT', retryable: true, path: ['id'] }));
    await expect.poll(async () => (await runOf(gateway, run.id)).state, { timeout: 8000 }).toBe('DONE');
  });

  it('can be cancelled while it is under way, and taken up again', async () => {
    await using gateway = await startStory();
    for (const name of ['dora', 'emil', 'fred', 'gina', 'hans', 'ines'])
      put(gateway, name, { iot: [operator], hub: [] });
    await gateway.refreshAll(['iot', 'hub']);
    const { plan } = await planSync(gateway, { to: ['hub'] });
    gateway.hub.faults.add({ kind: 'latency', ms: 200 }, { method: 'POST' });
    const applying = apply(gateway, plan);
    await expect.poll(() => gateway.hub.requests.some(({ method }) => method === 'POST')).toBe(true);
    const { data } = await gateway.query('{ runs(first: 1) { nodes { id state } } }');
    const [{ id }] = data.runs.nodes;
    const cancelled = await runMutation(gateway, 'cancelRun', 'run { id state counts { skipped pending } }', {
      id,
    });
    expect(cancelled).toMatchObject({ run: { id, state: 'CANCELLED', counts: { pending: 0 } }, errors: [] });
    expect(cancelled.run.counts.skipped).toBeGreaterThan(0);
    expect((await applying).run.state).toBe('CANCELLED');
    gateway.hub.faults.clear();
    const resumed = await runMutation(gateway, 'resumeRun', 'run { id state counts { applied } }', { id });
    expect(resumed.run).toEqual({ id, state: 'DONE', counts: { applied: plan.changes.totalCount } });
    for (const field of ['cancelRun', 'resumeRun'])
      expect(await runMutation(gateway, field, 'run { id }', { id })).toEqual(
        refusal({ code: 'BAD_INPUT', path: ['id'] }),
      );
  });
});

describe('a run', () => {
  it('is of every change that is made at once, too, and names it', async () => {
    await using gateway = await startStory();
    const { run } = await runMutation(
      gateway,
      'grantRoles',
      `run { ${runFields} plan { origin createdBy } }`,
      { account: { backend: 'hub', nativeId: 'bert' }, nativeRoles: ['linux_team'] },
    );
    expect(run).toMatchObject({
      state: 'DONE',
      plan: { origin: 'DIRECT', createdBy: 'all' },
      outcomes: { totalCount: 1, nodes: [{ outcome: 'APPLIED' }] },
    });
    const { data } = await gateway.query('{ runs(first: 10) { nodes { id } pageInfo { hasNextPage } } }');
    expect(data.runs).toEqual({ nodes: [{ id: run.id }], pageInfo: { hasNextPage: false } });
  });

  it('G22: is taken back by a plan of its inverse', async () => {
    await using gateway = await startStory();
    const { plan } = await planSync(gateway, { to: ['hub'] });
    const { run } = await apply(gateway, plan);
    const undo = await runMutation(
      gateway,
      'undoRun',
      'plan { id digest origin reason changes(first: 10) { nodes { account { nativeId } revokes { nativeRole { name } } } } }',
      { id: run.id, reason: 'A mistake' },
    );
    expect(undo.plan).toMatchObject({ origin: 'UNDO', reason: 'A mistake' });
    expect(undo.plan.changes.nodes).toHaveLength(2);
    expect((await apply(gateway, undo.plan)).run.state).toBe('DONE');
    expect(heldBy(gateway, 'hub', 'ada')).toEqual(['linux_team']);
  });

  it('lists outcomes and runs page by page', async () => {
    await using gateway = await startStory();
    const { plan } = await planSync(gateway, { to: ['hub', 'vpn'] });
    const { run } = await apply(gateway, plan);
    await runMutation(gateway, 'grantRoles', 'run { id }', {
      account: { backend: 'hub', nativeId: 'cleo' },
      nativeRoles: ['linux_team'],
    });
    const page = async (after: string | null) => {
      const { data } = await gateway.query(
        `query ($id: ID!, $after: String) { run(id: $id) { outcomes(first: 3, after: $after) { nodes { change { account { nativeId } } } pageInfo { endCursor hasNextPage } } } }`,
        { id: run.id, after },
      );
      return data.run.outcomes;
    };
    const first = await page(null);
    const second = await page(first.pageInfo.endCursor);
    expect([first.nodes.length, second.nodes.length]).toEqual([3, plan.changes.totalCount - 3]);
    expect(second.pageInfo.hasNextPage).toBe(false);
    const { data } = await gateway.query(
      '{ runs(first: 1) { nodes { id } pageInfo { endCursor hasNextPage } } }',
    );
    const { endCursor } = data.runs.pageInfo;
    const rest = await gateway.query(
      'query ($after: String) { runs(first: 1, after: $after) { nodes { id } pageInfo { hasNextPage } } }',
      { after: endCursor },
    );
    expect(rest.data.runs).toEqual({ nodes: [{ id: run.id }], pageInfo: { hasNextPage: false } });
  });
});

describe('G49: outlivingTokens', () => {
  it('are those that grant what the run has taken, in the same organization or in all', async () => {
    await using gateway = await startStory({ callers: { blind: { scopes: ['read'] } } });
    const issue = (id: string, roles: readonly { readonly role: string; readonly organization?: string }[]) =>
      gateway.iot.state.apiTokens.set(id, {
        id,
        roles: [...roles],
        expiry: '2031-01-01T00:00:00Z',
        token: 'x',
      });
    issue('same', [{ role: operator }]);
    issue('other', [{ role: custom }]);
    put(gateway, 'ada', { iot: [operator, builder] });
    const { run } = await revoke(gateway, 'iot', idOn('iot', 'ada'), operator);
    expect(await runOf(gateway, run.id, 'outlivingTokens { nativeId }')).toEqual({
      outlivingTokens: [{ nativeId: 'same' }],
    });
    const { data, errors } = await gateway.query(
      'query ($id: ID!) { run(id: $id) { id outlivingTokens { nativeId } } }',
      { id: run.id },
      'blind',
    );
    expect(data.run).toEqual({ id: run.id, outlivingTokens: null });
    expect(errors?.map(({ extensions }) => extensions.code)).toEqual(['FORBIDDEN']);
  });

  it('are none where nothing was taken, and null where the backend issues no tokens', async () => {
    await using gateway = await startStory();
    const { run } = await runMutation(gateway, 'grantRoles', 'run { id }', {
      account: { backend: 'iot', nativeId: idOn('iot', 'ada') },
      nativeRoles: [builder],
    });
    expect(await runOf(gateway, run.id, 'outlivingTokens { nativeId }')).toEqual({ outlivingTokens: [] });
    const other = await revoke(gateway, 'hub', 'ada', 'linux_team');
    expect(await runOf(gateway, other.run.id, 'outlivingTokens { nativeId }')).toEqual({
      outlivingTokens: null,
    });
  });

  it('are not known where the backend cannot be asked', async () => {
    await using gateway = await startStory();
    put(gateway, 'ada', { iot: [operator, builder] });
    const { run } = await revoke(gateway, 'iot', idOn('iot', 'ada'), operator);
    gateway.iot.faults.add(failing(500), { target: /apiTokens/ });
    const { data, errors } = await gateway.query(
      'query ($id: ID!) { run(id: $id) { state outlivingTokens { nativeId } } }',
      { id: run.id },
    );
    expect(data.run).toEqual({ state: 'DONE', outlivingTokens: null });
    expect(errors?.map(({ extensions }) => extensions.code)).toEqual(['UPSTREAM_UNAVAILABLE']);
  });
});
