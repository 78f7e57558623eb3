import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type GatewayWithin, startGatewayWithin } from '../gateway-within.ts';
import { scenarios } from '../kill/scenarios.ts';
import type { Random } from '../random.ts';
import type { Watch } from '../watch.ts';
import { type AllAccounts, accountsOf, type BackendId, differences, type World } from '../world.ts';
import { faultOf, inventLostAnswer } from './lost-answer.ts';

/** Applies a plan of twenty changes, of which some answers get lost, and afterwards resumes its run with a gateway over the same file. */
export const loseInPlan = async (
  world: World,
  watch: Watch,
  random: Random,
): Promise<{
  readonly deed: string;
  readonly lost: number;
  readonly outcome: string;
  readonly faults: readonly string[];
}> => {
  const folder = mkdtempSync(join(tmpdir(), 'rolecall-lost-'));
  try {
    return await loseIn(`file:${join(folder, 'lost.db')}`, world, watch, random);
  } catch (error) {
    return { deed: 'plan', lost: 0, outcome: 'none', faults: [String(error)] };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
};

const loseIn = async (store: string, world: World, watch: Watch, random: Random) => {
  const plan = scenarios.find(({ name }) => name === 'sync');
  if (plan === undefined) throw new Error('there is no plan');
  const before = accountsOf(world);
  let lost = 0;
  let blind = 0;
  let first: LostRun;
  {
    await using gateway = await startGatewayWithin(world, { store, backends: ', timeoutMs: 1000' });
    await gateway.readAll();
    const request = await readyIn(3, () => plan.prepare(gateway, world));
    watch.begin({
      onWrite: () => {
        if (random() > 0.25) return null;
        const how = inventLostAnswer(random);
        lost += 1;
        // Some of the others look as well, and see as little.
        blind += Math.min(how.blindReads, 8);
        return faultOf(how);
      },
      onRead: () => {
        if (blind === 0) return null;
        blind -= 1;
        return faultOf({ kind: 'status', applied: false });
      },
    });
    await gateway.ask(request.document, request.variables);
    first = await endedRun(gateway);
  }
  const after = accountsOf(world);
  const sent = new Map<string, number>();
  for (const { backend, account } of watch.writes)
    sent.set(`${backend} ${account}`, (sent.get(`${backend} ${account}`) ?? 0) + 1);
  watch.begin({});
  blind = 0;
  await using gateway = await startGatewayWithin(world, { store });
  if (first.state !== 'DONE')
    await gateway.ask(
      'mutation ($input: ResumeRunInput!) { resumeRun(input: $input) { errors { message } } }',
      {
        input: { id: first.id },
      },
    );
  const second = await endedRun(gateway);
  const counts = [...Map.groupBy(first.outcomes.nodes, ({ outcome }) => outcome ?? 'none')];
  return {
    deed: 'plan',
    lost,
    outcome: counts.map(([outcome, those]) => `${those.length} ${outcome}`).join(', '),
    faults: [
      ...first.outcomes.nodes.flatMap((one) => untrue(one, before, after)),
      ...[...sent].flatMap(([account, times]) =>
        times === 1 ? [] : [`${account} was written ${times} times`],
      ),
      ...(second.state === 'DONE' ? [] : [`resumed it is ${second.state}`]),
      ...second.outcomes.nodes.flatMap(({ outcome }) =>
        outcome === 'APPLIED' ? [] : [`resumed one is ${outcome}`],
      ),
      ...unfinished(world, before),
    ],
  };
};

/** On a machine that is busy the reading that a plan takes may come too late. */
const readyIn = async <Ready>(tries: number, prepare: () => Promise<Ready>): Promise<Ready> => {
  try {
    return await prepare();
  } catch (error) {
    if (tries === 1) throw error;
    return readyIn(tries - 1, prepare);
  }
};

type LostRun = {
  readonly id: string;
  readonly state: string;
  readonly outcomes: { readonly nodes: readonly LostOutcome[] };
};

type LostOutcome = {
  readonly outcome: string | null;
  readonly change: { readonly account: { readonly backend: BackendId; readonly nativeId: string } };
};

/** Held against whether the account changed: each of the plan's changes is of another account. */
const untrue = (
  { outcome, change: { account } }: LostOutcome,
  before: AllAccounts,
  after: AllAccounts,
): readonly string[] => {
  const isChanged =
    before[account.backend].get(account.nativeId) !== after[account.backend].get(account.nativeId);
  const isTrue =
    outcome === 'UNKNOWN' ||
    (outcome === 'APPLIED' ? isChanged : !isChanged && outcome !== 'CONFLICT' && outcome !== null);
  return isTrue
    ? []
    : [`${account.backend} ${account.nativeId} is ${outcome}, and ${isChanged ? 'changed' : 'as before'}`];
};

/** Twenty accounts are other than before, each as it shall be. */
const unfinished = (world: World, before: AllAccounts): readonly string[] => {
  const changed = differences(before, accountsOf(world)).length;
  return changed === 20 ? [] : [`${changed} accounts are changed in the end`];
};

const endedRun = async ({ ask }: GatewayWithin): Promise<LostRun> => {
  for (;;) {
    const { runs } = await ask<{ readonly runs: { readonly nodes: readonly LostRun[] } }>(
      '{ runs(first: 1) { nodes { id state outcomes(first: 100) { nodes { outcome change { account { backend nativeId } } } } } } }',
    );
    const [run] = runs.nodes;
    if (run !== undefined && run.state !== 'RUNNING') return run;
    await new Promise((resolve) => setTimeout(resolve, 30));
  }
};
