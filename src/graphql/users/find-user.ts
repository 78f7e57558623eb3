import { foldEmail } from '../../domain/email.ts';
import { RolecallError } from '../../domain/errors.ts';
import { backendOf, type Context } from '../context.ts';
import { parseGlobalIdOf, toGlobalId } from '../global-id.ts';
import { type Freshness, freshnessOf, type MaxAge } from '../index/max-age.ts';
import { readAccount } from '../index/read-accounts.ts';
import type { UserParent } from '../parents.ts';
import type { UserBy } from '../resolver-types.ts';
import { keptOf } from './links.ts';
import { readUserAnew } from './read-user-anew.ts';
import { firstTold } from './surety.ts';
import { userOf, userSeen } from './users.ts';

/**
 * The user that is meant, with whatever of it is older than that read anew. `null` where there is none of whom the caller may see an account.
 * Throws BAD_INPUT, USER_AMBIGUOUS, NOT_FOUND for a backend that the caller may not see, and UPSTREAM_INCOMPLETE where nobody can say that
 * there is none. `path` is where the input names the user.
 */
export const findUser = async (
  context: Context,
  by: UserBy,
  maxAgeSeconds: MaxAge,
  path: readonly string[] = ['by'],
): Promise<UserParent | null> => {
  const freshness = freshnessOf(context, maxAgeSeconds);
  const user = await findKept(context, by, freshness, path);
  return user === null || freshness.kind === 'ANY' ? user : readUserAnew(context, user, freshness);
};

const findKept = async (
  context: Context,
  by: UserBy,
  freshness: Freshness,
  path: readonly string[],
): Promise<UserParent | null> => {
  if (by.id != null) return userSeen(context, parseGlobalIdOf('User', by.id, [...path, 'id']).id);
  if (by.email != null) return findByEmail(context, by.email, [...path, 'email']);
  if (by.account == null) throw new RolecallError('BAD_INPUT', 'expected id, email or account', { path });
  const { backend, nativeId } = by.account;
  backendOf(context, backend, [...path, 'account', 'backend']);
  const account = await readAccount(context, { backend, id: nativeId }, freshness);
  const kept = account === null ? null : await keptOf(context, account);
  return kept === null ? null : userOf(kept.userId);
};

const findByEmail = async (
  context: Context,
  address: string,
  path: readonly string[],
): Promise<UserParent | null> => {
  const email = foldEmail(address);
  if (email === null) throw new RolecallError('BAD_INPUT', 'expected an e-mail address', { path });
  const found = await context.index.accounts.listUsers({
    filter: { backends: [...context.backends.keys()], email },
    order: { by: 'FIRST_SEEN', descending: false },
    first: mostNamed + 1,
  });
  const users = found.map(({ entry }) => userOf(entry));
  if (users.length > 1) throw await ambiguous(context, users, path);
  const [user] = users;
  if (user !== undefined) return user;
  const unread = [...context.backends.keys()].filter((id) => context.refreshes.status(id).complete === null);
  if (unread.length === 0) return null;
  throw new RolecallError(
    'UPSTREAM_INCOMPLETE',
    `Nobody is known to bear this address, but somebody may on what has not been read whole yet: ${unread.join(', ')}`,
    { path },
  );
};

/** How many an error names. */
const mostNamed = 10;

const ambiguous = async (
  context: Context,
  users: readonly UserParent[],
  path: readonly string[],
): Promise<RolecallError> => {
  const named = await Promise.all(
    users.slice(0, mostNamed).map(async (user) => {
      const name = await firstTold(context, user, ({ displayName }) => displayName);
      return `${toGlobalId({ type: 'User', id: user.id })}${name === null ? '' : ` (${name})`}`;
    }),
  );
  const more = users.length > mostNamed ? ' and more' : '';
  return new RolecallError('USER_AMBIGUOUS', `Several users bear this address: ${named.join(', ')}${more}`, {
    path,
  });
};
