import type { LinkDecision } from '../../domain/link.ts';
import type { LinkedAccount } from '../../store/store.ts';
import { nameOfPair, pairOf } from './confirmed-groups.ts';
import { collectHints, type Evidence, evidenceFrom } from './evidence.ts';
import type { Trust } from './link-rules.ts';

export type LinkExplanation = {
  /** What speaks for the account being its user's, the strongest first. */
  readonly evidence: readonly Evidence[];
  /** That of the strongest evidence; `null` where there is none. */
  readonly confidence: number | null;
  /**
   * Keys of all that would be LINKED together with the account, were it confirmed to be its user's: one with what is LINKED there or, where
   * nothing is, with those that its strongest evidence names.
   */
  readonly ifConfirmed: readonly number[];
  /** Accounts of other users that share a key with it, the likeliest first. */
  readonly candidates: readonly LinkCandidate[];
};

export type LinkCandidate = {
  readonly key: number;
  readonly evidence: readonly Evidence[];
  readonly confidence: number;
  /** Whether somebody said of these two that they are not one user's. */
  readonly isDenied: boolean;
  /** Keys of all that would be LINKED together, were these two confirmed to be one user's. */
  readonly ifConfirmed: readonly number[];
};

/**
 * Why accounts are their users': of each of `members` by key, held against all of `members` and `others`. Whole users have to be given, as far
 * as they may be seen. Nothing else counts: whoever may not see an account learns nothing of what it shares with others.
 */
export const explainLinks = (
  {
    members,
    others,
  }: { readonly members: readonly LinkedAccount[]; readonly others: readonly LinkedAccount[] },
  decisions: readonly LinkDecision[],
  trust: Trust,
): ReadonlyMap<number, LinkExplanation> => {
  const byKey = new Map([...members, ...others].map((account) => [account.key, account]));
  const accounts = [...byKey.values()];
  const hintsOf = collectHints(accounts, decisions, trust);
  const cores = Map.groupBy(
    accounts.filter(({ link }) => link === 'LINKED'),
    ({ userId }) => userId,
  );
  const coreOf = ({ userId }: LinkedAccount): readonly number[] =>
    (cores.get(userId) ?? []).map(({ key }) => key);
  const certainWith = (account: LinkedAccount): readonly number[] =>
    account.link === 'LINKED' ? coreOf(account) : [account.key];
  const denied = new Set(
    decisions.filter(({ verdict }) => verdict === 'DENIED').map(({ accounts: pair }) => nameOfPair(pair)),
  );

  const explain = (account: LinkedAccount): LinkExplanation => {
    const { own = [], foreign = [] } = Object.groupBy(hintsOf(account.key), ({ other }) =>
      byKey.get(other)?.userId === account.userId ? 'own' : 'foreign',
    );
    const evidence = evidenceFrom(own);
    const core = coreOf(account);
    const candidates = Map.groupBy(foreign, ({ other }) => other)
      .entries()
      .map(([key, hints]): LinkCandidate => {
        const shared = evidenceFrom(hints);
        const other = byKey.get(key);
        return {
          key,
          evidence: shared,
          confidence: shared[0]?.confidence ?? 0,
          isDenied: denied.has(nameOfPair(pairOf(account.key, key))),
          ifConfirmed: ascending([
            ...certainWith(account),
            ...(other === undefined ? [] : certainWith(other)),
          ]),
        };
      });
    return {
      evidence,
      confidence: evidence[0]?.confidence ?? null,
      ifConfirmed: ascending([account.key, ...(core.length > 0 ? core : (evidence[0]?.with ?? []))]),
      candidates: [...candidates].toSorted(
        (one, other) => other.confidence - one.confidence || one.key - other.key,
      ),
    };
  };
  return new Map(members.map((account) => [account.key, explain(account)]));
};

const ascending = (keys: readonly number[]): readonly number[] =>
  [...new Set(keys)].toSorted((one, other) => one - other);
