import type { AccountRef } from '../domain/account.ts';
import { BackendError, RolecallError } from '../domain/errors.ts';
import type { StoredAccount } from '../domain/stored-account.ts';
import { type Context, loadersOf } from './context.ts';
import type { AccountParent } from './parents.ts';

/** How old an answer may be, in seconds: any age when not given, and with 0 the backend is always asked. */
export type MaxAge = number | null | undefined;

/**
 * One account, from the index where it is young enough there, else from its backend, which is then written through. `null` where there is
 * none: as the backend says, or as its last COMPLETE reading told, where that is young enough.
 *
 * Throws ACCOUNT_AMBIGUOUS where two bear the id, NOT_FOUND for a backend that the caller may not see, and what the backend throws.
 */
export const readAccount = async (
  context: Context,
  ref: AccountRef,
  maxAgeSeconds?: MaxAge,
): Promise<AccountParent | null> => {
  const earliest = earliestOf(context, maxAgeSeconds);
  const live = loadersOf(context, ref.backend).accounts;
  if (maxAgeSeconds === 0) return live.load(ref.id);

  const kept = await context.indexLoaders.accounts.load({ backend: ref.backend, id: ref.id });
  if (kept.some(({ asOf }) => asOf < earliest)) return live.load(ref.id);
  const [account, namesake] = kept;
  if (namesake !== undefined) throw ambiguous(ref);
  if (account !== undefined) return fromIndex(account);
  const { complete } = context.refreshes.status(ref.backend);
  return complete !== null && complete.startedAt >= earliest ? null : live.load(ref.id);
};

/** The earliest instant, in milliseconds since the epoch, as of which an answer is young enough. Throws BAD_INPUT for a negative age. */
export const earliestOf = ({ now }: Pick<Context, 'now'>, maxAgeSeconds: MaxAge): number => {
  if (maxAgeSeconds == null) return Number.NEGATIVE_INFINITY;
  if (maxAgeSeconds < 0)
    throw new RolecallError('BAD_INPUT', `expected maxAgeSeconds to be 0 or more, got ${maxAgeSeconds}`, {
      path: ['maxAgeSeconds'],
    });
  return now().getTime() - 1000 * maxAgeSeconds;
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
  asOf: new Date(asOf).toISOString(),
  isAttributed,
  kept: { key, userId, link },
});

/** As a live read answers it. */
const ambiguous = ({ backend }: AccountRef): BackendError =>
  new BackendError(
    'ACCOUNT_AMBIGUOUS',
    `Backend ${backend} has an internal and an external account of this name, and its API cannot tell which is meant`,
    { backend, wasSent: false },
  );
