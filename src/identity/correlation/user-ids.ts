import type { LinkDecision } from '../../domain/link.ts';
import type { AssignedLink } from '../../store/store.ts';
import type { Cluster, Correlated } from './correlate.ts';
import { homesIn } from './homes.ts';
import { createSureness, type Part } from './sureness.ts';

export type UserIds = {
  /** Of accounts of which anything is another than it was, users by their first account. */
  readonly links: readonly AssignedLink[];
  /** Ids that from now on stand for another one, which is some account's: in this order, once the links are assigned. */
  readonly forwards: readonly { readonly from: string; readonly to: string }[];
};

/**
 * Which id each cluster has from now on, and which is each account's own.
 *
 * An id goes where the surest part of its accounts goes, and nowhere else. Where several come together the one of the surest part stays and
 * the others forward to it, but remain the homes of those whose they were: who leaves again, and takes no id along, has his own back. Only
 * who has none gets a new one. So an id leads to others than its own accounts no longer than they are one user's with these.
 *
 * An account that has vanished, and was not confirmed to be one with others, is in reserve: it claims nothing, goes where its own id goes,
 * and has that id when it returns, unless those who were there have it.
 *
 * All accounts that have an id come together, whatever became of them.
 */
export const assignUserIds = (
  clusters: readonly Cluster[],
  decisions: readonly LinkDecision[],
  {
    verifiedBackends,
    returned,
    newId,
  }: {
    readonly verifiedBackends: ReadonlySet<string>;
    /** Accounts that had vanished until now. */
    readonly returned: ReadonlySet<number>;
    readonly newId: () => string;
  },
): UserIds => {
  const standing = clusters.filter((cluster) => !isInReserve(cluster));
  const sureness = createSureness(standing, decisions, { verifiedBackends, returned });
  const heirsOf = (idOf: (member: Correlated) => string | null): ReadonlyMap<string, Part> =>
    heirs(partsOf(standing, idOf), sureness.onSplit);
  const held = heirsOf(({ account }) => account.userId);
  const givenUp = heirsOf(({ account: { home } }) => (home !== null && held.has(home) ? null : home));
  // A home is claimed only by those whom the id that they had has left.
  const claimed = givenUp.values().filter(({ cluster, members }) => {
    const had = members[0]?.account.userId ?? null;
    return had !== null && held.get(had)?.cluster !== cluster;
  });
  const claimsOf = Map.groupBy([...held.values(), ...claimed], ({ cluster }) => cluster);
  const heirOf: ReadonlyMap<string, Part> = new Map([...givenUp, ...held]);

  const users = standing.map((cluster, at) => {
    const [surest] = (claimsOf.get(at) ?? []).toSorted(sureness.onMerge);
    const userId = surest?.id ?? newId();
    const isHeir = (id: string): boolean => heirOf.get(id)?.cluster === at;
    const homeOf = homesIn(cluster, { userId, isHeir, verifiedBackends });
    return { userId, members: cluster.map((member) => ({ ...member, userId, home: homeOf(member) })) };
  });
  const standsFor = (id: string | null): string | undefined => {
    const heir = id === null ? undefined : heirOf.get(id);
    return heir === undefined ? undefined : users[heir.cluster]?.userId;
  };
  const reserves = clusters.filter(isInReserve).flatMap(([{ account, link }]) => {
    const { userId, home } = account;
    return { account, link, home, userId: standsFor(home) ?? standsFor(userId) ?? userId };
  });

  const links = [...users.flatMap(({ members }) => members), ...reserves];
  return {
    links: links
      .filter(
        ({ account, userId, home, link }) =>
          account.userId !== userId || account.home !== home || account.link !== link,
      )
      .map(({ account, userId, home, link }) => ({ key: account.key, userId, home, link })),
    // Whatever an id that was held stood for goes with it first, and from there to where it belongs.
    forwards: [...held.values(), ...givenUp.values()].flatMap(({ id, members }) => {
      const to = standsFor(id);
      const stoodFor = members[0]?.account.userId;
      return to === undefined || to === id || to === stoodFor ? [] : [{ from: id, to }];
    }),
  };
};

type Reserve = readonly [Correlated & { readonly account: { readonly userId: string } }];

const isInReserve = (cluster: Cluster): cluster is Reserve => {
  const [{ account } = { account: null }, ...others] = cluster;
  return others.length === 0 && account !== null && !account.isPresent && account.userId !== null;
};

/** Of each cluster the accounts that have an id in common. */
const partsOf = (
  clusters: readonly Cluster[],
  idOf: (member: Correlated) => string | null,
): readonly Part[] =>
  clusters.flatMap((cluster, at) =>
    [...Map.groupBy(cluster, idOf)].flatMap(([id, members]) =>
      id === null ? [] : [{ id, cluster: at, members }],
    ),
  );

/** Of each id the part that has it from now on. */
const heirs = (
  parts: readonly Part[],
  bySureness: (one: Part, other: Part) => number,
): ReadonlyMap<string, Part> => {
  const heirOf = new Map<string, Part>();
  for (const part of parts) {
    const heir = heirOf.get(part.id);
    if (heir === undefined || bySureness(part, heir) < 0) heirOf.set(part.id, part);
  }
  return heirOf;
};
