import type { AccountRef } from '../domain/account.ts';
import { type Caller, hasScope } from '../domain/caller.ts';
import { RolecallError } from '../domain/errors.ts';
import type { AccountReader } from '../store/store.ts';
import { callersOwn } from './planning/callers-own.ts';
import { isOwn } from './planning/guard.ts';

/** Keeps callers from raising themselves. */
export type OwnAccounts = {
  /** Throws GUARD_BLOCKED where one of these accounts is the caller's own, or of the same user by links that are SUGGESTED or better, unless the caller has the scope admin. */
  refuseRaising(caller: Caller, accounts: readonly AccountRef[]): Promise<void>;
};

export const createOwnAccounts = (reader: Pick<AccountReader, 'find'>): OwnAccounts => ({
  refuseRaising: async (caller, accounts) => {
    if (caller.accounts.length === 0 || accounts.length === 0 || hasScope(caller, 'admin')) return;
    const own = await callersOwn(caller, reader);
    for (const account of accounts) {
      const known = await reader.find([account]);
      const userIds = known.length === 0 ? [null] : known.map(({ userId }) => userId);
      if (userIds.some((userId) => isOwn(own, { account, userId })))
        throw new RolecallError(
          'GUARD_BLOCKED',
          `The account ${account.id} of backend ${account.backend} is ${caller.name}'s own, and nobody raises an own account without the scope admin`,
          { path: ['account'] },
        );
    }
  },
});
