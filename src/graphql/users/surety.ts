import type { LinkState } from '../../domain/link.ts';
import type { Context } from '../context.ts';
import type { AccountParent, UserParent } from '../parents.ts';
import { keptOf, linkOf } from './links.ts';
import { accountsOf } from './users.ts';

/** What the account tells that is most surely the user's, of those that tell it. */
export const firstTold = async <T>(
  context: Context,
  user: UserParent,
  tell: (account: AccountParent) => T | null,
): Promise<T | null> => {
  for (const account of await bySurety(context, await accountsOf(context, user))) {
    const told = tell(account);
    if (told !== null) return told;
  }
  return null;
};

/** The surest first, then in the order of the configuration. */
const bySurety = async (
  context: Context,
  accounts: readonly AccountParent[],
): Promise<readonly AccountParent[]> => {
  if (accounts.length < 2) return accounts;
  const states = await Promise.all(
    accounts.map(async (account) =>
      context.seesAll
        ? (await keptOf(context, account))?.link
        : (await linkOf(context, account, { withCandidates: true }))?.state,
    ),
  );
  const rankOf = (at: number): number => ranks[states[at] ?? 'UNLINKED'];
  return accounts
    .map((account, at) => ({ account, rank: rankOf(at) }))
    .toSorted((one, other) => one.rank - other.rank)
    .map(({ account }) => account);
};

const ranks: Readonly<Record<LinkState, number>> = {
  LINKED: 0,
  SUGGESTED: 1,
  DISPUTED: 2,
  UNLINKED: 2,
  DENIED: 2,
};
