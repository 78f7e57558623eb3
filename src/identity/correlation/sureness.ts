import type { LinkDecision } from '../../domain/link.ts';
import type { LinkedAccount } from '../../store/store.ts';
import type { Cluster, Correlated } from './correlate.ts';
import { isProven } from './link-rules.ts';

/** Those accounts that have or had one id, and are now in one cluster. */
export type Part = {
  readonly id: string;
  readonly cluster: number;
  /** Not empty, the oldest account first. */
  readonly members: readonly Correlated[];
};

/** Both sort the surest part first. */
export type Sureness = {
  /** Of parts of one id: who keeps it. */
  onSplit(one: Part, other: Part): number;
  /** Of parts of several: whose stays. */
  onMerge(one: Part, other: Part): number;
};

export const createSureness = (
  clusters: readonly Cluster[],
  decisions: readonly LinkDecision[],
  {
    verifiedBackends,
    returned,
  }: { readonly verifiedBackends: ReadonlySet<string>; readonly returned: ReadonlySet<number> },
): Sureness => {
  const oldestConfirmation = oldestConfirmations(clusters, decisions);
  const zeroIfAny = ({ members }: Part, holds: (member: Correlated) => boolean): number =>
    members.some(holds) ? 0 : 1;
  const wasLinked = ({ account }: Correlated): boolean => account.link === 'LINKED';

  const wasThere: Criterion = [
    'was there until now',
    (part) => zeroIfAny(part, (member) => wasLinked(member) || !returned.has(member.account.key)),
  ];
  const isOwn: Criterion = [
    'has it as its own',
    (part) => zeroIfAny(part, ({ account }) => account.home === part.id),
  ];
  const others: readonly Criterion[] = [
    // Before what anybody confirms now, so that who is only suggested to be a user cannot take its id away, not even by having accounts of his own confirmed.
    ['was LINKED as that user until now', (part) => zeroIfAny(part, wasLinked)],
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
  return { onSplit: by([isOwn, wasThere, ...others]), onMerge: by([wasThere, ...others]) };
};

/** The first that differs decides, and the smaller number wins. */
type Criterion = readonly [name: string, of: (part: Part) => number];

const by =
  (criteria: readonly Criterion[]) =>
  (one: Part, other: Part): number => {
    for (const [, of] of criteria) {
      const [a, b] = [of(one), of(other)];
      if (a !== b) return a < b ? -1 : 1;
    }
    return 0;
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
