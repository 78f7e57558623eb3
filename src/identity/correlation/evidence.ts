import type { LinkDecision, LinkRule } from '../../domain/link.ts';
import type { LinkedAccount } from '../../store/store.ts';
import { confidenceOf, keyRules, sharedKeys, type Trust } from './link-rules.ts';

/** Something that speaks for an account being one user's with others. */
export type Evidence = {
  readonly rule: LinkRule;
  /** What they have in common, as it is compared; the reasons that were given, where somebody confirmed it. */
  readonly values: readonly string[];
  /** Keys of the others, ascending. */
  readonly with: readonly number[];
  readonly confidence: number;
};

/** The same for one other account and one value. */
export type Hint = { readonly rule: LinkRule; readonly value: string; readonly other: number };

/** All that speaks for each of these accounts being one user's with others of them, by key. What is proven is not told once more as claimed. */
export const collectHints = (
  accounts: readonly LinkedAccount[],
  decisions: readonly LinkDecision[],
  trust: Trust,
): ((key: number) => readonly Hint[]) => {
  const hints = new Map(accounts.map(({ key }): [number, Hint[]] => [key, []]));
  for (const { accounts: pair, verdict, reason } of decisions) {
    const [one, other] = pair;
    if (verdict !== 'CONFIRMED' || !hints.has(one) || !hints.has(other)) continue;
    hints.get(one)?.push({ rule: 'CONFIRMED', value: reason, other });
    hints.get(other)?.push({ rule: 'CONFIRMED', value: reason, other: one });
  }
  const isProvenWith = (key: number, other: number): boolean =>
    hints.get(key)?.some((hint) => hint.rule === 'VERIFIED_EMAIL' && hint.other === other) === true;
  for (const rule of keyRules)
    for (const { value, bearers } of sharedKeys(rule, accounts, trust)) {
      const keys = bearers.flatMap((index) => accounts[index]?.key ?? []);
      for (const key of keys)
        for (const other of keys)
          if (key !== other && !(rule === 'EMAIL' && isProvenWith(key, other)))
            hints.get(key)?.push({ rule, value, other });
    }
  return (key) => hints.get(key) ?? [];
};

/** By rule, the strongest first. */
export const evidenceFrom = (hints: readonly Hint[]): readonly Evidence[] =>
  Map.groupBy(hints, ({ rule }) => rule)
    .entries()
    .map(([rule, some]) => ({
      rule,
      values: [...new Set(some.map(({ value }) => value))].toSorted(),
      with: [...new Set(some.map(({ other }) => other))].toSorted((one, other) => one - other),
      confidence: confidenceOf[rule],
    }))
    .toArray()
    .toSorted((one, other) => other.confidence - one.confidence);
