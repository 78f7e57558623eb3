import type { Account } from '../../domain/account.ts';
import { attempt, isAnswer } from '../../domain/attempt.ts';
import type { CallOptions } from '../../domain/call-options.ts';
import { BackendError } from '../../domain/errors.ts';
import { isSegment } from '../../http/path.ts';
import type { Lookup } from '../backend.ts';
import type { CfengineClient, FoundUser } from './client.ts';
import { isExpressible, type NamePattern, namePatterns } from './name-pattern.ts';
import type { WireUser } from './wire.ts';

/**
 * Finds users by exact name. A name may belong to an internal and to an external user at once, and the path of one user cannot say
 * which is meant: such a name is ACCOUNT_AMBIGUOUS.
 */
export type UserLookup = {
  /** One call for a hundred names. One answer for each, in the order asked. */
  find(names: readonly string[], options?: CallOptions): Promise<readonly Lookup<WireUser>[]>;
  /** One call for one name, which tells more of the user, and nothing of a namesake. */
  get(name: string, options?: CallOptions): Promise<Lookup<WireUser>>;
  /** The user as it is now, whole, and without a namesake: what a write may be built on. Throws NOT_FOUND, ACCOUNT_AMBIGUOUS. */
  getForWriting(account: Account, options?: CallOptions): Promise<WireUser>;
};

export const createUserLookup = (client: CfengineClient): UserLookup => {
  const { backend } = client;

  const find: UserLookup['find'] = async (names, options) => {
    const possible = [...new Set(names)].filter(isSegment);
    const answers = await Promise.all([
      ...namePatterns(possible.filter(isExpressible)).map((pattern) => findByPattern(pattern, options)),
      getEach(
        possible.filter((name) => !isExpressible(name)),
        options,
      ),
    ]);
    const answersByName = new Map(answers.flat());
    return names.map((name) => answersByName.get(name) ?? null);
  };

  const findByPattern = async (
    { pattern, names }: NamePattern,
    options?: CallOptions,
  ): Promise<readonly Answer[]> => {
    try {
      // Room for a namesake of each, and never a page so full that it could be cut short.
      const pageSize = 2 * names.length + 1;
      const found = await client.findUsers(pattern, { ...options, pageSize });
      const foundByName = Map.groupBy(found, ({ id }) => id);
      return names.map((name) => [name, pick(foundByName.get(name) ?? [], foundByName.get(null) ?? [])]);
    } catch (error) {
      if (!(error instanceof BackendError)) throw error;
      if (error.code === 'UPSTREAM_REJECTED') return getEach(names, options);
      return names.map((name) => [name, error]);
    }
  };

  const getEach = (names: readonly string[], options?: CallOptions): Promise<readonly Answer[]> =>
    Promise.all(names.map(async (name): Promise<Answer> => [name, await get(name, options)]));

  const get: UserLookup['get'] = async (name, options) => {
    if (!isSegment(name)) return null;
    const users = await attempt(() => client.getUser(name, options));
    return isAnswer(users)
      ? pick(
          users.map((user) => ({ id: name, user })),
          [],
        )
      : users;
  };

  /** The one among users of one name. Those whose names cannot be read may be this one too. */
  const pick = (found: readonly FoundUser[], unnamed: readonly FoundUser[]): Lookup<WireUser> => {
    if (found.length > 1) return ambiguous(backend);
    return (found[0] ?? unnamed[0])?.user ?? null;
  };

  return {
    find,
    get,
    getForWriting: async (account, options) => {
      // The list shows a namesake, the single form all that an update would otherwise reset.
      const [[listed = null], whole] = await Promise.all([
        find([account.ref.id], options),
        get(account.ref.id, options),
      ]);
      expectUser(account, listed);
      return expectUser(account, whole);
    },
  };
};

/** The account's user as just read. Throws what came in its place. */
export const expectUser = (account: Account, answer: Lookup<WireUser>): WireUser => {
  const { backend } = account.ref;
  if (answer instanceof BackendError) throw answer;
  if (answer === null)
    throw new BackendError('NOT_FOUND', `Backend ${backend} has no such account any more`, { backend });
  if (answer.external !== account.external) throw ambiguous(backend);
  return answer;
};

type Answer = readonly [name: string, answer: Lookup<WireUser>];

const ambiguous = (backend: string): BackendError =>
  new BackendError(
    'ACCOUNT_AMBIGUOUS',
    `Backend ${backend} has an internal and an external account of this name, and its API cannot tell which is meant`,
    {
      backend,
    },
  );
