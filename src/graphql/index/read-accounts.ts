import type { AccountRef } from '../../domain/account.ts';
import type { StoredAccount } from '../../domain/stored-account.ts';
import { ambiguousAccount } from '../../identity/refusals.ts';
import { type Context, loadersOf } from '../context.ts';
import { toInstant } from '../instant.ts';
import type { AccountParent } from '../parents.ts';
import { type Freshness, isFresh, isReadSince, ofAnyAge } from './max-age.ts';

/**
 * One account, from the index where it is young enough there, else from its backend, which is then written through. `null` where there is
 * none: as the backend says, or as its last COMPLETE reading told, where that is young enough.
 *
 * Throws ACCOUNT_AMBIGUOUS where two bear the id, NOT_FOUND for a backend that the caller may not see, and what the backend throws.
 */
export const readAccount = async (
  context: Context,
  ref: AccountRef,
  freshness: Freshness = ofAnyAge,
): Promise<AccountParent | null> => {
  const live = loadersOf(context, ref.backend).accounts;
  if (freshness.kind === 'LIVE') return live.load(ref.id);

  const kept = await context.indexLoaders.accounts.load({ backend: ref.backend, id: ref.id });
  if (kept.some(({ asOf }) => !isFresh(asOf, freshness))) return live.load(ref.id);
  const [account, namesake] = kept;
  if (namesake !== undefined) throw ambiguousAccount(ref);
  if (account !== undefined) return fromIndex(account);
  return isReadSince(context.refreshes.status(ref.backend), freshness) ? null : live.load(ref.id);
};

/** An account as the index keeps it. */
export const fromIndex = ({
  account,
  asOf,
  isAttributed,
  key,
  userId,
  link,
}: StoredAccount): AccountParent => ({
  ...account,
  asOf: toInstant(asOf),
  isAttributed,
  kept: { key, userId, link },
});
