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
      const result = await loseOne(world, watch, deed, lost).then(
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

const loseOne = async (
  world: World,
  watch: Watch,
  deed: Deed,
  lost: LostAnswer,
): Promise<Pick<LostResult, 'outcome' | 'faults'>> => {
  await using gateway = await startGatewayWithin(world, {
    store: 'memory:',
    // Whoever waits for an answer that does not come shall not wait long.
    backends: ', timeoutMs: 300',
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
  const payload = await begin(gateway.ask, watch, deed);
  const run = await lastRun(gateway.ask);
  const outcome = run.outcomes.nodes[0]?.outcome ?? 'none';
  const isDone = deed.isDone(world);
  const writes = [...watch.writes];
  const faults = [
    ...(isTrue(outcome, isDone, deed, lost) ? [] : [`it is ${outcome}, and ${isDone ? 'done' : 'not done'}`]),
    ...((payload?.errors.length === 0) === (outcome === 'APPLIED')
      ? []
      : [`it is ${outcome}, and the answer tells ${JSON.stringify(payload?.errors)}`]),
    ...(writes.length === 1 ? [] : [`it was sent ${writes.length} times`]),
  ];

  // All is well again, for a gateway that knows of no failures.
  blind = 0;
  if (run.state === 'DONE') return { outcome, faults };
  const resumed = await gateway.ask<{ readonly resumeRun: { readonly errors: readonly unknown[] } }>(
    'mutation ($input: ResumeRunInput!) { resumeRun(input: $input) { errors { code message } } }',
    { input: { id: run.id } },
  );
  const after = await lastRun(gateway.ask);
  const effects = watch.writes.filter(({ changed }) => changed.length > 0).length;
  return {
    outcome,
    faults: [
      ...faults,
      ...resumedWrongly(
        deed,
        after.outcomes.nodes[0]?.outcome ?? 'none',
        deed.isDone(world),
        resumed.resumeRun.errors,
      ),
      ...(effects <= 1 ? [] : [`it had its effect ${effects} times`]),
    ],
  };
};

/** On a machine that is busy a read before the write may take too long: then nothing was begun, and it is asked for again. */
const begin = async (ask: Ask, watch: Watch, deed: Deed): Promise<Payload | undefined> => {
  for (;;) {
    const [payload] = Object.values(
      await ask<Readonly<Record<string, Payload>>>(deed.document, { input: deed.input }),
    );
    const isTooLate = payload?.errors.some(({ code }) => code === 'UPSTREAM_TIMEOUT') ?? false;
    if (!isTooLate || watch.writes.length > 0) return payload;
  }
};

type Payload = { readonly errors: readonly { readonly code: string }[] };

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
