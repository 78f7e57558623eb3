import type { AccountRef } from '../domain/account.ts';
import { type Caller, hasScope } from '../domain/caller.ts';
import { chunksOf } from '../domain/chunks.ts';
import { RolecallError } from '../domain/errors.ts';
import { type AccountReader, mostAtOnce } from '../store/store.ts';
import { callersOwn } from './planning/callers-own.ts';
import { type CallersOwn, isOwn } from './planning/guard.ts';

/** Keeps callers from raising themselves. */
export type OwnAccounts = {
  /** Throws GUARD_BLOCKED where one of these accounts is the caller's own, or of the same user by links that are SUGGESTED or better, unless the caller has the scope admin. */
  refuseRaising(caller: Caller, accounts: readonly AccountRef[]): Promise<void>;
};

export const createOwnAccounts = (reader: Pick<AccountReader, 'find'>): OwnAccounts => ({
  refuseRaising: async (caller, accounts) => {
    if (caller.accounts.length === 0 || accounts.length === 0 || hasScope(caller, 'admin')) return;
    const own = await callersOwn(caller, reader);
    for (const some of chunksOf(accounts, mostAtOnce)) {
      const raised = await firstOwn(own, some, reader);
      if (raised !== null)
        throw new RolecallError(
          'GUARD_BLOCKED',
          `The account ${raised.id} of backend ${raised.backend} is ${caller.name}'s own, and nobody raises an own account without the scope admin`,
          { path: ['account'] },
        );
    }
  },
});

/** One that nobody has observed yet is the caller's own only by what the configuration says. */
const firstOwn = async (
  own: CallersOwn,
  accounts: readonly AccountRef[],
  reader: Pick<AccountReader, 'find'>,
): Promise<AccountRef | null> => {
  const known = await reader.find(accounts);
  return (
    known.find(({ account, userId }) => isOwn(own, { account: account.ref, userId }))?.account.ref ??
    accounts.find((account) => isOwn(own, { account, userId: null })) ??
    null
  );
};
