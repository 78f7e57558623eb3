import type { Caller } from '../../domain/caller.ts';
import { chunksOf } from '../../domain/chunks.ts';
import { type AccountReader, mostAtOnce } from '../../store/store.ts';
import type { CallersOwn } from './guard.ts';

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
