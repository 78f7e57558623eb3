import type { Backend } from '../backends/backend.ts';
import type { Account } from '../domain/account.ts';
import { BackendError, RolecallError } from '../domain/errors.ts';
import type { Context } from './context.ts';
import type { AccountParent } from './parents.ts';
import { readAccount } from './read-accounts.ts';

/** Keeps an account as a mutation has read it back, by which it came to hold nothing else. */
export const keepWritten = async (
  context: Context,
  backend: Backend,
  account: Account,
): Promise<AccountParent> => {
  const [kept] = await context.writeThrough.wrote(backend, [account]);
  if (kept === undefined) throw new Error('expected as many accounts as were written');
  return kept;
};

/**
 * The same of accounts that may hold something else now. Where their own records do not tell all of it the rest is asked for, so that the
 * index knows it at once; where that fails the backend is read anew, and nobody waits for that.
 */
export const keepWithRoles = async (
  context: Context,
  backend: Backend,
  accounts: readonly Account[],
): Promise<readonly AccountParent[]> => {
  const kept = await context.writeThrough.wrote(backend, accounts);
  const { attributedAssignments } = context.loaders.of(backend);
  const untold = kept.filter(({ isAttributed }) => !isAttributed);
  const answers = await attributedAssignments.loadMany(untold);
  if (answers.some((answer) => answer instanceof Error)) context.refreshes.soon(backend.id);
  return kept;
};

/** Runs a write that makes more accounts old than the one that it is of. They are read anew afterwards, and nobody waits for that. */
export const makingOld = async <T>(
  context: Context,
  backend: string,
  write: () => Promise<T>,
): Promise<T> => {
  try {
    const done = await write();
    context.refreshes.soon(backend);
    return done;
  } catch (error) {
    if (mayHaveHappened(error)) context.refreshes.soon(backend);
    throw error;
  }
};

/** Reads an account anew after a write of which nobody knows what came of it, and nobody waits for that. */
export const readAfter = (
  context: Context,
  account: { readonly backend: string; readonly id: string },
): void => {
  const { backend } = account;
  readAccount(context, account, 0)
    .then(async (found) => {
      const configured = context.backends.get(backend);
      if (found !== null && configured !== undefined && !found.isAttributed)
        await context.loaders.of(configured.backend).attributedAssignments.load(found);
    })
    .catch(() => context.refreshes.soon(backend));
};

/** Whether a write may have had its effect though it ended in this. */
export const mayHaveHappened = (error: unknown): boolean =>
  (error instanceof BackendError && error.isUnsettled) ||
  (error instanceof RolecallError && error.code === 'CONFLICT');
