import type { Account } from '../../domain/account.ts';
import { afterWrite, asUnsettled } from '../../domain/after-write.ts';
import type { CallOptions } from '../../domain/call-options.ts';
import { BackendError } from '../../domain/errors.ts';
import type { Secret } from '../../domain/secret.ts';
import { isSegment } from '../../http/path.ts';
import type { AccountWriter, Lookup, NewAccount } from '../backend.ts';
import { type CfengineClient, isPasswordInLimits } from './client.ts';
import { expectUser, type UserLookup } from './lookup.ts';
import { missingFrom, toAccount, toNewUser, toUserUpdate } from './mapping.ts';
import type { UserWrite, WireUser } from './wire.ts';

/** Users come by a PUT that may overwrite, change by a POST of the whole record, and go only where the hub itself keeps them. */
export const createAccountWriter = (client: CfengineClient, users: UserLookup): AccountWriter => {
  const { backend } = client;

  const findEach = async (newUsers: readonly (NewUser | BackendError)[], options?: CallOptions) => {
    const names = newUsers.flatMap((one) => (one instanceof BackendError ? [] : [one.name]));
    const answers = await users.find(names, options);
    return new Map(names.map((name, at) => [name, answers[at] ?? null]));
  };

  const planAccounts = async (accounts: readonly NewAccount[], options?: CallOptions) => {
    const newUsers = accounts.map((account) => toNewUserOrRefusal(backend, account));
    return refuseTaken(backend, newUsers, await findEach(newUsers, options));
  };

  const attempt = async (newUser: NewUser, options?: CallOptions): Promise<Attempt> => {
    try {
      await client.createUser(newUser.name, newUser.user, options);
      return { ...newUser, failure: null };
    } catch (error) {
      if (error instanceof BackendError) return { ...newUser, failure: error };
      throw error;
    }
  };

  /** An acknowledgement alone proves nothing, and a call that failed may yet have worked: only the user itself tells. */
  const prove = async (
    { name, user, failure }: Attempt,
    listed: Lookup<WireUser>,
    options?: CallOptions,
  ): Promise<Account | BackendError> => {
    if (failure !== null && !failure.isUnsettled) return failure;
    // The list does not tell the time zone.
    const made = user.time_zone === undefined ? listed : await users.get(name, options);
    if (made instanceof BackendError) return failure ?? asUnsettled(made);
    const missing = made === null ? 'account' : missingFrom(made, user);
    if (made !== null && missing === null) return toAccount(backend, made);
    const message = `Backend ${backend} acknowledged createUser, but reads back without the ${missing} that was sent`;
    return (
      failure ??
      new BackendError('CONFLICT', message, { backend, operation: 'createUser', isUnsettled: true })
    );
  };

  return {
    createFields: ['userName', 'displayName', 'email', 'password', 'timeZone', 'grants'],
    requiredFields: ['userName'],
    findObstacles: async (accounts, options) =>
      (await planAccounts(accounts, options)).map((plan) => (plan instanceof BackendError ? plan : null)),
    create: async (accounts, options) => {
      const attempts: (Attempt | BackendError)[] = [];
      for (const one of await planAccounts(accounts, options))
        attempts.push(one instanceof BackendError ? one : await attempt(one, options));

      const listed = await findEach(attempts, options);
      return Promise.all(
        attempts.map((one) =>
          one instanceof BackendError ? one : prove(one, listed.get(one.name) ?? null, options),
        ),
      );
    },

    updateFields: ['displayName', 'email', 'password', 'timeZone'],
    update: async (account, changes, options) => {
      if (changes.password !== undefined) {
        if (account.external)
          throw immutable(backend, 'keeps the password of an external account in its directory');
        expectPassword(backend, changes.password);
      }
      const user = await users.getForWriting(account, options);
      await client.updateUser(user.id, toUserUpdate(user, changes), options);
      return afterWrite(async () =>
        toAccount(backend, expectUser(account, await users.get(user.id, options))),
      );
    },

    delete: async (account, options) => {
      if (account.external)
        throw immutable(backend, 'cannot delete an external account: its directory decides');
      // The list shows whether a namesake has come, which the path of the deletion could mean as well.
      const [user = null] = await users.find([account.ref.id], options);
      await client.deleteUser(expectUser(account, user).id, options);
    },
  };
};

type NewUser = { readonly name: string; readonly user: UserWrite };

type Attempt = NewUser & {
  /** `null` where the hub acknowledged. */
  readonly failure: BackendError | null;
};

const toNewUserOrRefusal = (backend: string, account: NewAccount): NewUser | BackendError => {
  const { userName: name, password } = account;
  try {
    if (name === undefined || !isSegment(name))
      throw badInput(backend, 'userName', 'a user name without control characters that can be part of a URL');
    if (password !== undefined) expectPassword(backend, password);
    return { name, user: toNewUser(backend, account) };
  } catch (error) {
    if (error instanceof BackendError) return error;
    throw error;
  }
};

/** The hub would take a PUT of an existing name for an update. An external account's name is as taken as an internal one's. */
const refuseTaken = (
  backend: string,
  newUsers: readonly (NewUser | BackendError)[],
  existing: ReadonlyMap<string, Lookup<WireUser>>,
): readonly (NewUser | BackendError)[] => {
  const names = new Set<string>();
  return newUsers.map((one) => {
    if (one instanceof BackendError) return one;
    const answer = existing.get(one.name) ?? null;
    if (answer instanceof BackendError && answer.code !== 'ACCOUNT_AMBIGUOUS') return answer;
    if (answer !== null || names.has(one.name))
      return new BackendError('ALREADY_EXISTS', `Backend ${backend} has an account of this name already`, {
        backend,
        path: ['userName'],
      });
    names.add(one.name);
    return one;
  });
};

const expectPassword = (backend: string, password: Secret): void => {
  if (!isPasswordInLimits(password)) throw badInput(backend, 'password', 'a password of 1 to 20 characters');
};

const badInput = (backend: string, field: string, expected: string): BackendError =>
  new BackendError('BAD_INPUT', `Backend ${backend} expects ${expected}`, { backend, path: [field] });

const immutable = (backend: string, reason: string): BackendError =>
  new BackendError('IMMUTABLE', `Backend ${backend} ${reason}`, { backend });
