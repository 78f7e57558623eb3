import type { LinkDecision, LinkState } from '../domain/link.ts';
import type { LinkedAccount } from '../store/store.ts';
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
 * the others forward to it; a cluster that gets none has a new one. What makes a part surest is, in this order, that its accounts were
 * LINKED as that user's until now, the oldest confirmed link, that they are LINKED now, that they are there, that their backend vouches for
 * their address, and the oldest account. The first comes first so that who is only suggested to be a user cannot take the user's id away,
 * not even by having accounts of his own confirmed.
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
  const confirmedAt = oldestConfirmations(clusters, decisions);
  const parts = clusters.flatMap((cluster, place) =>
    [...Map.groupBy(cluster, ({ account }) => account.userId)].flatMap(([id, members]) =>
      id === null ? [] : [partOf(members, { id, cluster: place, verifiedBackends, confirmedAt })],
    ),
  );
  const heirs = Map.groupBy(parts, ({ id }) => id)
    .values()
    .flatMap((some) => some.toSorted(bySureness).slice(0, 1));
  const heirsOf = Map.groupBy(heirs, ({ cluster }) => cluster);

  const assigned = clusters.map((cluster, place) => {
    const [stays, ...others] = (heirsOf.get(place) ?? []).toSorted(bySureness);
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
  /** The surest first: each entry is compared, the smaller one wins. */
  readonly rank: readonly number[];
};

const partOf = (
  members: readonly Correlated[],
  about: {
    readonly id: string;
    readonly cluster: number;
    readonly verifiedBackends: ReadonlySet<string>;
    readonly confirmedAt: (accounts: readonly LinkedAccount[]) => number;
  },
): Part => {
  const accounts = members.map(({ account }) => account);
  const unless = (holds: boolean): number => (holds ? 0 : 1);
  return {
    id: about.id,
    cluster: about.cluster,
    rank: [
      unless(accounts.some(({ link }) => link === 'LINKED')),
      about.confirmedAt(accounts),
      unless(members.some(({ link }) => link === 'LINKED')),
      unless(accounts.some(({ isPresent }) => isPresent)),
      unless(accounts.some((account) => account.isPresent && isProven(account, about.verifiedBackends))),
      accounts[0]?.key ?? 0,
    ],
  };
};

const bySureness = (one: Part, other: Part): number => {
  const at = one.rank.findIndex((rank, place) => rank !== other.rank[place]);
  return at < 0 ? 0 : (one.rank[at] ?? 0) < (other.rank[at] ?? 0) ? -1 : 1;
};

/** When the oldest confirmed link between some of these was made; infinite where there is none. */
const oldestConfirmations = (
  clusters: readonly Cluster[],
  decisions: readonly LinkDecision[],
): ((accounts: readonly LinkedAccount[]) => number) => {
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
