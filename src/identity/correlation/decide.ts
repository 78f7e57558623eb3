import type { LinkDecision } from '../../domain/link.ts';
import { confirmedGroups, nameOfPair, type Pair, pairOf } from './confirmed-groups.ts';

/** What somebody says. */
export type Statement = Pick<LinkDecision, 'by' | 'reason' | 'at'>;

/** What has to be stored for it. No pair is in both. */
export type Verdicts = { readonly decided: readonly LinkDecision[]; readonly withdrawn: readonly Pair[] };

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
  const [hub, ...others] = ascending(accounts);
  const decided =
    hub === undefined
      ? []
      : others
          .map((other) => pairOf(hub, other))
          .filter((pair) => verdicts.get(nameOfPair(pair)) !== 'CONFIRMED')
          .map((pair) => ({ ...statement, accounts: pair, verdict: 'CONFIRMED' as const }));

  const groupOf = confirmedGroups([...decisions, ...decided]);
  const denials = decisions.filter(
    ({ accounts: [one, other], verdict }) => verdict === 'DENIED' && groupOf(one).has(other),
  );
  return { decided, withdrawn: pairsBeside(decided, denials) };
};

/**
 * That the account is not the same user's as these others. Decisions have to be all that there are on the account and on those confirmed
 * to be one with it. A pair that is denied already keeps what was said first.
 *
 * Where some of the others were confirmed to be one with the account it leaves them, and they stay one among themselves: what held
 * only by the account now holds between them, with the caller, reason and time that it had. An account of which nothing was said
 * stays with the others where anything but the account confirms it as theirs, a statement made of all of them at once too; else it goes
 * with the account. So no denial ever stands between accounts that are confirmed to be one.
 *
 * Confirmed links form stars. With A parted from B, C goes with B where one statement made both links, and stays with A where C's is
 * another statement's:
 *
 *     B -- A -- C    becomes    A   B -- C    or    B   A -- C
 */
export const deny = (
  account: number,
  others: readonly number[],
  decisions: readonly LinkDecision[],
  statement: Statement,
): Verdicts => {
  const named = ascending(others).filter((other) => other !== account);
  const spokes = spokesOf(account, decisions);
  const rest = decisions.filter(
    ({ accounts, verdict }) => verdict === 'CONFIRMED' && !accounts.includes(account),
  );
  const denials = denialsOf(account, named, decisions, statement);
  const left = whoIsLeft(spokes, named, rest);
  const decided = [...denials, ...rejoin(left, rest)];
  return {
    decided,
    withdrawn: pairsBeside(
      decided,
      left.map(({ decision }) => decision),
    ),
  };
};

/** What is said anew of the account and each of those named. */
const denialsOf = (
  account: number,
  named: readonly number[],
  decisions: readonly LinkDecision[],
  statement: Statement,
): readonly LinkDecision[] => {
  const verdicts = verdictsByPair(decisions);
  return named
    .map((other) => pairOf(account, other))
    .filter((pair) => verdicts.get(nameOfPair(pair)) !== 'DENIED')
    .map((pair) => ({ ...statement, accounts: pair, verdict: 'DENIED' }));
};

/** The spokes that end: to those named, and to whoever is one with them by the rest of all links, or was said to be in one statement. */
const whoIsLeft = (
  spokes: readonly Spoke[],
  named: readonly number[],
  rest: readonly LinkDecision[],
): readonly Spoke[] => {
  const byStatement = Map.groupBy(spokes, ({ decision: { by, reason, at } }) =>
    JSON.stringify([by, reason, at]),
  );
  const groupOf = confirmedGroups([...rest, ...byStatement.values().flatMap(stitch)]);
  const leaving = new Set(named.map(groupOf));
  return spokes.filter(({ end }) => leaving.has(groupOf(end)));
};

/** What makes the ends of these spokes one without their hub: a link from the oldest to one of each group that the rest does not join with it. */
const rejoin = (left: readonly Spoke[], rest: readonly LinkDecision[]): readonly LinkDecision[] => {
  const groupOf = confirmedGroups(rest);
  const groups = Map.groupBy(left, ({ end }) => groupOf(end));
  return stitch([...groups.values()].flatMap(([oldest]) => oldest ?? []));
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

/** The pairs of these decisions, without those that are decided anew. */
const pairsBeside = (
  decided: readonly LinkDecision[],
  decisions: readonly LinkDecision[],
): readonly Pair[] => {
  const anew = verdictsByPair(decided);
  return decisions.map(({ accounts }) => accounts).filter((pair) => !anew.has(nameOfPair(pair)));
};

const ascending = (accounts: readonly number[]): readonly number[] =>
  [...new Set(accounts)].toSorted((one, other) => one - other);
