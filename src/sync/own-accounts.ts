import type { AccountRef } from '../domain/account.ts';
import { type Caller, hasScope } from '../domain/caller.ts';
import { chunksOf } from '../domain/chunks.ts';
import { foldEmail } from '../domain/email.ts';
import { RolecallError } from '../domain/errors.ts';
import { type AccountReader, mostAtOnce } from '../store/store.ts';
import { type CallersOwn, callersOwn, isOwn } from './callers-own.ts';

/** Keeps callers from raising themselves. */
export type OwnAccounts = {
  /**
   * Throws GUARD_BLOCKED where one of these accounts is the caller's own, or of the same user by links that are SUGGESTED or better, unless the
   * caller has the scope admin.
   */
  refuseRaising(caller: Caller, accounts: readonly AccountRef[]): Promise<void>;
  /** The same where an account to be would be the caller's own: under the id of one, or with the address of one. */
  refuseRaisingNew(caller: Caller, backend: string, account: NewOwn): Promise<void>;
  /** The same where one of the caller's own accounts holds this native role, as far as the index knows, so that it would give the caller more. */
  refuseRaisingHolders(
    caller: Caller,
    nativeRole: { readonly backend: string; readonly id: string },
  ): Promise<void>;
};

type NewOwn = {
  readonly nativeId?: string | undefined;
  readonly userName?: string | undefined;
  readonly email?: string | undefined;
};

export const createOwnAccounts = (reader: Pick<AccountReader, 'find' | 'ofUsers'>): OwnAccounts => ({
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
  refuseRaisingNew: async (caller, backend, { nativeId, userName, email }) => {
    if (caller.accounts.length === 0 || hasScope(caller, 'admin')) return;
    const own = await reader.find(caller.accounts);
    const address = email === undefined ? null : foldEmail(email);
    const isOfId = caller.accounts.some(
      (ref) => ref.backend === backend && (ref.id === nativeId || ref.id === userName),
    );
    const isOfAddress =
      address !== null &&
      own.some(({ account }) => account.email !== null && foldEmail(account.email) === address);
    if (isOfId || isOfAddress)
      throw new RolecallError(
        'GUARD_BLOCKED',
        `The account would be ${caller.name}'s own, and nobody raises an own account without the scope admin`,
        { path: [isOfId ? 'userName' : 'email'] },
      );
  },
  refuseRaisingHolders: async (caller, { backend, id }) => {
    if (caller.accounts.length === 0 || hasScope(caller, 'admin')) return;
    const { userIds } = await callersOwn(caller, reader);
    const own = [...(await reader.find(caller.accounts)), ...(await reader.ofUsers([...userIds], [backend]))];
    const holds = own.some(
      ({ account }) =>
        account.ref.backend === backend &&
        account.assignments.some(({ nativeRoleId }) => nativeRoleId === id),
    );
    if (holds)
      throw new RolecallError(
        'GUARD_BLOCKED',
        `${caller.name}'s own account holds the native role ${id}, and nobody raises an own account without the scope admin`,
        { path: ['nativeId'] },
      );
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
