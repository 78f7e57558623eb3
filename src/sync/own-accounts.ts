import type { Account, AccountRef } from '../domain/account.ts';
import { type Caller, hasScope } from '../domain/caller.ts';
import { chunksOf } from '../domain/chunks.ts';
import { foldEmail } from '../domain/email.ts';
import { RolecallError } from '../domain/errors.ts';
import type { StoredAccount } from '../domain/stored-account.ts';
import { type AccountReader, mostAtOnce } from '../store/store.ts';
import { type CallersOwn, callersOwn, isOwn } from './callers-own.ts';

/** Keeps callers from raising themselves. As long as the index has not read a backend that matters, which accounts are own cannot be told, and it refuses. */
export type OwnAccounts = {
  /**
   * Throws GUARD_BLOCKED where one of these accounts is the caller's own, or of the same user by links that are SUGGESTED or better, unless the
   * caller has the scope admin.
   */
  refuseRaising(caller: Caller, accounts: readonly AccountRef[]): Promise<void>;
  /** The same where an account to be would be the caller's own: under the id of one, or with the address of one, as far as the index knows. */
  refuseRaisingNew(caller: Caller, backend: string, account: NewOwn): Promise<void>;
  /** The same where one of the caller's own accounts holds this native role, as far as the index knows, so that it would give the caller more. */
  refuseRaisingHolders(
    caller: Caller,
    nativeRole: { readonly backend: string; readonly id: string },
  ): Promise<void>;
  /** The same where one of the caller's own accounts holds something within one of these organizations, which are asked for only where any does within one. */
  refuseRaisingWithin(
    caller: Caller,
    backend: string,
    organizations: () => Promise<ReadonlySet<string>>,
  ): Promise<void>;
};

type NewOwn = {
  readonly nativeId?: string | undefined;
  readonly userName?: string | undefined;
  readonly email?: string | undefined;
};

export const createOwnAccounts = (
  reader: Pick<AccountReader, 'find' | 'ofUsers'>,
  {
    backends,
    isRead,
  }: {
    readonly backends: readonly string[];
    /** Whether the index has ever read the whole of a backend. */
    readonly isRead: (backend: string) => boolean;
  },
): OwnAccounts => ({
  refuseRaising: async (caller, accounts) => {
    if (isFree(caller) || accounts.length === 0) return;
    const own = await callersOwn(caller, reader);
    for (const some of chunksOf(accounts, mostAtOnce)) {
      const raised = await firstOwn(own, some, reader);
      if (raised !== null)
        throw refusal(`The account ${raised.id} of backend ${raised.backend} is ${caller.name}'s own`, [
          'account',
        ]);
    }
    refuseUnread(caller, ofAll(accounts), isRead);
  },
  refuseRaisingNew: async (caller, backend, { nativeId, userName, email }) => {
    if (isFree(caller)) return;
    const address = email === undefined ? null : foldEmail(email);
    const isOfId = caller.accounts.some(
      (ref) => ref.backend === backend && (ref.id === nativeId || ref.id === userName),
    );
    const isOfAddress =
      address !== null &&
      (await knownOwn(caller, backends, reader)).some(
        ({ email: known }) => known !== null && foldEmail(known) === address,
      );
    if (isOfId || isOfAddress)
      throw refusal(`The account would be ${caller.name}'s own`, [isOfId ? 'userName' : 'email']);
    refuseUnread(caller, [], isRead);
  },
  refuseRaisingHolders: async (caller, { backend, id }) => {
    if (isFree(caller)) return;
    const own = await knownOwn(caller, [backend], reader);
    if (own.some(({ assignments }) => assignments.some(({ nativeRoleId }) => nativeRoleId === id)))
      throw refusal(`${caller.name}'s own account holds the native role ${id}`, ['nativeId']);
    refuseUnread(caller, [backend], isRead);
  },
  refuseRaisingWithin: async (caller, backend, organizations) => {
    if (isFree(caller)) return;
    refuseUnread(caller, [backend], isRead);
    const own = await knownOwn(caller, [backend], reader);
    const held = new Set(
      own.flatMap(({ assignments }) => assignments.flatMap(({ organizationId }) => organizationId ?? [])),
    );
    if (held.size === 0) return;
    const [reached] = held.intersection(await organizations());
    if (reached !== undefined)
      throw refusal(`${caller.name}'s own account holds a role within the organization ${reached}`, [
        'parent',
      ]);
  },
});

/** Whether nothing is to be refused. */
const isFree = (caller: Caller): boolean => caller.accounts.length === 0 || hasScope(caller, 'admin');

const refuseUnread = (
  caller: Caller,
  concerned: readonly string[],
  isRead: (backend: string) => boolean,
): void => {
  const unread = [...ofAll(caller.accounts), ...concerned].find((backend) => !isRead(backend));
  if (unread !== undefined)
    throw refusal(
      `The index has not read backend ${unread} whole yet, so that it cannot tell which accounts are ${caller.name}'s own`,
    );
};

const ofAll = (accounts: readonly AccountRef[]): readonly string[] => accounts.map(({ backend }) => backend);

const refusal = (why: string, path?: readonly string[]): RolecallError =>
  new RolecallError(
    'GUARD_BLOCKED',
    `${why}, and nobody raises an own account without the scope admin`,
    path && { path },
  );

/** The caller's own accounts on these backends, those that the configuration names and those of the same users. */
const knownOwn = async (
  caller: Caller,
  backends: readonly string[],
  reader: Pick<AccountReader, 'find' | 'ofUsers'>,
): Promise<readonly Account[]> => {
  const { userIds } = await callersOwn(caller, reader);
  const known: StoredAccount[] = [];
  for (const some of chunksOf([...userIds], mostAtOnce))
    known.push(...(await reader.ofUsers(some, backends)));
  return known.map(({ account }) => account);
};

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
