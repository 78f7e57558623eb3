import type { LinkDecision, LinkState } from '../../domain/link.ts';
import type { LinkedAccount } from '../../store/store.ts';
import type { Cluster, Correlated } from './correlate.ts';
import { isProven } from './link-rules.ts';

export type UserIds = {
  /** Of accounts whose user or state is another one than it was, users by their first account. */
  readonly links: readonly { readonly key: number; readonly userId: string; readonly link: LinkState }[];
  /** Ids that from now on stand for another one, which is some account's. */
  readonly forwards: readonly { readonly from: string; readonly to: string }[];
};

/**
 * Which id each cluster has from now on.
 *
 * An id goes where the surest part of its accounts goes, and nowhere else; where several come together the one of the surest part stays and
 * the others forward to it; a cluster that gets none has a new one.
 *
 * All accounts that have an id come together, whatever became of them.
 */
export const assignUserIds = (
  clusters: readonly Cluster[],
  decisions: readonly LinkDecision[],
  {
    verifiedBackends,
    newId,
  }: { readonly verifiedBackends: ReadonlySet<string>; readonly newId: () => string },
): UserIds => {
  const bySureness = sureness(verifiedBackends, oldestConfirmations(clusters, decisions));
  const parts = clusters.flatMap((cluster, index) =>
    [...Map.groupBy(cluster, ({ account }) => account.userId)].flatMap(([id, members]) =>
      id === null ? [] : [{ id, cluster: index, members }],
    ),
  );
  const heirs = Map.groupBy(parts, ({ id }) => id)
    .values()
    .flatMap((some) => some.toSorted(bySureness).slice(0, 1));
  const heirsOf = Map.groupBy(heirs, ({ cluster }) => cluster);

  const assigned = clusters.map((cluster, index) => {
    const [stays, ...others] = (heirsOf.get(index) ?? []).toSorted(bySureness);
    const userId = stays?.id ?? newId();
    return {
      links: cluster
        .filter(({ account, link }) => account.userId !== userId || account.link !== link)
        .map(({ account, link }) => ({ key: account.key, userId, link })),
      forwards: others.map(({ id }) => ({ from: id, to: userId })),
    };
  });
  return {
    links: assigned.flatMap(({ links }) => links),
    forwards: assigned.flatMap(({ forwards }) => forwards),
  };
};

/** Those accounts of one id that are now in one cluster. */
type Part = {
  readonly id: string;
  readonly cluster: number;
  /** Not empty, the oldest account first. */
  readonly members: readonly Correlated[];
};

/** Sorts the surest part first. The first of these that differs decides, and the smaller number wins. */
const sureness = (
  verifiedBackends: ReadonlySet<string>,
  oldestConfirmation: (accounts: readonly LinkedAccount[]) => number,
): ((one: Part, other: Part) => number) => {
  const zeroIfAny = ({ members }: Part, holds: (member: Correlated) => boolean): number =>
    members.some(holds) ? 0 : 1;
  const criteria: readonly (readonly [name: string, of: (part: Part) => number])[] = [
    // First, so that who is only suggested to be a user cannot take its id away, not even by having accounts of his own confirmed.
    [
      'was LINKED as that user until now',
      (part) => zeroIfAny(part, ({ account }) => account.link === 'LINKED'),
    ],
    [
      'has the oldest confirmed link',
      ({ members }) => oldestConfirmation(members.map(({ account }) => account)),
    ],
    ['is LINKED now', (part) => zeroIfAny(part, ({ link }) => link === 'LINKED')],
    ['is there', (part) => zeroIfAny(part, ({ account }) => account.isPresent)],
    [
      'is vouched for by a backend',
      (part) => zeroIfAny(part, ({ account }) => account.isPresent && isProven(account, verifiedBackends)),
    ],
    ['has the oldest account', ({ members }) => members[0]?.account.key ?? 0],
  ];
  return (one, other) => {
    for (const [, of] of criteria) {
      const [a, b] = [of(one), of(other)];
      if (a !== b) return a < b ? -1 : 1;
    }
    return 0;
  };
};

/** When the oldest confirmed link between some of these was made; infinite where there is none. */
const oldestConfirmations = (
  clusters: readonly Cluster[],
  decisions: readonly LinkDecision[],
): ((accounts: readonly LinkedAccount[]) => number) => {
  if (!decisions.some(({ verdict }) => verdict === 'CONFIRMED')) return () => Number.POSITIVE_INFINITY;
  const idOf = new Map(clusters.flat().map(({ account }) => [account.key, account.userId]));
  const oldest = new Map<number, number>();
  for (const {
    accounts: [one, other],
    verdict,
    at,
  } of decisions) {
    // Only a link that both ends had as this user's: one that brings two users together speaks for neither.
    if (verdict !== 'CONFIRMED' || idOf.get(one) === undefined || idOf.get(one) !== idOf.get(other)) continue;
    for (const key of [one, other]) oldest.set(key, Math.min(at, oldest.get(key) ?? at));
  }
  return (accounts) =>
    accounts.reduce(
      (at, { key }) => Math.min(at, oldest.get(key) ?? Number.POSITIVE_INFINITY),
      Number.POSITIVE_INFINITY,
    );
};
