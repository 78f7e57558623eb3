import type { AccountRef } from '../../domain/account.ts';
import { BackendError, RolecallError } from '../../domain/errors.ts';
import { type Context, loadersOf } from '../context.ts';
import { live } from './max-age.ts';
import { readAccount } from './read-accounts.ts';

/** Runs a write that makes more accounts old than the one that it is of, and has their backend refreshed afterwards. Nobody waits for that. */
export const writeThenRefresh = async <T>(
  { refreshes }: Pick<Context, 'refreshes'>,
  backend: string,
  write: () => Promise<T>,
): Promise<T> => {
  try {
    const done = await write();
    refreshes.soon(backend);
    return done;
  } catch (error) {
    if (mayHaveHappened(error)) refreshes.soon(backend);
    throw error;
  }
};

/** Reads an account anew after a write of which nobody knows what came of it. Nobody waits for that. */
export const rereadInBackground = (context: Context, account: AccountRef): void => {
  context.background.add(reread(context, account).catch(() => context.refreshes.soon(account.backend)));
};

/** With all that it holds. */
const reread = async (context: Context, ref: AccountRef): Promise<void> => {
  const account = await readAccount(context, ref, live);
  if (account !== null && !account.isAttributed)
    await loadersOf(context, ref.backend).attributedAssignments.load(account);
};

/** Whether a write may have had its effect though it ended in this. */
export const mayHaveHappened = (error: unknown): boolean =>
  (error instanceof BackendError && error.isUnsettled) ||
  (error instanceof RolecallError && error.code === 'CONFLICT');
