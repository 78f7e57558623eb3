import { startGatewayWithin } from '../gateway-within.ts';
import { createRandom, pick } from '../random.ts';
import { type Watch, watchWorld } from '../watch.ts';
import { backendIds, startWorld, type World } from '../world.ts';
import { type Deed, deedsOn } from './deeds.ts';
import { loseInPlan } from './lose-in-plan.ts';
import { faultOf, inventLostAnswer, type LostAnswer } from './lost-answer.ts';

export type LostResult = {
  readonly seed: number;
  readonly deed: string;
  /** How, or how many of a plan. */
  readonly lost: LostAnswer | number;
  /** What the run said first. */
  readonly outcome: string;
  /** Empty where all is well. */
  readonly faults: readonly string[];
};

/**
 * Lets the answers to writes get lost, and for a while the reads after them fail, and holds what Rolecall says against what the emulators
 * know. Then everything works again, and the run is resumed.
 */
export const loseAnswers = async (options: {
  readonly seeds: readonly number[];
  readonly worlds: number;
  readonly onResult?: (result: LostResult) => void;
}): Promise<readonly LostResult[]> => {
  const { seeds, worlds, onResult = () => {} } = options;
  const results: LostResult[] = [];
  const left = [...seeds];
  const work = async (): Promise<void> => {
    await using world = await startWorld();
    const watch = watchWorld(world);
    for (let seed = left.shift(); seed !== undefined; seed = left.shift()) {
      world.reset();
      const random = createRandom(seed);
      if (seed % 10 === 9) {
        const result = await loseInPlan(world, watch, random);
        results.push({ seed, ...result });
        onResult({ seed, ...result });
        continue;
      }
      const backend = backendIds[seed % backendIds.length] ?? 'iot';
      const deed = pick(random, deedsOn(backend, world));
      const lost = inventLostAnswer(random);
      const told = { seed, deed: `${deed.name} on ${backend}`, lost };
      const result = await losePatiently(world, watch, deed, lost).then(
        (one) => ({ ...told, ...one }),
        (error: unknown) => ({ ...told, outcome: 'none', faults: [String(error)] }),
      );
      results.push(result);
      onResult(result);
    }
  };
  await Promise.all(Array.from({ length: worlds }, work));
  return results;
};

/**
 * Whoever waits for an answer that does not come shall not wait long. But on a machine that is busy a read may take longer than that: where it
 * is only that nobody could look in time, before or afterwards, it all happens once more, with as much time as a gateway has unless configured.
 */
const losePatiently = async (
  world: World,
  watch: Watch,
  deed: Deed,
  lost: LostAnswer,
): Promise<Pick<LostResult, 'outcome' | 'faults'>> => {
  const hasty = await loseOne(world, watch, deed, lost, 300).catch((error: unknown) => ({
    outcome: 'none',
    faults: [String(error)],
    unsettled: [],
  }));
  // What was never sent was not lost.
  const isBegun = watch.writes.length > 0 || hasty.outcome === 'APPLIED';
  if (isBegun && (hasty.faults.length > 0 || hasty.unsettled.length === 0)) return hasty;
  world.reset();
  const { outcome, faults, unsettled } = await loseOne(world, watch, deed, lost, 2500);
  return { outcome, faults: [...faults, ...unsettled] };
};

const loseOne = async (
  world: World,
  watch: Watch,
  deed: Deed,
  lost: LostAnswer,
  timeoutMs: number,
): Promise<Pick<LostResult, 'outcome' | 'faults'> & { readonly unsettled: readonly string[] }> => {
  await using gateway = await startGatewayWithin(world, {
    store: 'memory:',
    backends: `, timeoutMs: ${timeoutMs}`,
  });
  let blind = 0;
  watch.begin({
    onWrite: (number) => {
      if (number > 0) return null;
      blind = lost.blindReads;
      return faultOf(lost);
    },
    onRead: () => {
      if (blind === 0) return null;
      blind -= 1;
      return faultOf({ kind: lost.blindBy, applied: false });
    },
  });
  const [payload] = Object.values(
    await gateway.ask<Readonly<Record<string, { readonly errors: readonly unknown[] }>>>(deed.document, {
      input: deed.input,
    }),
  );
  const run = await lastRun(gateway.ask);
  const outcome = run.outcomes.nodes[0]?.outcome ?? 'none';
  const isDone = deed.isDone(world);
  const writes = [...watch.writes];
  const wrong = isTrue(outcome, isDone, deed, lost)
    ? []
    : [`it is ${outcome}, and ${isDone ? 'done' : 'not done'}`];
  const faults = [
    ...(outcome === 'UNKNOWN' ? [] : wrong),
    ...((payload?.errors.length === 0) === (outcome === 'APPLIED')
      ? []
      : [`it is ${outcome}, and the answer tells ${JSON.stringify(payload?.errors)}`]),
    ...(writes.length === 1 ? [] : [`it was sent ${writes.length} times`]),
  ];

  const unsettled = outcome === 'UNKNOWN' ? wrong : [];

  // All is well again.
  blind = 0;
  if (run.state === 'DONE') return { outcome, faults, unsettled };
  const resumed = await gateway.ask<{ readonly resumeRun: { readonly errors: readonly unknown[] } }>(
    'mutation ($input: ResumeRunInput!) { resumeRun(input: $input) { errors { code message } } }',
    { input: { id: run.id } },
  );
  const after = await lastRun(gateway.ask);
  const effects = watch.writes.filter(({ changed }) => changed.length > 0).length;
  const outcomeAfter = after.outcomes.nodes[0]?.outcome ?? 'none';
  const resumedTo = resumedWrongly(deed, outcomeAfter, deed.isDone(world), resumed.resumeRun.errors);
  return {
    outcome,
    faults: [
      ...faults,
      ...(outcomeAfter === 'UNKNOWN' ? [] : resumedTo),
      ...(effects <= 1 ? [] : [`it had its effect ${effects} times`]),
    ],
    unsettled: [...unsettled, ...(outcomeAfter === 'UNKNOWN' ? resumedTo : [])],
  };
};

/** UNKNOWN is for who could not look; and of an account that is to be, that it is not there yet tells nothing. */
const isTrue = (
  outcome: string,
  isDone: boolean,
  { isRepeatable }: Deed,
  { blindReads }: LostAnswer,
): boolean => {
  switch (outcome) {
    case 'APPLIED':
      return isDone;
    case 'FAILED':
      return !isDone;
    case 'UNKNOWN':
      return blindReads > 0 || !isRepeatable;
    default:
      return false;
  }
};

const resumedWrongly = (
  { isRepeatable }: Deed,
  outcome: string,
  isDone: boolean,
  errors: readonly unknown[],
): readonly string[] => {
  if (errors.length > 0) return [`it could not be resumed: ${JSON.stringify(errors)}`];
  if (isRepeatable)
    return outcome === 'APPLIED' && isDone
      ? []
      : [`resumed it is ${outcome}, and ${isDone ? 'done' : 'not done'}`];
  const isTold = outcome === 'APPLIED' ? isDone : outcome === 'FAILED' ? !isDone : outcome === 'UNKNOWN';
  return isTold ? [] : [`looked for again it is ${outcome}, and ${isDone ? 'done' : 'not done'}`];
};

type LostRun = {
  readonly id: string;
  readonly state: string;
  readonly outcomes: { readonly nodes: readonly { readonly outcome: string | null }[] };
};

/** Once it has ended. */
const lastRun = async (ask: Ask): Promise<LostRun> => {
  const until = performance.now() + 20_000;
  for (;;) {
    const { runs } = await ask<{ readonly runs: { readonly nodes: readonly LostRun[] } }>(
      '{ runs(first: 1) { nodes { id state outcomes(first: 10) { nodes { outcome } } } } }',
    );
    const [run] = runs.nodes;
    if (run === undefined) throw new Error('there is no run');
    if (run.state !== 'RUNNING') return run;
    if (performance.now() > until) throw new Error('the run did not end');
    await new Promise((resolve) => setTimeout(resolve, 30));
  }
};

type Ask = Awaited<ReturnType<typeof startGatewayWithin>>['ask'];
