import type { LinkDecision } from '../../domain/link.ts';

/** Of an account the keys of all that are confirmed to be one with it, by whatever detour: the same set for all of them. */
export const confirmedGroups = (
  decisions: readonly LinkDecision[],
): ((key: number) => ReadonlySet<number>) => {
  const groups = new Map<number, Set<number>>();
  const groupOf = (key: number): Set<number> => {
    const group = groups.get(key) ?? new Set([key]);
    groups.set(key, group);
    return group;
  };
  for (const { accounts, verdict } of decisions) {
    if (verdict !== 'CONFIRMED') continue;
    const [one, other] = [groupOf(accounts[0]), groupOf(accounts[1])];
    const [larger, smaller] = one.size < other.size ? [other, one] : [one, other];
    if (larger === smaller) continue;
    for (const key of smaller) groups.set(key, larger.add(key));
  }
  return groupOf;
};

export type Pair = LinkDecision['accounts'];

export const pairOf = (one: number, other: number): Pair => (one < other ? [one, other] : [other, one]);

export const nameOfPair = ([one, other]: Pair): string => `${one} ${other}`;
