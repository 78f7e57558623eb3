import type { Fault } from '../../../../src/emulators/faults.ts';
import { type GatewayWithin, startGatewayWithin } from '../gateway-within.ts';
import { editOutside, heldPairs, keyOfPair, type Pair } from '../pairs.ts';
import { type EndedRun, mutate, planBy, type RunOutcome, runOfPlan } from '../plans.ts';
import { prepare } from '../prepare.ts';
import { createRandom, pick, type Random } from '../random.ts';
import { type Watch, watchWorld } from '../watch.ts';
import {
  type AccountAt,
  backendIds,
  crewRoles,
  nativeRoleIdOn,
  type RoleName,
  startWorld,
  type World,
} from '../world.ts';

/** What came of a plan of twenty changes of which some fail for good, and of taking it back. */
export type PartialResult = {
  readonly seed: number;
  /** How many changes came to what. */
  readonly outcomes: string;
  /** How many roles somebody else granted or revoked before it was taken back. */
  readonly edits: number;
  /** Empty where all is well. */
  readonly faults: readonly string[];
};

export const failAndUndo = async ({
  seeds,
  onResult = () => {},
}: {
  readonly seeds: readonly number[];
  readonly onResult?: (result: PartialResult) => void;
}): Promise<readonly PartialResult[]> => {
  await using world = await startWorld();
  const watch = watchWorld(world);
  const results: PartialResult[] = [];
  for (const seed of seeds) {
    world.reset();
    const result = await failAndUndoOne(world, watch, createRandom(seed)).then(
      (one) => ({ seed, ...one }),
      (error: unknown) => ({ seed, outcomes: 'none', edits: 0, faults: [String(error)] }),
    );
    results.push(result);
    onResult(result);
  }
  return results;
};

const failAndUndoOne = async (
  world: World,
  watch: Watch,
  random: Random,
): Promise<Omit<PartialResult, 'seed'>> => {
  await using gateway = await startGatewayWithin(world, { store: 'memory:' });
  await gateway.readAll();
  const { crew } = await prepare(gateway, world);
  const before = heldPairs(world);
  const run = await applyAndFail(gateway, crew, watch, random);
  const after = heldPairs(world);

  watch.begin({});
  const edited = editSome(world, random);
  const edits = heldPairs(world);
  const undo = await planBy(gateway, 'undoRun', { id: run.id });
  if (undo.state === 'READY') {
    const refused = await mutate(gateway, 'applyPlan', { id: undo.id, digest: undo.digest });
    if (refused.length > 0) throw new Error(`the undo was refused: ${refused.join(', ')}`);
    await runOfPlan(gateway, undo.id);
  }
  const counts = Map.groupBy(run.outcomes.nodes, ({ outcome }) => outcome ?? 'none');
  return {
    outcomes: [...counts].map(([outcome, those]) => `${those.length} ${outcome}`).join(', '),
    edits: edited.size,
    faults: [
      ...run.outcomes.nodes.flatMap((one) => untrue(world, one, before, after)),
      ...notTakenBack({ before, edits, end: heldPairs(world) }, edited),
    ],
  };
};

/** Every write is refused or not, and stays so however often it is tried. */
const applyAndFail = async (
  gateway: GatewayWithin,
  crew: readonly string[],
  watch: Watch,
  random: Random,
): Promise<EndedRun> => {
  const plan = await planBy(gateway, 'planRoleSync', {
    from: { desired: crew.map((id, number) => ({ user: { id }, roles: crewRoles[number]?.after ?? [] })) },
    to: backendIds,
    mode: 'REPLACE',
  });
  const refusals = new Map<string, Fault | null>();
  watch.begin({
    onWrite: (_number, { method, target }) => {
      const write = `${method} ${target}`;
      const refusal =
        refusals.get(write) ?? (random() < 0.3 ? refuse(pick(random, [400, 403, 404, 409])) : null);
      refusals.set(write, refusal);
      return refusal;
    },
  });
  const refused = await mutate(gateway, 'applyPlan', { id: plan.id, digest: plan.digest });
  if (refused.length > 0) throw new Error(`the plan was refused: ${refused.join(', ')}`);
  return runOfPlan(gateway, plan.id);
};

const refuse = (status: number): Fault => ({
  kind: 'status',
  applied: false,
  answer: { status, json: { error: { code: 'Refused', message: 'no' } } },
});

/** Somebody grants and revokes at the backends themselves. Answers which pairs they touched. */
const editSome = (world: World, random: Random): ReadonlySet<string> => {
  const edited = new Set<string>();
  for (const { backend, nativeId } of world.crew.flat()) {
    if (random() > 0.25) continue;
    const role = nativeRoleIdOn(backend, pick(random, ['north', 'south', 'east']));
    const pair: Pair = { backend, nativeId, role, organization: null };
    editOutside(world, pair, !heldPairs(world).has(keyOfPair(pair)));
    edited.add(keyOfPair(pair));
  }
  return edited;
};

/** Held against the backend: each of the plan's changes is of another account. */
const untrue = (
  world: World,
  { outcome, code, change: { account } }: RunOutcome,
  before: ReadonlySet<string>,
  after: ReadonlySet<string>,
): readonly string[] => {
  const place = `${account.backend} ${account.nativeId} `;
  const changed = new Set([...before.symmetricDifference(after)].filter((key) => key.startsWith(place)));
  const planned = plannedFor(world, account);
  const isTrue =
    outcome === 'APPLIED'
      ? changed.symmetricDifference(planned).size === 0
      : outcome === 'FAILED' || outcome === 'SKIPPED'
        ? changed.size === 0
        : outcome === 'CONFLICT' && changed.size > 0 && changed.isSubsetOf(planned);
  return isTrue
    ? []
    : [
        `${place}is ${outcome} (${code}); changed: ${[...changed].join(', ')}; planned: ${[...planned].join(', ')}`,
      ];
};

const plannedFor = (world: World, { backend, nativeId }: AccountAt): ReadonlySet<string> => {
  const number = world.crew.findIndex((accounts) =>
    accounts.some((one) => one.backend === backend && one.nativeId === nativeId),
  );
  const { before = [], after = [] } = crewRoles[number] ?? {};
  const changed = new Set<RoleName>(before).symmetricDifference(new Set<RoleName>(after));
  return new Set(
    [...changed].map((role) =>
      keyOfPair({ backend, nativeId, role: nativeRoleIdOn(backend, role), organization: null }),
    ),
  );
};

/** What somebody touched since is as they left it; all else is as before the run. */
const notTakenBack = (
  { before, edits, end }: Readonly<Record<'before' | 'edits' | 'end', ReadonlySet<string>>>,
  edited: ReadonlySet<string>,
): readonly string[] =>
  [...new Set([...before, ...edits, ...end])]
    .filter((key) => end.has(key) !== (edited.has(key) ? edits : before).has(key))
    .map(
      (key) =>
        `${key} is ${end.has(key) ? 'held' : 'not held'} in the end, and was ${before.has(key) ? 'held' : 'not held'} before the run${edited.has(key) ? `, and ${edits.has(key) ? 'granted' : 'revoked'} by somebody since` : ''}`,
    );
