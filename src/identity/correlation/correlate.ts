import type { LinkDecision, LinkState } from '../../domain/link.ts';
import type { LinkedAccount } from '../../store/store.ts';
import { deniedClusters, joinByKeys, type Obstacles } from './join-by-keys.ts';
import { type KeyRule, keyRules, type SharedKey, sharedKeys, type Trust } from './link-rules.ts';
import { createPartition, type Partition } from './partition.ts';

/** The accounts of one user, by key. */
export type Cluster = readonly Correlated[];

export type Correlated = { readonly account: LinkedAccount; readonly link: LinkState };

/**
 * Whose accounts are: every account in exactly one cluster, clusters by their first account.
 *
 * What is certain comes first: what somebody confirmed, without conditions, then equal proven addresses. What came together by that is a
 * core, LINKED, and later rules only add to it what is SUGGESTED: they neither join two cores nor take one apart. So what anybody writes
 * into a backend that proves no addresses makes, breaks or changes no link between others that is LINKED (P17). For the same reason an
 * account that has vanished still keeps others of its backend away from a core, where the backend proves nothing: whoever makes it come
 * and go shall move no link but its own.
 *
 * The answer depends on the order of neither list. Accounts have to come with all that share a key or a decision with them, and so on;
 * whatever of a decision is not among them does not count. Time and memory grow with accounts, decisions and keys, linearly but for sorting.
 */
export const correlate = (
  given: readonly LinkedAccount[],
  decisions: readonly LinkDecision[],
  trust: Trust,
): readonly Cluster[] => {
  const accounts = given.toSorted((one, other) => one.key - other.key);
  const decided = decidedIndexes(accounts, decisions);
  const clusters = createPartition(accounts.length);
  for (const [one, other] of decided.CONFIRMED) clusters.join(one, other);

  const join = (rule: KeyRule, claims: Obstacles['claims']) => {
    const keys = sharedKeys(rule, accounts, trust);
    joinByKeys(clusters, keys, { denials: decided.DENIED, claims });
    return keys;
  };

  const [certain, ...doubtful] = keyRules;
  const lasting = accounts.map(({ isPresent, ref }) =>
    isPresent || !trust.verifiedBackends.has(ref.backend) ? ref.backend : null,
  );
  const provenKeys = join(certain, [lasting]);
  const cores = clusters.copy();
  const core = accounts.map((_, index) => (cores.sizeOf(index) > 1 ? 'core' : null));
  const present = accounts.map(({ isPresent, ref }) => (isPresent ? ref.backend : null));
  const claimedKeys = doubtful.flatMap((rule) => join(rule, [present, core]));

  const stateOfSingle = statesOfSingles(clusters, [...provenKeys, ...claimedKeys], decided.DENIED);
  const stateOf = (index: number): LinkState => {
    if (clusters.sizeOf(index) === 1) return stateOfSingle(index);
    return core[index] === 'core' ? 'LINKED' : 'SUGGESTED';
  };
  const members = Map.groupBy(accounts.entries(), ([index]) => clusters.partOf(index));
  return [...members.values()].map((entries) =>
    entries.map(([index, account]) => ({ account, link: stateOf(index) })),
  );
};

/** Pairs by their indexes in the list, without those of accounts that are not in it. */
const decidedIndexes = (accounts: readonly LinkedAccount[], decisions: readonly LinkDecision[]) => {
  const indexes = new Map(accounts.map(({ key }, index) => [key, index]));
  const pairsOf = (verdict: LinkDecision['verdict']) =>
    decisions.flatMap((decision): readonly (readonly [number, number])[] => {
      const [one, other] = decision.accounts.map((key) => indexes.get(key));
      return decision.verdict === verdict && one !== undefined && other !== undefined ? [[one, other]] : [];
    });
  return { CONFIRMED: pairsOf('CONFIRMED'), DENIED: pairsOf('DENIED') };
};

/** An account alone that bears a key of others could not join them: all of them are denied to it, or it was contested. */
const statesOfSingles = (
  clusters: Partition,
  keys: readonly SharedKey[],
  denials: readonly (readonly [number, number])[],
): ((index: number) => LinkState) => {
  const denied = deniedClusters(clusters, denials);
  const keysOf = new Map<number, SharedKey[]>();
  for (const key of keys)
    for (const bearer of key.bearers)
      if (clusters.sizeOf(bearer) === 1) keysOf.set(bearer, [...(keysOf.get(bearer) ?? []), key]);

  return (index) => {
    const borne = keysOf.get(index) ?? [];
    if (borne.length === 0) return 'UNLINKED';
    const deniedToIt = denied.get(clusters.partOf(index));
    const isDenied = borne.every(({ bearers }) =>
      bearers.every((bearer) => bearer === index || deniedToIt?.has(clusters.partOf(bearer)) === true),
    );
    return isDenied ? 'DENIED' : 'DISPUTED';
  };
};
