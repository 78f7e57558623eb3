import { foldEmail } from '../domain/email.ts';
import { RolecallError } from '../domain/errors.ts';
import type { StoredAccount } from '../domain/stored-account.ts';
import type { Context } from './context.ts';
import { parseGlobalIdOf, toGlobalId } from './global-id.ts';
import { bySurety, keptOf } from './links.ts';
import type { AccountParent, SourceParent, UserParent } from './parents.ts';
import { earliestOf, fromIndex, type MaxAge, readAccount } from './read-accounts.ts';
import type { UserBy } from './resolver-types.ts';
import { sourceOf } from './sources.ts';
import { accountsOf, keptAccountsOf, userOf, userSeen } from './users.ts';

/**
 * The user that is meant, with whatever of it is older than that read anew. `null` where there is none of whom the caller may see an account.
 * Throws BAD_INPUT, USER_AMBIGUOUS, and UPSTREAM_INCOMPLETE where nobody can say that there is none.
 */
export const findUser = async (
  context: Context,
  by: UserBy,
  maxAgeSeconds: MaxAge,
): Promise<UserParent | null> => {
  const earliest = earliestOf(context, maxAgeSeconds);
  const user = await findKept(context, by, maxAgeSeconds);
  if (user === null || maxAgeSeconds == null) return user;
  return readAnew(context, user, maxAgeSeconds === 0 ? Number.POSITIVE_INFINITY : earliest);
};

const findKept = async (context: Context, by: UserBy, maxAgeSeconds: MaxAge): Promise<UserParent | null> => {
  if (by.id != null) return userSeen(context, parseGlobalIdOf('User', by.id, ['by', 'id']).id);
  if (by.email != null) return findByEmail(context, by.email);
  if (by.account == null)
    throw new RolecallError('BAD_INPUT', 'expected id, email or account', { path: ['by'] });
  const { backend, nativeId } = by.account;
  const account = await readAccount(context, { backend, id: nativeId }, maxAgeSeconds);
  const kept = account === null ? null : await keptOf(context, account);
  return kept === null ? null : userOf(kept.userId);
};

const findByEmail = async (context: Context, address: string): Promise<UserParent | null> => {
  const email = foldEmail(address);
  if (email === null)
    throw new RolecallError('BAD_INPUT', 'expected an e-mail address', { path: ['by', 'email'] });
  const found = await context.index.accounts.listUsers({
    filter: { backends: [...context.backends.keys()], email },
    order: { by: 'FIRST_SEEN', descending: false },
    first: mostNamed + 1,
  });
  const users = found.map(({ entry }) => userOf(entry));
  if (users.length > 1) throw await ambiguous(context, users);
  const [user] = users;
  if (user !== undefined) return user;
  const unread = [...context.backends.keys()].filter((id) => context.refreshes.status(id).complete === null);
  if (unread.length === 0) return null;
  throw new RolecallError(
    'UPSTREAM_INCOMPLETE',
    `Nobody is known to bear this address, but somebody may on what has not been read whole yet: ${unread.join(', ')}`,
  );
};

/** How many an error names. */
const mostNamed = 10;

const ambiguous = async (context: Context, users: readonly UserParent[]): Promise<RolecallError> => {
  const named = await Promise.all(
    users.slice(0, mostNamed).map(async (user) => {
      const name = await firstTold(context, user, ({ displayName }) => displayName);
      return `${toGlobalId({ type: 'User', id: user.id })}${name === null ? '' : ` (${name})`}`;
    }),
  );
  const more = users.length > mostNamed ? ' and more' : '';
  return new RolecallError('USER_AMBIGUOUS', `Several users bear this address: ${named.join(', ')}${more}`);
};

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

/** Asks each backend for those of the user's accounts that are as of earlier. What fails is shown as the index has it, what is gone is not. */
const readAnew = async (context: Context, user: UserParent, earliest: number): Promise<UserParent | null> => {
  const asOf = context.now().toISOString();
  const old = (await keptAccountsOf(context, user.id)).filter((kept) => kept.asOf < earliest);
  const readings = await Promise.all(old.map((kept) => readOne(context, kept)));
  const answers = new Map(readings.map(({ key, answer }) => [key, answer]));

  // What was read may have made it another user's.
  const standing = (await context.index.resolveUser(user.id)) ?? user.id;
  const accounts = (await keptAccountsOf(context, standing)).flatMap((kept) => {
    const answer = answers.get(kept.key);
    if (answer === null) return [];
    return [answer === undefined || answer instanceof RolecallError ? fromIndex(kept) : answer];
  });
  if (accounts.length === 0) return null;
  const sources = [...context.backends.keys()].map((id) => {
    const here = readings.filter(({ backend }) => backend === id).map(({ answer }) => answer);
    return here.length === 0 ? sourceOf(context, id) : liveSource(context, id, here, asOf);
  });
  return { id: standing, accounts, sources };
};

type Answer = AccountParent | null | RolecallError;

type Reading = { readonly key: number; readonly backend: string; readonly answer: Answer };

const readOne = async (context: Context, { key, account: { ref } }: StoredAccount): Promise<Reading> => {
  const { backend, id } = ref;
  try {
    return { key, backend, answer: await readAccount(context, { backend, id }, 0) };
  } catch (error) {
    if (error instanceof RolecallError) return { key, backend, answer: error };
    throw error;
  }
};

const liveSource = (context: Context, id: string, answers: readonly Answer[], asOf: string): SourceParent => {
  const failure = answers.find((answer) => answer instanceof RolecallError);
  if (failure === undefined) return { backend: id, state: 'LIVE', asOf, error: null };
  const { code, message } = failure;
  return { ...sourceOf(context, id), state: 'FAILED', error: { code, message } };
};
