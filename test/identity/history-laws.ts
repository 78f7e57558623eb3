import type { LinkDecision } from '../../src/domain/link.ts';
import { confirmedGroups } from '../../src/identity/correlation/confirmed-groups.ts';
import { correlate } from '../../src/identity/correlation/correlate.ts';
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

/** What the store says, and what correlating everything at once says. */
export const heldAgainstGlobal = (
  { accounts, decisions }: State,
  mostBearers: number,
  trusted: ReadonlySet<string>,
): { readonly stored: readonly string[]; readonly global: readonly string[] } => ({
  stored: told([...Map.groupBy(accounts, ({ userId }) => userId).values()]),
  global: told(
    correlate(accounts, decisions, trustOf(accounts, mostBearers, trusted)).map((cluster) =>
      cluster.map(({ account, link }) => ({ key: account.key, link })),
    ),
  ),
});

/**
 * Follows who had which id. An id that stands for a user today means those accounts that had it before, itself or one that stood for it; so
 * one of them has to be among the user's.
 */
export const createIdWatch = () => {
  const hadBy = new Map<string, Set<number>>();
  return {
    /** Ids that stand for nobody, for a user who is gone, or for one none of whose accounts had them. */
    misled: async (store: Store, { accounts }: State): Promise<readonly string[]> => {
      const members = Map.groupBy(accounts, ({ userId }) => userId);
      const misled: string[] = [];
      for (const id of members.keys()) if (id !== null && !hadBy.has(id)) hadBy.set(id, new Set());
      for (const [id, had] of hadBy) {
        const today = await store.links.resolveUser(id);
        const keys = (members.get(today) ?? []).map(({ key }) => key);
        if (today === null || keys.length === 0)
          misled.push(`${id} stands for ${today}, who has no accounts`);
        else if (had.size > 0 && !keys.some((key) => had.has(key)))
          misled.push(`${id} stands for ${today}, of whom nobody had it`);
        for (const key of keys) had.add(key);
      }
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
      const byKey = new Map(accounts.map((account) => [account.key, account]));
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
