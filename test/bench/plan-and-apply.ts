import { setTimeout as pause } from 'node:timers/promises';
import { ask } from './ask.ts';
import type { GatewayProcess } from './gateway-process.ts';
import type { LargeEmulators } from './large-emulators.ts';

export type PlannedSync = {
  readonly id: string;
  readonly digest: string;
  readonly changes: { readonly totalCount: number };
};

type PlanAnswer = PlannedSync & {
  readonly state: string;
  readonly failure: { readonly message: string } | null;
  readonly excluded: { readonly totalCount: number };
  readonly summary: readonly object[];
  readonly forecast: { readonly calls: number; readonly minimumSeconds: number } | null;
};

const planFields = `id digest state failure { message } changes(first: 1) { totalCount } excluded(first: 1) { totalCount }
  summary { backend accounts unchanged changes grants revokes } forecast { calls minimumSeconds }`;

/** Plans to make everybody hold elsewhere what they hold on IoT Central. */
export const planSync = async (gateway: GatewayProcess): Promise<PlannedSync> => {
  console.info('Planning to make everybody hold elsewhere what they hold on IoT Central');
  const startedAt = performance.now();
  const before = gateway.memory();
  const { planRoleSync } = await ask<{
    readonly planRoleSync: { readonly plan: PlanAnswer | null; readonly errors: readonly unknown[] };
  }>(
    gateway,
    `mutation { planRoleSync(input: { from: { backend: "iot" }, to: ["etl", "hub", "vpn"] }) { plan { ${planFields} } errors { code message } } }`,
  );
  if (planRoleSync.plan === null) throw new Error(JSON.stringify(planRoleSync.errors));
  let plan = planRoleSync.plan;
  while (plan.state === 'PLANNING') {
    await pause(250);
    plan = (await ask<{ readonly plan: PlanAnswer }>(gateway, `{ plan(id: "${plan.id}") { ${planFields} } }`))
      .plan;
  }
  if (plan.failure !== null) throw new Error(plan.failure.message);
  const { mostMiB } = gateway.memory();
  console.table(plan.summary);
  console.info(
    `  ${plan.changes.totalCount} changes, ${plan.excluded.totalCount} excluded, ${plan.state}; ${((performance.now() - startedAt) / 1000).toFixed(1)} s; memory at most ${mostMiB} MiB, ${mostMiB - before.mostMiB} more than before`,
  );
  console.info(`  forecast: ${plan.forecast?.calls} calls, at least ${plan.forecast?.minimumSeconds} s`);
  return plan;
};

type RunAnswer = {
  readonly id: string;
  readonly state: string;
  readonly counts: Readonly<
    Record<'pending' | 'applied' | 'noop' | 'failed' | 'skipped' | 'conflict' | 'unknown', number>
  >;
};

const runFields = 'id state counts { pending applied noop failed skipped conflict unknown }';

/** Applies a plan, and tells how far it has come each time that a tenth of it is done, with the memory of the gateway then. */
export const applyPlan = async (
  gateway: GatewayProcess,
  emulators: LargeEmulators,
  { id, digest, changes }: PlannedSync,
): Promise<void> => {
  console.info('Applying it');
  const startedAt = performance.now();
  const requestsBefore = await requestsOf(emulators);
  const { applyPlan: payload } = await ask<{
    readonly applyPlan: { readonly run: RunAnswer | null; readonly errors: readonly unknown[] };
  }>(
    gateway,
    `mutation { applyPlan(input: { id: "${id}", digest: "${digest}" }) { run { ${runFields} } errors { code message } } }`,
  );
  if (payload.run === null) throw new Error(JSON.stringify(payload.errors));
  let { run } = payload;
  let told = 0;
  const seconds = () => (performance.now() - startedAt) / 1000;
  while (run.state === 'RUNNING') {
    await pause(200);
    run = (await ask<{ readonly run: RunAnswer }>(gateway, `{ run(id: "${run.id}") { ${runFields} } }`)).run;
    const tenth = Math.floor((10 * (changes.totalCount - run.counts.pending)) / changes.totalCount);
    if (tenth === told) continue;
    told = tenth;
    console.info(
      `  ${changes.totalCount - run.counts.pending} of ${changes.totalCount} after ${seconds().toFixed(1)} s; memory ${gateway.memory().nowMiB} MiB`,
    );
  }
  const requests = (await requestsOf(emulators)) - requestsBefore;
  const undone = await undoneOf(gateway, run.id);
  if (undone.length > 0) console.info(`  not done: ${undone.join('; ')}`);
  console.info(
    `  ${run.state} after ${seconds().toFixed(1)} s: ${JSON.stringify(run.counts)}; ${(changes.totalCount / seconds()).toFixed(0)} changes/s, ${requests} requests, ${(requests / changes.totalCount).toFixed(2)} for each change; memory at most ${gateway.memory().mostMiB} MiB`,
  );
};

/** What became of changes that are not done, with how often. */
const undoneOf = async (gateway: GatewayProcess, id: string): Promise<readonly string[]> => {
  const counts = new Map<string, number>();
  for (let after = 'null'; ; ) {
    const { run } = await ask<{
      readonly run: {
        readonly outcomes: {
          readonly nodes: readonly { readonly outcome: string; readonly reason: string | null }[];
          readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string };
        };
      };
    }>(
      gateway,
      `{ run(id: "${id}") { outcomes(first: 100, after: ${after}) { nodes { outcome reason } pageInfo { hasNextPage endCursor } } } }`,
    );
    for (const { outcome, reason } of run.outcomes.nodes)
      if (reason !== null) counts.set(`${outcome} ${reason}`, (counts.get(`${outcome} ${reason}`) ?? 0) + 1);
    if (!run.outcomes.pageInfo.hasNextPage) break;
    after = `"${run.outcomes.pageInfo.endCursor}"`;
  }
  return [...counts].map(([what, count]) => `${count} x ${what}`).slice(0, 10);
};

const requestsOf = async (emulators: LargeEmulators): Promise<number> =>
  Object.values(await emulators.tally()).reduce((sum, { arrived }) => sum + arrived, 0);
