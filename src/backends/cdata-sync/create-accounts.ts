import type { Account } from '../../domain/account.ts';
import { attempt } from '../../domain/attempt.ts';
import type { CallOptions } from '../../domain/call-options.ts';
import { BackendError } from '../../domain/errors.ts';
import { retold } from '../../domain/retold.ts';
import type { NewAccount } from '../backend.ts';
import type { CdataSyncClient, NewUser } from './client.ts';
import { differences, toAccount, toNewUser } from './mapping.ts';
import type { WireUser } from './wire.ts';

/**
 * Creates accounts one after the other, each finished before the next: read back, corrected once where it is not as asked, and deleted
 * again where that fails. The tables print `Is_Active` and the example `Active`, so a server may leave an account active that was to be
 * disabled; none stays like that unsaid.
 *
 * One call for all, and two more for each that is right at once.
 */
export const createAccounts = async (
  client: CdataSyncClient,
  accounts: readonly NewAccount[],
  options?: CallOptions,
): Promise<readonly (Account | BackendError)[]> => {
  const { plans, oldIds } = await planAccounts(client, accounts, options);
  const answers: (Account | BackendError)[] = [];
  for (const plan of plans) {
    const answer = plan instanceof BackendError ? plan : await createOne(client, plan, oldIds, options);
    if (!(answer instanceof BackendError)) oldIds.add(answer.ref.id);
    answers.push(answer);
  }
  return answers;
};

/** What is to be sent for each account, or why nothing is. `oldIds` are of the accounts that are there. */
export const planAccounts = async (
  client: CdataSyncClient,
  accounts: readonly NewAccount[],
  options?: CallOptions,
): Promise<{ readonly plans: readonly (NewUser | BackendError)[]; readonly oldIds: Set<string> }> => {
  const { backend } = client;
  const plans = await Promise.all(
    accounts.map((account) => attempt(async () => toNewUser(backend, account))),
  );
  if (plans.every((plan) => plan instanceof BackendError)) return { plans, oldIds: new Set() };

  const takenNames = new Set<string>();
  const oldIds = new Set<string>();
  for await (const { entries } of client.listUsers(options))
    for (const { id, user } of entries) {
      takenNames.add(user);
      oldIds.add(id);
    }
  return {
    plans: plans.map((plan) => {
      if (plan instanceof BackendError) return plan;
      if (takenNames.has(plan.user))
        return new BackendError(
          'ALREADY_EXISTS',
          `Backend ${backend} has an account of this user name already`,
          { backend, path: ['userName'] },
        );
      takenNames.add(plan.user);
      return plan;
    }),
    oldIds,
  };
};

/** An account whose id is among `oldIds` was there before, whatever the server says of the new one. */
const createOne = async (
  client: CdataSyncClient,
  plan: NewUser,
  oldIds: ReadonlySet<string>,
  options?: CallOptions,
): Promise<Account | BackendError> => {
  const { backend } = client;

  const create = async (): Promise<Account | BackendError> => {
    const newId = await attempt(() => client.createUser(plan, options));
    if (newId instanceof BackendError) return newId.isUnsettled ? lookForIt(newId) : newId;
    const isNew = newId !== null && !oldIds.has(newId);
    return (isNew ? await proveById(newId) : null) ?? (await proveByName());
  };

  /** What is found may be someone else's, made meanwhile: it is left alone. */
  const lookForIt = async (failure: BackendError): Promise<Account | BackendError> => {
    const found = await findByName();
    if (found === null || found instanceof BackendError) return failure;
    return isEmpty(differences(found, plan))
      ? toAccount(backend, found)
      : withMore(failure, 'an account of this user name is there now, and is not as asked', {
          isUnsettled: true,
        });
  };

  /** `null` where the id leads to no account of the new user name. */
  const proveById = async (id: string): Promise<Account | BackendError | null> => {
    const user = await attempt(() => client.getUser(id, options));
    if (user instanceof BackendError) return takeBack(id, user);
    return user?.user === plan.user ? prove(user) : null;
  };

  const proveByName = async (): Promise<Account | BackendError> => {
    const user = await findByName();
    if (user instanceof BackendError)
      return withMore(user, 'the new account could not be read back', { isUnsettled: true });
    return user === null ? conflict('has no account of this user name') : prove(user);
  };

  const findByName = (): Promise<WireUser | null | BackendError> =>
    attempt(async () => {
      let found: WireUser | null = null;
      // To the end, as a list that is not whole proves nothing.
      for await (const { entries } of client.listUsers(options))
        found ??= entries.find(({ id, user }) => user === plan.user && !oldIds.has(id)) ?? null;
      return found;
    });

  const prove = async (user: WireUser): Promise<Account | BackendError> => {
    const proven = await attempt(() => correct(user));
    return proven instanceof BackendError ? takeBack(user.id, proven) : toAccount(backend, proven);
  };

  const correct = async (user: WireUser): Promise<WireUser> => {
    const wrong = differences(user, plan);
    if (isEmpty(wrong)) return user;
    await client.updateUser(user.id, wrong, options);
    const corrected = await client.getUser(user.id, options);
    if (corrected !== null && isEmpty(differences(corrected, plan))) return corrected;
    throw conflict(`keeps another ${Object.keys(wrong).join(' and ')} than it was given`);
  };

  const takeBack = async (id: string, failure: BackendError): Promise<BackendError> => {
    // Without the caller's signal: that it is over may be the failure.
    const deleted = await attempt(async () => {
      await client.deleteUser(id, { onRequestId: options?.onRequestId });
      return null;
    });
    const isGone = deleted === null || deleted.code === 'NOT_FOUND';
    return isGone
      ? withMore(failure, 'the new account was deleted again', { isUnsettled: false })
      : withMore(failure, 'the new account could not be deleted again', { isUnsettled: true });
  };

  const conflict = (what: string): BackendError =>
    new BackendError('CONFLICT', `Backend ${backend} acknowledged createUser, but ${what}`, {
      backend,
      operation: 'createUser',
      isUnsettled: true,
    });

  return create();
};

/** The same failure with what became of the account. */
const withMore = (
  failure: BackendError,
  addition: string,
  outcome: { readonly isUnsettled: boolean },
): BackendError => retold(failure, `${failure.message}; ${addition}`, outcome);

const isEmpty = (record: object): boolean => Object.keys(record).length === 0;
