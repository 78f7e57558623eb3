import type { LinkDecision } from '../domain/link.ts';
import { confirmedGroups, nameOfPair, type Pair, pairOf } from './confirmed-groups.ts';

/** What somebody says. */
export type Statement = Pick<LinkDecision, 'by' | 'reason' | 'at'>;

/** What has to be stored for it. No pair is in both. */
export type Verdicts = { readonly decide: readonly LinkDecision[]; readonly withdraw: readonly Pair[] };

/**
 * That these accounts are one user's. Decisions have to be all that there are on them and on the accounts confirmed to be one with them.
 * A pair that is confirmed already keeps what was said first. Denials between accounts that now are confirmed to be one are withdrawn.
 */
export const confirm = (
  accounts: readonly number[],
  decisions: readonly LinkDecision[],
  statement: Statement,
): Verdicts => {
  const verdicts = verdictsByPair(decisions);
  const [hub, ...others] = [...new Set(accounts)].toSorted((one, other) => one - other);
  const decide =
    hub === undefined
      ? []
      : others
          .map((other) => pairOf(hub, other))
          .filter((pair) => verdicts.get(nameOfPair(pair)) !== 'CONFIRMED')
          .map((pair) => ({ ...statement, accounts: pair, verdict: 'CONFIRMED' as const }));

  const groupOf = confirmedGroups([...decisions, ...decide]);
  const withdraw = decisions
    .filter(({ accounts: [one, other], verdict }) => verdict === 'DENIED' && groupOf(one).has(other))
    .map(({ accounts: pair }) => pair);
  return { decide, withdraw: withoutDecided(withdraw, decide) };
};

/**
 * That the account is not the same user's as these others. Decisions have to be all that there are on the account and on those confirmed
 * to be one with it. A pair that is denied already keeps what was said first.
 *
 * Where some of the others were confirmed to be one with the account it leaves them, and they stay one among themselves: what held
 * only by the account now holds between them, with the caller, reason and time that it had. An account of which nothing was said
 * stays with the others where anything but the account confirms it as theirs, a statement made of all of them at once too; else it goes
 * with the account. So no denial ever stands between accounts that are confirmed to be one.
 */
export const deny = (
  account: number,
  others: readonly number[],
  decisions: readonly LinkDecision[],
  statement: Statement,
): Verdicts => {
  const named = new Set(others.filter((other) => other !== account));
  const verdicts = verdictsByPair(decisions);
  const denials = [...named]
    .toSorted((one, other) => one - other)
    .map((other) => pairOf(account, other))
    .filter((pair) => verdicts.get(nameOfPair(pair)) !== 'DENIED')
    .map((pair) => ({ ...statement, accounts: pair, verdict: 'DENIED' as const }));

  const spokes = spokesOf(account, decisions);
  const rest = decisions.filter(
    ({ accounts, verdict }) => verdict === 'CONFIRMED' && !accounts.includes(account),
  );
  const saidAtOnce = confirmedGroups([
    ...rest,
    ...Map.groupBy(spokes, ({ decision: { by, reason, at } }) => JSON.stringify([by, reason, at]))
      .values()
      .flatMap(stitch),
  ]);
  const parting = new Set([...named].map(saidAtOnce));
  const leaving = spokes.filter(({ end }) => parting.has(saidAtOnce(end)));
  const left = confirmedGroups(rest);
  const parts = Map.groupBy(leaving, ({ end }) => left(end));
  const kept = stitch([...parts.values()].flatMap(([oldest]) => oldest ?? []));

  const decide = [...denials, ...kept];
  return {
    decide,
    withdraw: withoutDecided(
      leaving.map(({ decision }) => decision.accounts),
      decide,
    ),
  };
};

/** A confirmed link of the account that is parted, and who is at its other end. */
type Spoke = { readonly end: number; readonly decision: LinkDecision };

/** The oldest first. */
const spokesOf = (account: number, decisions: readonly LinkDecision[]): readonly Spoke[] =>
  decisions
    .filter(({ accounts, verdict }) => verdict === 'CONFIRMED' && accounts.includes(account))
    .map((decision) => {
      const [one, other] = decision.accounts;
      return { end: one === account ? other : one, decision };
    })
    .toSorted((one, other) => one.decision.at - other.decision.at || one.end - other.end);

/** The same, between the end of the first and the ends of the others. */
const stitch = ([hub, ...others]: readonly Spoke[]): readonly LinkDecision[] =>
  hub === undefined
    ? []
    : others.map(({ end, decision }) => ({ ...decision, accounts: pairOf(hub.end, end) }));

const verdictsByPair = (decisions: readonly LinkDecision[]): ReadonlyMap<string, LinkDecision['verdict']> =>
  new Map(decisions.map(({ accounts, verdict }) => [nameOfPair(accounts), verdict]));

const withoutDecided = (pairs: readonly Pair[], decide: readonly LinkDecision[]): readonly Pair[] => {
  const decided = new Set(decide.map(({ accounts }) => nameOfPair(accounts)));
  return pairs.filter((pair) => !decided.has(nameOfPair(pair)));
};
