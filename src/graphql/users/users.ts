import type { StoredAccount } from '../../domain/stored-account.ts';
import type { Context } from '../context.ts';
import { fromIndex } from '../index/read-accounts.ts';
import type { AccountParent, UserParent } from '../parents.ts';

/** A user as the index has it. */
export const userOf = (id: string): UserParent => ({ id, accounts: null, sources: null });

/** Those of a user's accounts that the caller may see, in the order of the configuration. */
export const accountsOf = async (context: Context, user: UserParent): Promise<readonly AccountParent[]> =>
  user.accounts ?? (await keptAccountsOf(context, user.id)).map(fromIndex);

/** The same as the index keeps them. */
export const keptAccountsOf = async (context: Context, userId: string): Promise<readonly StoredAccount[]> => {
  const accounts = await context.indexLoaders.accountsOfUser.load(userId);
  const places = new Map([...context.backends.keys()].map((id, at) => [id, at]));
  const placeOf = ({ account }: StoredAccount): number => places.get(account.ref.backend) ?? 0;
  return accounts.toSorted((one, other) => placeOf(one) - placeOf(other));
};

/** A user as the index has it; `null` where the caller may see none of its accounts, so that to this caller there is none. */
export const userSeen = async (context: Context, id: string): Promise<UserParent | null> => {
  const standing = await context.index.resolveUser(id);
  if (standing === null) return null;
  const accounts = await context.indexLoaders.accountsOfUser.load(standing);
  return accounts.length === 0 ? null : userOf(standing);
};
