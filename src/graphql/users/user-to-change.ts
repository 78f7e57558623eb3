import { foldEmail } from '../../domain/email.ts';
import { RolecallError } from '../../domain/errors.ts';
import type { Context } from '../context.ts';
import { parseGlobalIdOf, toGlobalId } from '../global-id.ts';
import type { UserBy } from '../resolver-types.ts';
import { findUser } from './find-user.ts';

/**
 * The id of the user whose accounts are to be changed; `path` is where the input names the user. Stricter than finding one to look at: throws
 * NOT_FOUND, BAD_INPUT for an id that was given up in a merge, so that nobody changes another than they reviewed, and LINK_NOT_CONFIRMED for
 * an address that only such accounts bear as may be somebody else's.
 */
export const userToChange = async (
  context: Context,
  by: UserBy,
  path: readonly string[] = ['user'],
): Promise<string> => {
  const user = await findUser(context, by, null, path);
  if (user === null) throw new RolecallError('NOT_FOUND', 'There is no such user', { path });
  if (by.id != null) refuseForwarded(by.id, user.id, path);
  if (by.email != null) await refuseSuggested(context, user.id, by.email, path);
  return user.id;
};

const refuseForwarded = (given: string, living: string, path: readonly string[]): void => {
  if (parseGlobalIdOf('User', given, [...path, 'id']).id !== living)
    throw new RolecallError(
      'BAD_INPUT',
      `The user of this id was merged into another: review that one, whose id is ${toGlobalId({ type: 'User', id: living })}`,
      { path: [...path, 'id'] },
    );
};

const refuseSuggested = async (
  { index, backends }: Context,
  userId: string,
  email: string,
  path: readonly string[],
): Promise<void> => {
  const accounts = await index.accounts.ofUsers([userId], [...backends.keys()]);
  const bearers = accounts.filter(
    ({ account }) => account.email !== null && foldEmail(account.email) === foldEmail(email),
  );
  if (bearers.some(({ link }) => link === 'LINKED')) return;
  throw new RolecallError(
    'LINK_NOT_CONFIRMED',
    `No account that is surely the user's bears this address: confirm the link of one that does, or name the user by id. The links of the user tell what is known, and what confirming would do. The user's id: ${toGlobalId({ type: 'User', id: userId })}`,
    { path: [...path, 'email'] },
  );
};
