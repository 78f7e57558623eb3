import { describe, expect, it } from 'vitest';
import type { Gateway } from '../gateway.ts';
import { idOn, put } from '../sync/planning/people.ts';
import { runMutation } from './run-mutation.ts';
import { apply, planSync, startStory } from './sync-stories.ts';

const held = 'nativeRole { nativeId name } organization { nativeId }';

const drift = async (gateway: Gateway, args = '', caller?: string) => {
  const { data, errors } = await gateway.query(
    `{ drift${args === '' ? '' : `(${args})`} {
      outside(first: 100) { nodes { account { backend nativeId name account { userName } } since seenAt granted { ${held} } revoked { ${held} } status { before after } presence } pageInfo { endCursor hasNextPage } }
      pending { change { account { backend nativeId } } plan { id state } run { id state } outcome } } }`,
    {},
    caller,
  );
  return { ...(data?.drift ?? {}), codes: (errors ?? []).map(({ extensions }) => extensions.code) };
};

describe('G27: drift', () => {
  it('tells what others changed between two observations', async () => {
    await using gateway = await startStory();
    expect(await drift(gateway)).toMatchObject({ outside: { nodes: [] }, pending: [] });
    put(gateway, 'ada', { hub: ['cf_remoteagent'] });
    const before = Date.now();
    await gateway.refreshAll(['hub']);
    const { outside } = await drift(gateway);
    expect(outside.nodes).toEqual([
      {
        account: { backend: 'hub', nativeId: 'ada', name: null, account: { userName: 'ada' } },
        since: expect.any(String),
        seenAt: expect.any(String),
        granted: [{ nativeRole: { nativeId: 'cf_remoteagent', name: 'cf_remoteagent' }, organization: null }],
        revoked: [{ nativeRole: { nativeId: 'linux_team', name: 'linux_team' }, organization: null }],
        status: null,
        presence: 'STAYED',
      },
    ]);
    const [{ since, seenAt }] = outside.nodes;
    expect(Date.parse(since)).toBeLessThan(before);
    expect(Date.parse(seenAt)).toBeGreaterThanOrEqual(before - 1);
  });

  it('tells nothing of what Rolecall itself did', async () => {
    await using gateway = await startStory();
    const { plan } = await planSync(gateway, { to: ['hub'] });
    await apply(gateway, plan);
    await gateway.refreshAll(['hub']);
    expect(await drift(gateway)).toMatchObject({ outside: { nodes: [] }, pending: [] });
  });

  it('tells of a status that changed, and of accounts that came and went, newest first and page by page', async () => {
    await using gateway = await startStory();
    const user = gateway.etl.state.users.get(idOn('etl', 'ada'));
    if (user !== undefined) user.is_active = false;
    await gateway.refreshAll(['etl']);
    put(gateway, 'dora', { hub: ['linux_team'] });
    gateway.hub.state.internal.delete('cleo');
    await gateway.refreshAll(['hub']);
    const { outside } = await drift(gateway);
    const told = outside.nodes.map(
      ({
        account,
        presence,
        status,
      }: {
        account: { nativeId: string };
        presence: string;
        status: { after: string } | null;
      }) => `${account.nativeId} ${presence} ${status?.after ?? ''}`,
    );
    expect(told.toSorted()).toEqual(
      [`${idOn('etl', 'ada')} STAYED DISABLED`, 'cleo VANISHED ', 'dora APPEARED '].toSorted(),
    );
    expect(told.at(-1)).toContain('DISABLED');
    const page = async (after: string) =>
      (
        await gateway.query(
          `{ drift { outside(first: 2 ${after}) { nodes { account { nativeId } } pageInfo { endCursor hasNextPage } } } }`,
        )
      ).data.drift.outside;
    const first = await page('');
    const second = await page(`after: "${first.pageInfo.endCursor}"`);
    expect([first.nodes.length, second.nodes.length, second.pageInfo.hasNextPage]).toEqual([2, 1, false]);
  });

  it('lets through backends, an account and a time', async () => {
    await using gateway = await startStory();
    put(gateway, 'ada', { hub: [], etl: ['cdata_support'] });
    put(gateway, 'bert', { hub: ['linux_team'] });
    await gateway.refreshAll(['hub', 'etl']);
    const accounts = async (args: string) =>
      (await drift(gateway, args)).outside.nodes.map(
        ({ account }: { account: { backend: string; nativeId: string } }) =>
          `${account.backend} ${account.nativeId}`,
      );
    expect(await accounts('backends: ["etl"]')).toEqual([`etl ${idOn('etl', 'ada')}`]);
    expect(await accounts('account: { backend: "hub", nativeId: "bert" }')).toEqual(['hub bert']);
    expect(await accounts(`since: "${new Date(Date.now() + 60_000).toISOString()}"`)).toEqual([]);
    expect((await accounts('')).length).toBe(3);
    expect((await drift(gateway, 'backends: ["nobody"]')).codes).toEqual(['NOT_FOUND']);
    expect((await drift(gateway, 'account: { backend: "nobody", nativeId: "x" }')).codes).toEqual([
      'NOT_FOUND',
    ]);
  });

  it('tells apart what is pending by Rolecall: of plans that can be applied, and of runs that are not done', async () => {
    await using gateway = await startStory();
    const { plan } = await planSync(gateway, { to: ['hub'] });
    const pending = async (args = '') =>
      (await drift(gateway, args)).pending.map(
        ({
          change,
          ...rest
        }: {
          change: { account: { nativeId: string } };
          plan: object;
          run: object;
          outcome: string;
        }) => [change.account.nativeId, rest],
      );
    const planned = { plan: { id: plan.id, state: 'READY' }, run: null, outcome: null };
    expect(await pending()).toEqual([
      ['ada', planned],
      ['bert', planned],
    ]);
    expect(await pending('account: { backend: "hub", nativeId: "bert" }')).toEqual([['bert', planned]]);
    expect(await pending('backends: ["etl"]')).toEqual([]);

    put(gateway, 'ada', { hub: ['db_team'] });
    const { run } = await apply(gateway, plan);
    expect(await pending()).toEqual([
      [
        'ada',
        {
          plan: { id: plan.id, state: 'APPLIED' },
          run: { id: run.id, state: 'PARTIAL' },
          outcome: 'CONFLICT',
        },
      ],
    ]);
    put(gateway, 'ada', { hub: ['linux_team'] });
    await runMutation(gateway, 'resumeRun', 'run { id }', { id: run.id });
    expect(await pending()).toEqual([]);
  });

  it('takes what was blocked for pending only once it is approved', async () => {
    await using gateway = await startStory({
      config: 'guards: { minAdmins: 0, smallMaxRevoked: 0 }',
      callers: { second: { scopes: ['approve', 'read'] } },
    });
    const { plan } = await runMutation(gateway, 'planOffboarding', 'plan { id digest state }', {
      user: { email: 'ada@example.com' },
      backends: ['hub'],
    });
    expect(plan.state).toBe('BLOCKED');
    expect((await drift(gateway)).pending).toEqual([]);
    const input = { id: plan.id, digest: plan.digest, reason: 'Talked' };
    await runMutation(gateway, 'approvePlan', 'plan { id }', input, { caller: 'second' });
    expect((await drift(gateway)).pending).toHaveLength(1);
  });

  it('does not hold what was asked for at once and failed to be pending', async () => {
    await using gateway = await startStory();
    gateway.hub.faults.add({ kind: 'status', applied: false, answer: { status: 422 } }, { method: 'POST' });
    const { errors } = await runMutation(gateway, 'grantRoles', 'run { id }', {
      account: { backend: 'hub', nativeId: 'bert' },
      nativeRoles: ['linux_team'],
    });
    expect(errors).toHaveLength(1);
    expect((await drift(gateway)).pending).toEqual([]);
  });

  it('shows a restricted caller what it may see', async () => {
    await using gateway = await startStory({ callers: { near: { scopes: ['read'], backends: ['etl'] } } });
    put(gateway, 'ada', { hub: [], etl: ['cdata_support'] });
    await gateway.refreshAll(['hub', 'etl']);
    await planSync(gateway);
    const seen = await drift(gateway, '', 'near');
    expect(
      seen.outside.nodes.map(({ account }: { account: { backend: string } }) => account.backend),
    ).toEqual(['etl']);
    expect(seen.pending).toEqual([]);
    expect((await drift(gateway, 'backends: ["hub"]', 'near')).codes).toEqual(['NOT_FOUND']);
  });
});
