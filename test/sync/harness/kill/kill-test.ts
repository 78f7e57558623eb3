import { createRandom } from '../random.ts';
import { judge } from './judge.ts';
import { inventKillPoint, type KillPoint, killKinds } from './kill-point.ts';
import { type Lived, startLives } from './lives.ts';
import { type Scenario, scenarios } from './scenarios.ts';

/** What came of one kill. */
export type KillResult = {
  readonly seed: number;
  readonly scenario: string;
  readonly point: KillPoint;
  /** Empty where all is well. */
  readonly faults: readonly string[];
  /** Where the journal stood at the first kill. */
  readonly stood: string;
};

/** Kills gateways at as many points as there are seeds, side by side over as many worlds. The seed tells which scenario, when, and all else. */
export const killTest = async (options: {
  readonly seeds: readonly number[];
  readonly worlds: number;
  /** Names of scenarios, dealt out in turn; the more often the ones with the most changes. */
  readonly deal?: readonly string[];
  readonly onResult?: (result: KillResult) => void;
}): Promise<readonly KillResult[]> => {
  const { seeds, worlds, deal = usualDeal, onResult = () => {} } = options;
  const results: KillResult[] = [];
  const left = [...seeds];
  const work = async (): Promise<void> => {
    await using lives = await startLives();
    const undisturbed = new Map<string, Lived>();
    for (let seed = left.shift(); seed !== undefined; seed = left.shift()) {
      const scenario = scenarioOf(seed, deal);
      const calm = undisturbed.get(scenario.name) ?? (await lives.live(scenario, null));
      undisturbed.set(scenario.name, calm);
      const point = pointOf(seed, calm);
      const result = await lives.live(scenario, point).then(
        (lived) => ({ faults: judge(lived, calm, scenario.isRepeatable), stood: standing(lived) }),
        (error: unknown) => ({ faults: [String(error)], stood: 'unknown' }),
      );
      const told = { seed, scenario: scenario.name, point, ...result };
      results.push(told);
      onResult(told);
    }
  };
  await Promise.all(Array.from({ length: Math.min(worlds, seeds.length) }, work));
  return results;
};

/** As long as no multiple of the number of kinds, so that every kind comes over every scenario. */
const usualDeal = [
  'sync',
  'disable',
  'delete',
  'sync',
  'grant',
  'create',
  'sync',
  'disable',
  'invite',
  'sync',
  'remove',
];

const kindOf = (seed: number): KillPoint['kind'] => killKinds[seed % killKinds.length] ?? 'seen';

const scenarioOf = (seed: number, deal: readonly string[]): Scenario => {
  const scenario = scenarios.find(({ name }) => name === deal[seed % deal.length]);
  if (scenario === undefined) throw new Error(`no scenario is called ${deal[seed % deal.length]}`);
  return scenario;
};

const pointOf = (seed: number, calm: Lived): KillPoint =>
  inventKillPoint(kindOf(seed), createRandom(seed), {
    writes: calm.writes.length,
    reads: calm.reads,
    beginningUs: 1000 * Math.min(calm.answeredAfterMs ?? 100, 200),
  });

/** How far the journal had come when the gateway was killed. */
const standing = ({ kills: [kill] }: Lived): string => {
  if (kill === undefined || kill.journal.length === 0) return 'not begun';
  const intended = kill.journal.filter(
    ({ intendedAt, outcome }) => intendedAt !== null && outcome === null,
  ).length;
  const open = kill.journal.filter(
    ({ intendedAt, outcome }) => intendedAt === null && outcome === null,
  ).length;
  if (intended > 0) return 'between an intent and its outcome';
  return open > 0 ? 'between changes' : 'at the end';
};
