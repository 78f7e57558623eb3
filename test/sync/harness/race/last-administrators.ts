import { type GatewayWithin, startGatewayWithin } from '../gateway-within.ts';
import { prepare } from '../prepare.ts';
import { below, createRandom, pick, type Random } from '../random.ts';
import { type AccountAt, backendIds, startWorld, type World } from '../world.ts';
import { countOthers, isAdministrator, makeAdministrator } from './administrators.ts';
import { movesOn } from './moves.ts';

/** What came of a race. */
export type RaceResult = {
  readonly seed: number;
  readonly moves: readonly string[];
  /** How many of the racers were administrators still, and how many had to be. */
  readonly left: number;
  readonly needed: number;
  /** Empty where all is well. */
  readonly faults: readonly string[];
};

/**
 * Lets several at once unmake the last administrators of a backend, each another one of two to four, while all but one, two or three have to
 * stay.
 */
export const raceForLastAdministrators = async ({
  seeds,
  onResult = () => {},
}: {
  readonly seeds: readonly number[];
  readonly onResult?: (result: RaceResult) => void;
}): Promise<readonly RaceResult[]> => {
  await using world = await startWorld();
  const results: RaceResult[] = [];
  for (const seed of seeds) {
    const result = await raceOne(world, seed, createRandom(seed)).catch((error: unknown) => ({
      seed,
      moves: [],
      left: 0,
      needed: 0,
      faults: [String(error)],
    }));
    results.push(result);
    onResult(result);
  }
  return results;
};

const raceOne = async (world: World, seed: number, random: Random): Promise<RaceResult> => {
  world.reset();
  const backend = backendIds[seed % backendIds.length] ?? 'iot';
  const by = backend === 'vpn' ? pick(random, ['role', 'group']) : 'role';
  const racers = world.crew
    .slice(0, 2 + below(random, 3))
    .flatMap((accounts) => accounts.filter((account) => account.backend === backend));
  for (const account of racers) makeAdministrator(world, account, by);
  const needed = racers.length - 1 - below(random, racers.length - 1);

  const others = await othersOn(world, racers);
  await using gateway = await startRead(world, `${guards}, minAdmins: ${others + needed} }`);
  const { crew } = await prepare(gateway, world);
  const moves = racers.map(() => pick(random, movesOn(backend, by)));
  const starts: (() => Promise<readonly string[]>)[] = [];
  for (const [at, account] of racers.entries()) {
    const start = await moves[at]?.ready(gateway, { account, user: crew[at] ?? '' });
    if (start !== undefined) starts.push(start);
  }
  const told = await Promise.allSettled(starts.map((start) => start()));

  const standing = racers.filter((account) => isAdministrator(world, account));
  return {
    seed,
    moves: moves.map(({ name }) => name),
    left: standing.length,
    needed,
    faults: [
      ...(standing.length < needed
        ? [`${standing.length} are left on ${backend}, and ${needed} had to be`]
        : []),
      ...told.flatMap((one, at) =>
        one.status === 'rejected' ? [String(one.reason)] : untrue(one.value, racers[at], standing),
      ),
    ],
  };
};

/** Whoever was told that it is done is right, where nothing but its own move could unmake the racer. */
const untrue = (
  codes: readonly string[],
  racer: AccountAt | undefined,
  standing: readonly AccountAt[],
): readonly string[] =>
  codes.length === 0 && racer !== undefined && standing.includes(racer)
    ? [`${racer.nativeId} is an administrator still, and nothing stood against the move`]
    : [];

const guards =
  '{ maxRevokedPercent: 100, maxRevoked: 1000000, smallMaxRevoked: 1000000, approveAdministrators: never';

const startRead = async (world: World, guardsOf: string): Promise<GatewayWithin> => {
  const gateway = await startGatewayWithin(world, { store: 'memory:', guards: guardsOf });
  await gateway.readAll();
  return gateway;
};

/** Whom the emulator itself has. */
const othersOn = async (world: World, racers: readonly AccountAt[]): Promise<number> => {
  const [racer] = racers;
  if (racer === undefined) return 0;
  await using gateway = await startRead(world, `${guards}, minAdmins: 0 }`);
  return await countOthers(gateway, racer.backend, racers);
};
