import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type GatewayWithin, startGatewayWithin } from '../gateway-within.ts';
import { editOutside, heldPairs, keyOfPair, type Pair } from '../pairs.ts';
import { below, createRandom, type Random } from '../random.ts';
import { startWorld, type World } from '../world.ts';
import { settlePairs } from './settle-pairs.ts';

export type SetResult = {
  readonly granted: number;
  /** Told as a CONFLICT, though asked for a few times. */
  readonly conflicts: number;
  /** Asked for again, since somebody else was faster. */
  readonly retries: number;
  /** Told otherwise. */
  readonly others: readonly string[];
  /** Grants that were acknowledged and are not there. */
  readonly missing: readonly string[];
  /** Assignments that nobody granted. */
  readonly unasked: readonly string[];
  readonly outsideEdits: number;
  /** What somebody else edited and a write took back: it fell between the last read and the write, where the backend replaces sets. */
  readonly overwritten: readonly string[];
  readonly seconds: number;
};

/**
 * Sixteen clients grant distinct pairs through one gateway, while somebody else grants and revokes other roles of the same accounts at the
 * backends themselves.
 */
export const setWorkload = async (options: {
  readonly pairs: number;
  readonly clients: number;
  readonly seed: number;
  /** Between two edits of somebody else. */
  readonly pauseMs: number;
  readonly onGranted?: (done: number) => void;
}): Promise<SetResult> => {
  await using world = await startWorld();
  const random = createRandom(options.seed);
  const { pairs, outside } = settlePairs(world);
  const chosen = shuffled(pairs, random).slice(0, options.pairs);
  const accounts = new Set(chosen.map(({ backend, nativeId }) => `${backend} ${nativeId}`));
  const theirs = outside.filter(({ backend, nativeId }) => accounts.has(`${backend} ${nativeId}`));
  const initially = heldPairs(world);
  const folder = mkdtempSync(join(tmpdir(), 'rolecall-set-'));
  try {
    await using gateway = await startGatewayWithin(world, { store: `file:${join(folder, 'set.db')}` });
    const begunAt = performance.now();
    const outsider = startOutsider(world, theirs, random, options.pauseMs);
    const told = await grantAll(gateway, chosen, options);
    const edits = outsider.stop();
    const seconds = (performance.now() - begunAt) / 1000;

    const held = heldPairs(world);
    const asked = new Set(chosen.map(keyOfPair));
    return {
      granted: told.granted.length,
      conflicts: told.conflicts,
      retries: told.retries,
      others: told.others,
      missing: told.granted.map(keyOfPair).filter((key) => !held.has(key)),
      unasked: [...held].filter((key) => !initially.has(key) && !asked.has(key) && !edits.ever.has(key)),
      outsideEdits: edits.number,
      overwritten: theirs.map(keyOfPair).filter((key) => held.has(key) !== edits.now.has(key)),
      seconds,
    };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
};

const grantAll = async (
  gateway: GatewayWithin,
  pairs: readonly Pair[],
  {
    clients,
    onGranted = () => {},
  }: { readonly clients: number; readonly onGranted?: (done: number) => void },
) => {
  const left = [...pairs];
  const granted: Pair[] = [];
  const others: string[] = [];
  let conflicts = 0;
  let retries = 0;
  const client = async (): Promise<void> => {
    for (let pair = left.pop(); pair !== undefined; pair = left.pop()) {
      const { codes, tries } = await grant(gateway, pair);
      retries += tries - 1;
      if (codes.length === 0) granted.push(pair);
      else if (codes.every((code) => code === 'CONFLICT')) conflicts += 1;
      else others.push(`${keyOfPair(pair)}: ${codes.join(', ')}`);
      onGranted(granted.length);
    }
  };
  await Promise.all(Array.from({ length: clients }, client));
  return { granted, conflicts, retries, others };
};

/** Asks again where somebody else was faster. Answers with the codes of the errors, none where it is granted. */
const grant = async (
  gateway: GatewayWithin,
  { backend, nativeId, role, organization }: Pair,
): Promise<{ readonly codes: readonly string[]; readonly tries: number }> => {
  for (let tries = 1; ; tries += 1) {
    const { grantRoles } = await gateway.ask<{
      readonly grantRoles: { readonly errors: readonly { readonly code: string }[] };
    }>('mutation ($input: GrantRolesInput!) { grantRoles(input: $input) { errors { code message } } }', {
      input: { account: { backend, nativeId }, nativeRoles: [role], organization },
    });
    const codes = grantRoles.errors.map(({ code }) => code);
    if (!codes.includes('CONFLICT') || tries === mostTries) return { codes, tries };
  }
};

const mostTries = 5;

/** Grants what it has not granted, and revokes what it has, one at a time. */
const startOutsider = (world: World, pairs: readonly Pair[], random: Random, pauseMs: number) => {
  const now = new Set<string>();
  const ever = new Set<string>();
  let number = 0;
  const timer = setInterval(() => {
    const pair = pairs[below(random, pairs.length)];
    if (pair === undefined) return;
    const key = keyOfPair(pair);
    const isGranted = !now.has(key);
    editOutside(world, pair, isGranted);
    if (isGranted) now.add(key);
    else now.delete(key);
    ever.add(key);
    number += 1;
  }, pauseMs);
  return {
    stop: () => {
      clearInterval(timer);
      return { now, ever, number };
    },
  };
};

const shuffled = <T>(all: readonly T[], random: Random): readonly T[] =>
  all
    .map((one) => [random(), one] as const)
    .toSorted(([one], [other]) => one - other)
    .map(([, one]) => one);
