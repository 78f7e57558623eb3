import type { SharedKey } from './link-rules.ts';
import type { Partition } from './partition.ts';

/** What keeps clusters apart. */
export type Obstacles = {
  /** Pairs of accounts of which somebody said that they are not one user's. */
  readonly denials: readonly (readonly [number, number])[];
  /** What only one cluster of several may have: lists with an entry for each account, `null` where it has none. */
  readonly claims: readonly (readonly (string | null)[])[];
};

/**
 * Joins clusters whose accounts bear a key in common, as far as there is only one way to do it.
 *
 * A denial takes away what speaks for the two. Among all clusters that keys then connect, those that cannot be one user with another of
 * them are contested: to join one and not the other would be arbitrary, so they join nothing. The rest joins where keys connect it.
 */
export const joinByKeys = (
  clusters: Partition,
  keys: readonly SharedKey[],
  { denials, claims }: Obstacles,
): void => {
  const denied = deniedClusters(clusters, denials);
  const groups = keys.flatMap(({ bearers }) =>
    undeniedGroups(new Set(bearers.map((bearer) => clusters.partOf(bearer))), denied),
  );
  if (groups.length === 0) return;
  const connected = clusters.copy();
  for (const group of groups) joinAll(connected, group);

  const contested = new Set<number>();
  for (const [one, others] of denied)
    for (const other of others)
      if (connected.partOf(one) === connected.partOf(other)) contested.add(one).add(other);
  for (const claim of claims) {
    /** By what is claimed, and then by what is connected: the first cluster that claims it. */
    const claimants = new Map<string, Map<number, number>>();
    claim.forEach((what, account) => {
      const isAlone = connected.sizeOf(account) === clusters.sizeOf(account);
      if (what === null || isAlone) return;
      const firsts = claimants.get(what) ?? new Map<number, number>();
      claimants.set(what, firsts);
      const all = connected.partOf(account);
      const cluster = clusters.partOf(account);
      const first = firsts.get(all);
      if (first === undefined) firsts.set(all, cluster);
      else if (first !== cluster) contested.add(first).add(cluster);
    });
  }

  for (const group of groups)
    joinAll(
      clusters,
      group.filter((cluster) => !contested.has(cluster)),
    );
};

/** Of every cluster those that a denial keeps it from. */
export const deniedClusters = (
  clusters: Partition,
  denials: Obstacles['denials'],
): ReadonlyMap<number, ReadonlySet<number>> => {
  const denied = new Map<number, Set<number>>();
  const deny = (one: number, other: number): void => {
    const others = denied.get(one) ?? new Set();
    denied.set(one, others.add(other));
  };
  for (const [one, other] of denials) {
    const [a, b] = [clusters.partOf(one), clusters.partOf(other)];
    if (a === b) continue;
    deny(a, b);
    deny(b, a);
  }
  return denied;
};

/** The bearers of one key, in groups that the key connects where every denial cuts what lies between two. None of one alone. */
const undeniedGroups = (
  bearers: ReadonlySet<number>,
  denied: ReadonlyMap<number, ReadonlySet<number>>,
): readonly (readonly number[])[] => {
  if (bearers.size === 1) return [];
  if (denied.size === 0) return [[...bearers]];
  const left = new Set(bearers);
  const groups: number[][] = [];
  for (const first of bearers) {
    if (!left.delete(first)) continue;
    const group = [first];
    // Grows while it is walked. Each look either takes one out of `left` or meets a denial.
    for (const one of group)
      for (const other of left)
        if (denied.get(one)?.has(other) !== true) {
          left.delete(other);
          group.push(other);
        }
    if (group.length > 1) groups.push(group);
  }
  return groups;
};

const joinAll = (partition: Partition, [first, ...others]: readonly number[]): void => {
  if (first !== undefined) for (const other of others) partition.join(first, other);
};
