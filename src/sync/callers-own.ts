import { keyOfAccount } from '../domain/account.ts';
import type { Caller } from '../domain/caller.ts';
import type { ChangedAccount } from '../domain/change.ts';
import { chunksOf } from '../domain/chunks.ts';
import { type AccountReader, mostAtOnce } from '../store/store.ts';

/** A caller, and all that is the caller's own. */
export type CallersOwn = {
  readonly caller: Caller;
  /** Whose the caller's accounts are, by links that are SUGGESTED or better. */
  readonly userIds: ReadonlySet<string>;
};

/** Whose a caller's accounts are, as the index links them now. */
export const callersOwn = async (
  caller: Caller,
  accounts: Pick<AccountReader, 'find'>,
): Promise<CallersOwn> => {
  const userIds = new Set<string>();
  for (const refs of chunksOf(caller.accounts, mostAtOnce))
    for (const { userId } of await accounts.find(refs)) userIds.add(userId);
  return { caller, userIds };
};

/** Whether an account is one of the caller's, as far as the configuration and links tell. */
export const isOwn = (
  { caller, userIds }: CallersOwn,
  {
    account,
    userId,
  }: { readonly account: Pick<ChangedAccount, 'backend' | 'id'>; readonly userId: string | null },
): boolean =>
  (userId !== null && userIds.has(userId)) ||
  caller.accounts.some((ref) => keyOfAccount(ref) === keyOfAccount(account));
