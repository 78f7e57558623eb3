import type { Backend } from '../../backends/backend.ts';
import type { Account } from '../../domain/account.ts';
import type { Context } from '../context.ts';
import type { AccountParent } from '../parents.ts';

/** Keeps an account as a mutation has read it back, by which it came to hold nothing else. */
export const keepWritten = async (
  context: Context,
  backend: Backend,
  account: Account,
): Promise<AccountParent> => {
  const [kept] = await context.writeThrough.keepWritten(backend, [account]);
  if (kept === undefined) throw new Error('expected as many accounts as were written');
  return kept;
};

/**
 * The same of accounts that may hold something else now. Where their own records do not tell all of it the rest is asked for, so that the
 * index and the answer know it at once; where that fails the backend is refreshed, and nobody waits for that.
 */
export const keepWithRoles = async (
  context: Context,
  backend: Backend,
  accounts: readonly Account[],
): Promise<readonly AccountParent[]> => {
  const kept = await context.writeThrough.keepWritten(backend, accounts);
  const { attributedAssignments } = context.loaders.of(backend);
  const untold = kept.filter(({ isAttributed }) => !isAttributed);
  const answers = await attributedAssignments.loadMany(untold);
  if (answers.some((answer) => answer instanceof Error)) context.refreshes.soon(backend.id);
  const told = new Map(untold.map((account, at) => [account, answers[at]]));
  return kept.map((account) => {
    const assignments = told.get(account);
    if (assignments === undefined || assignments instanceof Error) return account;
    return { ...account, assignments, isAttributed: true };
  });
};
