import { describe, expect, it } from 'vitest';
import { toGlobalId } from '../../src/graphql/global-id.ts';
import { idOn, put, writesTo } from '../sync/planning/people.ts';
import { refusal, runMutation } from './run-mutation.ts';
import { apply, planFields, planSync, startStory, userOf } from './sync-stories.ts';

const callers = {
  second: { scopes: ['read', 'plan', 'approve', 'apply'] },
  nearsighted: { scopes: ['read', 'write', 'plan', 'apply', 'approve', 'audit'], backends: ['etl'] },
  reader: { scopes: ['read'] },
} as const;

const start = (config?: string) => startStory({ callers, ...(config === undefined ? {} : { config }) });

describe('planRoleSync', () => {
  it('G17: answers with the plan, and writes nothing', async () => {
    await using gateway = await start();
    gateway.calls();
    const { plan, errors } = await planSync(gateway, { reason: '  They moved ' });
    expect(errors).toEqual([]);
    expect(plan).toMatchObject({
      digest: expect.stringMatching(/^[\da-f]{64}$/),
      state: 'READY',
      origin: 'ROLE_SYNC',
      createdBy: 'all',
      mode: 'GRANT_ONLY',
      reason: 'They moved',
      failure: null,
    });
    expect(plan.changes.totalCount).toBe(plan.changes.nodes.length);
    expect(plan.changes.nodes).toContainEqual({
      account: { backend: 'hub', nativeId: 'ada', name: expect.any(String) },
      kind: 'ROLES',
      grants: [{ nativeRole: { name: 'cf_remoteagent' } }],
      revokes: [],
    });
    expect(writesTo(gateway)).toEqual([]);
    const { data } = await gateway.query(
      `query ($id: ID!) { plan(id: $id) { ${planFields} } node(id: $id) { ... on Plan { ${planFields} } } }`,
      plan,
    );
    expect(data).toEqual({ plan, node: plan });
  });

  it('tells of each change what it finds, what it leads to, and whose account it is', async () => {
    await using gateway = await start();
    const { plan } = await planSync(gateway, { to: ['hub'] });
    const place = 'nativeRole { nativeId } organization { nativeId }';
    const { data } = await gateway.query(
      `query ($id: ID!) { plan(id: $id) {
        changes(first: 1) { nodes {
          account { account { nativeId userName } } user { id }
          before { ${place} } after { ${place} } grants { ${place} } revokes { ${place} } resent { ${place} }
          displaced { name } status { before } fields escalation reason } }
        summary { backend accounts unchanged changes grants revokes gaining losing }
        guards { name } forecast { calls minimumSeconds backends { backend calls } } notExpressible { role }
        excluded(first: 100) { totalCount nodes { account { backend nativeId } code message } } approval { by } run { id } } }`,
      plan,
    );
    const told = (...ids: string[]) =>
      ids.map((nativeId) => ({ nativeRole: { nativeId }, organization: null }));
    expect(data.plan.changes.nodes).toEqual([
      {
        account: { account: { nativeId: 'ada', userName: 'ada' } },
        user: { id: await userOf(gateway, 'hub', 'ada') },
        before: told('linux_team'),
        after: told('linux_team', 'cf_remoteagent'),
        grants: told('cf_remoteagent'),
        revokes: [],
        resent: told('linux_team'),
        displaced: [],
        status: null,
        fields: [],
        escalation: [],
        reason: 'Holds operator on iot',
      },
    ]);
    expect(data.plan.summary).toMatchObject([
      { backend: 'hub', changes: 2, grants: 2, revokes: 0, losing: 0 },
    ]);
    expect(data.plan.forecast.backends).toContainEqual({ backend: 'hub', calls: expect.any(Number) });
    expect(data.plan.forecast.calls).toBeGreaterThan(0);
    expect(data.plan).toMatchObject({ approval: null, run: null });
  });

  it('shows changes and exclusions page by page', async () => {
    await using gateway = await start();
    const { plan } = await planSync(gateway, { to: ['etl', 'hub', 'vpn'] });
    const seen: string[] = [];
    let after: string | null = null;
    do {
      const { data } = await gateway.query(
        'query ($id: ID!, $after: String) { plan(id: $id) { changes(first: 2, after: $after) { totalCount nodes { account { backend nativeId } } pageInfo { hasNextPage endCursor } } } }',
        { id: plan.id, after },
      );
      const { nodes, pageInfo, totalCount } = data.plan.changes;
      expect(totalCount).toBe(plan.changes.totalCount);
      seen.push(...nodes.map(({ account }: { account: object }) => JSON.stringify(account)));
      after = pageInfo.hasNextPage ? pageInfo.endCursor : null;
    } while (after !== null);
    expect(seen.length).toBeGreaterThan(3);
    expect(new Set(seen).size).toBe(plan.changes.totalCount);
  });

  it('is PLANNING where reading takes longer than a request may, and can be asked for later', async () => {
    await using gateway = await start('limits: { requestMs: 400 }');
    gateway.hub.faults.add({ kind: 'latency', ms: 700 }, { method: 'GET', times: 1 });
    const { plan } = await planSync(gateway, { to: ['hub'] });
    expect(plan).toMatchObject({ state: 'PLANNING', digest: null, mode: null });
    expect(plan.changes).toEqual({ totalCount: null, nodes: [] });
    const early = await apply(gateway, { id: plan.id, digest: 'x' });
    expect(early).toEqual(refusal({ code: 'BAD_INPUT' }));
    await expect
      .poll(
        async () =>
          (await gateway.query('query ($id: ID!) { plan(id: $id) { state } }', plan)).data.plan.state,
        {
          timeout: 5000,
        },
      )
      .toBe('READY');
  });

  it('is FAILED, and says why, where a backend cannot be read', async () => {
    await using gateway = await start();
    gateway.hub.faults.add({ kind: 'reset', applied: false });
    const { plan, errors } = await planSync(gateway, { to: ['hub'] });
    expect(errors).toEqual([]);
    expect(plan).toMatchObject({ state: 'FAILED', digest: null, failure: { code: 'UPSTREAM_INCOMPLETE' } });
  });

  it('follows a list of users, each as it can be named, and only for those that are asked for', async () => {
    await using gateway = await start();
    const [ada, bert] = [await userOf(gateway, 'hub', 'ada'), await userOf(gateway, 'hub', 'bert')];
    const desired = [
      { user: { id: ada }, roles: ['operator'] },
      { user: { email: 'bert@example.com' }, roles: ['operator'] },
      { user: { account: { backend: 'hub', nativeId: 'cleo' } }, roles: ['operator'] },
    ];
    const all = await planSync(gateway, { from: { desired }, to: ['hub'] });
    const accountsOf = ({ plan }: typeof all) =>
      plan.changes.nodes.map(({ account }: { account: { nativeId: string } }) => account.nativeId);
    expect(accountsOf(all)).toEqual(['ada', 'bert', 'cleo']);
    const some = await planSync(gateway, { to: ['hub'], over: { users: [{ id: bert }] } });
    expect(accountsOf(some)).toEqual(['bert']);
    const filtered = await planSync(gateway, {
      to: ['hub'],
      over: { accounts: { backend: 'hub', nativeRole: 'linux_team' } },
    });
    expect(accountsOf(filtered)).toEqual(['ada']);
  });

  it.each([
    ['an unknown source', { from: { backend: 'nobody' } }, 'NOT_FOUND', ['from', 'backend']],
    ['an unknown target', { to: ['etl', 'nobody'] }, 'NOT_FOUND', ['to', '1']],
    ['no target', { to: [] }, 'BAD_INPUT', ['to']],
    ['an empty list', { from: { desired: [] } }, 'BAD_INPUT', ['from', 'desired']],
    [
      'no such user',
      { from: { desired: [{ user: { email: 'x@example.com' }, roles: [] }] } },
      'NOT_FOUND',
      ['from', 'desired', '0', 'user'],
    ],
    [
      'an id of something else',
      { over: { users: [{ id: 'x' }] } },
      'BAD_INPUT',
      ['over', 'users', '0', 'id'],
    ],
    [
      'what is no address',
      { from: { desired: [{ user: { email: '' }, roles: [] }] } },
      'BAD_INPUT',
      ['from', 'desired', '0', 'user', 'email'],
    ],
    [
      'an account of an unknown backend',
      { over: { users: [{ account: { backend: 'nobody', nativeId: 'ada' } }] } },
      'NOT_FOUND',
      ['over', 'users', '0', 'account', 'backend'],
    ],
    [
      'too many users',
      { over: { users: Array.from({ length: 1001 }, () => ({ id: 'x' })) } },
      'BAD_INPUT',
      ['over', 'users'],
    ],
    [
      'a filter that cannot be meant',
      { over: { accounts: { backend: 'hub', role: 'nobody' } } },
      'BAD_INPUT',
      ['over', 'accounts', 'role'],
    ],
    ['a reason that is too long', { reason: 'x'.repeat(501) }, 'BAD_INPUT', ['reason']],
  ])('refuses %s, and keeps no plan', async (_what, input, code, path) => {
    await using gateway = await start();
    const answer = await planSync(gateway, input);
    expect(answer).toEqual(refusal({ code, path }));
    const { data } = await gateway.query('{ plans(first: 10) { nodes { id } } }');
    expect(data.plans.nodes).toEqual([]);
  });
});

describe('planOffboarding', () => {
  it('plans for the user on every backend, or on those that are named', async () => {
    await using gateway = await start();
    const offboard = (input: object) =>
      runMutation(gateway, 'planOffboarding', `plan { ${planFields} }`, {
        user: { email: 'ada@example.com' },
        ...input,
      });
    const { plan } = await offboard({ reason: 'Has left' });
    expect(plan).toMatchObject({ origin: 'OFFBOARDING', mode: 'REPLACE', reason: 'Has left' });
    const kinds = new Set(
      plan.changes.nodes.map(
        ({ account, kind }: { account: { backend: string }; kind: string }) => `${account.backend} ${kind}`,
      ),
    );
    expect(kinds).toContain('hub ROLES');
    expect(kinds).toContain('vpn STATUS');
    const one = await offboard({ backends: ['hub'], extent: 'REVOKE' });
    expect(one.plan.changes.nodes).toEqual([
      {
        account: { backend: 'hub', nativeId: 'ada', name: expect.any(String) },
        kind: 'ROLES',
        grants: [],
        revokes: [{ nativeRole: { name: 'linux_team' } }],
      },
    ]);
    expect(await offboard({ backends: ['nobody'] })).toEqual(
      refusal({ code: 'NOT_FOUND', path: ['backends', '0'] }),
    );
  });

  /** With the trust that each kind of backend has of itself. */
  const startSuspicious = async () => {
    const gateway = await startStory({ backends: {} });
    put(gateway, 'dora', { etl: [], hub: [] });
    put(gateway, 'emil', { etl: [] });
    put(gateway, 'fred', { hub: [] });
    await gateway.refreshAll();
    return gateway;
  };

  it('P17: refuses an address that only accounts bear whose link nobody confirmed', async () => {
    await using gateway = await startSuspicious();
    const answer = await runMutation(gateway, 'planOffboarding', 'plan { id }', {
      user: { email: 'dora@example.com' },
    });
    expect(answer).toEqual(refusal({ code: 'LINK_NOT_CONFIRMED', path: ['user', 'email'] }));
    expect(answer.errors[0].message).toContain('what confirming would do');
    const synced = await planSync(gateway, { over: { users: [{ email: 'dora@example.com' }] } });
    expect(synced).toEqual(refusal({ code: 'LINK_NOT_CONFIRMED', path: ['over', 'users', '0', 'email'] }));
  });

  it('refuses the id of a user that was merged into another, and names the living one', async () => {
    await using gateway = await startSuspicious();
    const accounts = [
      { backend: 'etl', nativeId: idOn('etl', 'emil') },
      { backend: 'hub', nativeId: 'fred' },
    ] as const;
    const ids = await Promise.all(
      accounts.map(({ backend, nativeId }) => userOf(gateway, backend, nativeId)),
    );
    await runMutation(gateway, 'linkAccounts', 'user { id }', { accounts, reason: 'Told' });
    const living = await userOf(gateway, 'hub', 'fred');
    const [given] = ids.filter((id) => id !== living);
    const answer = await runMutation(gateway, 'planOffboarding', 'plan { id }', { user: { id: given } });
    expect(answer).toEqual(refusal({ code: 'BAD_INPUT', path: ['user', 'id'] }));
    expect(answer.errors[0].message).toContain(living);
    const { errors } = await runMutation(gateway, 'planOffboarding', 'plan { id }', { user: { id: living } });
    expect(errors).toEqual([]);
  });
});

describe('approvePlan', () => {
  const guards = 'guards: { minAdmins: 0, smallMaxRevoked: 0 }';
  const offboard = (gateway: Awaited<ReturnType<typeof start>>) =>
    runMutation(
      gateway,
      'planOffboarding',
      `plan { ${planFields} guards { name verdict detail accounts { nativeId } } }`,
      {
        user: { email: 'ada@example.com' },
        backends: ['hub'],
        extent: 'REVOKE',
      },
    );
  const approve = (gateway: Awaited<ReturnType<typeof start>>, input: object, caller = 'second') =>
    runMutation(
      gateway,
      'approvePlan',
      'plan { id state approval { by reason at expiresAt } }',
      { reason: 'Talked to HR', ...input },
      { caller },
    );

  it('G18: lets somebody else pass a plan that a guard has blocked', async () => {
    await using gateway = await start(guards);
    const { plan } = await offboard(gateway);
    expect(plan.state).toBe('BLOCKED');
    expect(plan.guards).toMatchObject([
      { name: 'MAX_REVOKED', verdict: 'BLOCK', detail: expect.any(String) },
    ]);
    expect(await apply(gateway, plan)).toEqual(refusal({ code: 'GUARD_BLOCKED' }));
    expect(await approve(gateway, { id: plan.id, digest: 'x'.repeat(64) })).toEqual(
      refusal({ code: 'DIGEST_MISMATCH', path: ['digest'] }),
    );
    expect(await approve(gateway, { id: plan.id, digest: plan.digest, reason: '  ' })).toEqual(
      refusal({ code: 'BAD_INPUT', path: ['reason'] }),
    );
    const approved = await approve(gateway, { id: plan.id, digest: plan.digest });
    expect(approved).toMatchObject({
      plan: { id: plan.id, state: 'APPROVED', approval: { by: 'second', reason: 'Talked to HR' } },
      errors: [],
    });
    const { run } = await apply(gateway, plan);
    expect(run).toMatchObject({ state: 'DONE', plan: { state: 'APPLIED' } });
  });

  it('is FORBIDDEN to whoever made the plan', async () => {
    await using gateway = await start(guards);
    const { plan } = await offboard(gateway);
    const { data, errors } = await gateway.query(
      'mutation ($input: ApprovePlanInput!) { approvePlan(input: $input) { plan { id } } }',
      { input: { id: plan.id, digest: plan.digest, reason: 'Mine' } },
    );
    expect(data.approvePlan).toBeNull();
    expect(errors?.[0]?.extensions.code).toBe('FORBIDDEN');
  });
});

describe('plans', () => {
  it('are listed newest first, by origin, and page by page; what was done at once only when asked for', async () => {
    await using gateway = await start();
    const made: string[] = [];
    for (const to of ['etl', 'hub', 'vpn']) made.push((await planSync(gateway, { to: [to] })).plan.id);
    await runMutation(gateway, 'grantRoles', 'run { id }', {
      account: { backend: 'hub', nativeId: 'cleo' },
      nativeRoles: ['linux_team'],
    });
    const list = async (args: string) => {
      const { data, errors } = await gateway.query(
        `{ plans(${args}) { nodes { id origin } pageInfo { endCursor hasNextPage } } }`,
      );
      return {
        ids: data?.plans?.nodes.map(({ id }: { id: string }) => id),
        page: data?.plans?.pageInfo,
        errors,
      };
    };
    expect((await list('first: 10')).ids).toEqual(made.toReversed());
    expect((await list('first: 10, origins: [DIRECT]')).ids).toHaveLength(1);
    expect((await list('first: 10, origins: [OFFBOARDING]')).ids).toEqual([]);
    const first = await list('first: 2');
    expect(first.page.hasNextPage).toBe(true);
    expect((await list(`first: 2, after: "${first.page.endCursor}"`)).ids).toEqual([made[0]]);
    expect((await list('first: 0')).errors?.[0]?.extensions.code).toBe('BAD_INPUT');
    expect(
      (await list(`first: 2, origins: [DIRECT], after: "${first.page.endCursor}"`)).errors?.[0]?.extensions
        .code,
    ).toBe('BAD_INPUT');
  });

  it('EMPTY is one by which nothing changes', async () => {
    await using gateway = await start();
    const { plan } = await planSync(gateway, { to: ['hub'] });
    await apply(gateway, plan);
    expect((await planSync(gateway, { to: ['hub'] })).plan).toMatchObject({
      state: 'EMPTY',
      changes: { totalCount: 0 },
    });
  });

  it('G18: EXPIRED is one that was not applied in time', async () => {
    await using gateway = await start('guards: { minAdmins: 0, planHours: 0.0001 }');
    const { plan } = await planSync(gateway, { to: ['hub'] });
    await expect
      .poll(
        async () =>
          (await gateway.query('query ($id: ID!) { plan(id: $id) { state } }', plan)).data.plan.state,
        { timeout: 5000 },
      )
      .toBe('EXPIRED');
    expect(await apply(gateway, plan)).toEqual(refusal({ code: 'PLAN_EXPIRED', path: ['id'] }));
  });
});

describe('S8, S14: a plan of a backend that a caller may not see is not there', () => {
  it('by any way to it', async () => {
    await using gateway = await start();
    const { plan } = await planSync(gateway, { to: ['etl'] });
    const { run } = await apply(gateway, plan);
    const ids = { plan: plan.id, run: run.id };
    const missing = {
      plan: toGlobalId({ type: 'Plan', id: 'x' }),
      run: toGlobalId({ type: 'Run', id: 'x' }),
    };
    const look = async (of: typeof ids, caller?: string) => {
      const { data, errors } = await gateway.query(
        `query ($plan: ID!, $run: ID!) {
          plan(id: $plan) { id } run(id: $run) { id } a: node(id: $plan) { id } b: node(id: $run) { id } nodes(ids: [$plan, $run]) { id }
          plans(first: 10) { nodes { id } } runs(first: 10) { nodes { id } } drift { pending { change { reason } } }
        }`,
        of,
        caller,
      );
      expect(errors).toBeUndefined();
      return data;
    };
    expect((await look(ids)).plans.nodes).toEqual([{ id: plan.id }]);
    const nothing = {
      plan: null,
      run: null,
      a: null,
      b: null,
      nodes: [null, null],
      plans: { nodes: [] },
      runs: { nodes: [] },
      drift: { pending: [] },
    };
    expect(await look(ids, 'nearsighted')).toEqual(nothing);
    expect(await look(missing, 'nearsighted')).toEqual(nothing);

    const attempts = [
      ['approvePlan', 'plan { id }', { id: ids.plan, digest: plan.digest, reason: 'x' }],
      ['applyPlan', 'run { id }', { id: ids.plan, digest: plan.digest }],
      ['cancelRun', 'run { id }', { id: ids.run }],
      ['resumeRun', 'run { id }', { id: ids.run }],
      ['undoRun', 'plan { id }', { id: ids.run }],
    ] as const;
    for (const [field, selection, input] of attempts) {
      const own = await runMutation(gateway, field, selection, input, { caller: 'nearsighted' });
      const id = input.id === ids.plan ? missing.plan : missing.run;
      expect(own).toEqual(refusal({ code: 'NOT_FOUND', path: ['id'] }));
      expect(
        await runMutation(gateway, field, selection, { ...input, id }, { caller: 'nearsighted' }),
      ).toEqual(own);
    }
  });

  it('nor does anybody plan for one', async () => {
    await using gateway = await start();
    expect(await planSync(gateway, {}, 'nearsighted')).toEqual(
      refusal({ code: 'NOT_FOUND', path: expect.anything() }),
    );
    expect(await planSync(gateway, { from: { backend: 'iot' }, to: ['etl'] }, 'nearsighted')).toEqual(
      refusal({ code: 'NOT_FOUND', path: ['from', 'backend'] }),
    );
    put(gateway, 'ada', { etl: ['cdata_support'] });
    const { plan } = await runMutation(
      gateway,
      'planOffboarding',
      `plan { ${planFields} }`,
      { user: { email: 'ada@example.com' } },
      { caller: 'nearsighted' },
    );
    expect(
      new Set(plan.changes.nodes.map(({ account }: { account: { backend: string } }) => account.backend)),
    ).toEqual(new Set(['etl']));
  });

  it('takes the scopes that the schema asks for', async () => {
    await using gateway = await start();
    for (const [field, type] of [
      ['planRoleSync', 'PlanRoleSyncInput'],
      ['applyPlan', 'ApplyPlanInput'],
    ] as const) {
      const input =
        field === 'applyPlan' ? { id: 'x', digest: 'x' } : { from: { backend: 'iot' }, to: ['etl'] };
      const { errors } = await gateway.query(
        `mutation ($input: ${type}!) { ${field}(input: $input) { errors { code } } }`,
        { input },
        'reader',
      );
      expect(errors?.[0]?.extensions.code).toBe('FORBIDDEN');
    }
  });
});
