import type { LinkDecision } from '../../src/domain/link.ts';
import { confirmedGroups } from '../../src/identity/correlation/confirmed-groups.ts';
import { correlate } from '../../src/identity/correlation/correlate.ts';
import { isProven } from '../../src/identity/correlation/link-rules.ts';
import type { LinkedAccount, Store } from '../../src/store/store.ts';
import { trustOf } from './correlation/people.ts';

/** All that the store knows of links. */
export type State = {
  readonly accounts: readonly LinkedAccount[];
  readonly decisions: readonly LinkDecision[];
};

export const stateOf = async ({ links }: Store): Promise<State> => {
  const accounts: LinkedAccount[] = [];
  const decisions = new Map<string, LinkDecision>();
  for (let last = 0; ; ) {
    const keys = await links.keysAfter(last, 500);
    if (keys.length === 0) break;
    accounts.push(...(await links.byKeys(keys)));
    for (const one of await links.decisionsOn(keys)) decisions.set(String(one.accounts), one);
    last = keys.at(-1) ?? last;
  }
  return { accounts, decisions: [...decisions.values()] };
};

/** Users as lists of accounts with their states. */
const told = (
  users: readonly (readonly { readonly key: number; readonly link: string }[])[],
): readonly string[] =>
  users
    .map((user) =>
      user
        .toSorted((one, other) => one.key - other.key)
        .map(({ key, link }) => `${key} ${link}`)
        .join(', '),
    )
    .toSorted();

/** What the store says, and what correlating everything at once says; without those that vanished and of which nothing was confirmed. */
export const heldAgainstGlobal = (
  { accounts, decisions }: State,
  mostBearers: number,
  trusted: ReadonlySet<string>,
): { readonly stored: readonly string[]; readonly global: readonly string[] } => ({
  stored: told([...Map.groupBy(accounts.filter(isStanding), ({ userId }) => userId).values()]),
  global: told(
    correlate(accounts, decisions, trustOf(accounts, mostBearers, trusted))
      .map((cluster) => cluster.map(({ account, link }) => ({ ...account, link })).filter(isStanding))
      .filter(({ length }) => length > 0),
  ),
});

/** One that has vanished is LINKED only where somebody confirmed it. */
const isStanding = ({ isPresent, link }: LinkedAccount): boolean => isPresent || link === 'LINKED';

/**
 * Follows who had which id. An id that stands for a user today means those accounts that had it before, itself or one that stood for it; so
 * one of them has to be among the user's. And while any of those is there whose own it is, one of these has to be.
 *
 * An account's own id is the first that it had, until that one leads elsewhere; then that of those with whom it is LINKED, or its user's.
 * Whoever comes to a user that is there, on nothing but what he claims, has none.
 */
export const createIdWatch = () => {
  const hadBy = new Map<string, Set<number>>();
  const ownOf = new Map<number, string>();

  const remember = (
    standing: readonly LinkedAccount[],
    today: ReadonlyMap<string, string | null>,
    isNew: (id: string | null) => boolean,
    trusted: ReadonlySet<string>,
  ): void => {
    for (const members of Map.groupBy(standing, ({ userId }) => userId).values()) {
      const lost = members.filter(({ key, userId }) => today.get(ownOf.get(key) ?? '') !== userId);
      const isNobodys = lost.length === members.length;
      const core = members.filter((account) => account.link === 'LINKED' && !lost.includes(account));
      const ownOfCore = core.map(({ key }) => ownOf.get(key));
      for (const account of lost) {
        const { key, userId, link } = account;
        const isSure = link === 'LINKED' || isProven(account, trusted);
        const isAway = link === 'LINKED' && !ownOfCore.includes(userId ?? undefined);
        const own = isAway ? (ownOfCore[0] ?? userId) : userId;
        if (own !== null && (isNew(userId) || isNobodys || isSure)) ownOf.set(key, own);
        else ownOf.delete(key);
      }
    }
  };

  return {
    /** Ids that stand for nobody, for a user who is gone, for one none of whose accounts had them, or for others than those whose they are. */
    misled: async (
      store: Store,
      { accounts }: State,
      trusted: ReadonlySet<string>,
    ): Promise<readonly string[]> => {
      const members = Map.groupBy(accounts, ({ userId }) => userId);
      const misled: string[] = [];
      const fresh = new Set([...members.keys()].filter((id) => id !== null && !hadBy.has(id)));
      for (const id of fresh) if (id !== null) hadBy.set(id, new Set());
      const leadsTo = new Map<string, string | null>();
      for (const [id, had] of hadBy) {
        const today = await store.links.resolveUser(id);
        leadsTo.set(id, today);
        const keys = (members.get(today) ?? []).map(({ key }) => key);
        if (today === null || keys.length === 0)
          misled.push(`${id} stands for ${today}, who has no accounts`);
        else if (had.size > 0 && !keys.some((key) => had.has(key)))
          misled.push(`${id} stands for ${today}, of whom nobody had it`);
        for (const key of keys) had.add(key);
      }
      const standing = accounts.filter(isStanding);
      const owners = Map.groupBy(standing, ({ key }) => ownOf.get(key));
      for (const [id, whose] of owners)
        if (id !== undefined && !whose.some(({ userId }) => userId === leadsTo.get(id)))
          misled.push(`${id} stands for ${leadsTo.get(id)}, of whom it is nobody’s own`);
      remember(standing, leadsTo, (id) => fresh.has(id), trusted);
      return misled;
    },
  };
};

/** What people said, kept by pairs and without regard to how the store keeps it. */
export const createWordWatch = () => {
  let together = new Set<string>();
  let apart = new Set<string>();
  const nameOf = (one: number, other: number) => [one, other].toSorted((a, b) => a - b).join('+');
  const pairsOf = (keys: readonly number[]) =>
    keys.flatMap((one, at) => keys.slice(at + 1).map((other) => nameOf(one, other)));
  const groupOf = (key: number): readonly number[] => {
    const group = [key];
    for (const one of group)
      for (const pair of together) {
        const ends = pair.split('+').map(Number);
        if (ends.includes(one)) group.push(...ends.filter((end) => !group.includes(end)));
      }
    return group;
  };
  return {
    linked: (keys: readonly number[]): void => {
      const all = [...new Set(keys.flatMap(groupOf))];
      together = new Set([...together, ...pairsOf(all)]);
      apart = apart.difference(new Set(pairsOf(all)));
    },
    /** Only links between those that now are on the account's side and the others may end by it. */
    unlinked: (key: number, others: readonly number[], { decisions }: State): void => {
      const side = confirmedGroups(decisions)(key);
      const isNamed = groupOf(key).some((member) => others.includes(member));
      if (isNamed)
        together = new Set(
          [...together].filter((pair) => {
            const [one = 0, other = 0] = pair.split('+').map(Number);
            return side.has(one) === side.has(other);
          }),
        );
      for (const other of others) apart.add(nameOf(key, other));
    },
    /** Pairs of which the store says otherwise. */
    broken: ({ accounts }: State): readonly string[] => {
      const byKey = new Map(accounts.filter(isStanding).map((account) => [account.key, account]));
      const isBroken = (pair: string, isOne: boolean): boolean => {
        const [one, other] = pair.split('+').map((key) => byKey.get(Number(key)));
        const isSame = one !== undefined && other !== undefined && one.userId === other.userId;
        const isLinked = isSame && one.link === 'LINKED' && other.link === 'LINKED';
        return isOne ? !isLinked : isSame;
      };
      return [
        ...[...together].filter((pair) => isBroken(pair, true)).map((pair) => `${pair} was confirmed`),
        ...[...apart].filter((pair) => isBroken(pair, false)).map((pair) => `${pair} was denied`),
      ];
    },
  };
};
