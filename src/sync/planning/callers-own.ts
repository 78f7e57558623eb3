import type { Caller } from '../../domain/caller.ts';
import type { AccountReader } from '../../store/store.ts';
import type { CallersOwn } from './guard.ts';
import { inParts } from './readings.ts';

/** Whose a caller's accounts are, as the index links them now. */
export const callersOwn = async (
  caller: Caller,
  accounts: Pick<AccountReader, 'find'>,
): Promise<CallersOwn> => {
  const userIds = new Set<string>();
  for (const refs of inParts(caller.accounts))
    for (const { userId } of await accounts.find(refs)) userIds.add(userId);
  return { caller, userIds };
};
