import type { Account } from '../../domain/account.ts';
import { afterWrite } from '../../domain/after-write.ts';
import type { CallOptions } from '../../domain/call-options.ts';
import { BackendError } from '../../domain/errors.ts';
import type { AccountWriter } from '../backend.ts';
import type { CipherscaleClient } from './client.ts';
import { createAccounts, draftAccounts } from './create-accounts.ts';
import { requireUser } from './lookup.ts';
import { isSameProfile, profileFields, toAccount, toProfile } from './mapping.ts';

/** Writes accounts. Each write is sent once, and what it led to is read. */
export const createAccountWriter = (client: CipherscaleClient): AccountWriter => ({
  createFields: ['email', 'groups'],
  requiredFields: ['email', 'groups'],
  findObstacles: async (accounts, options) =>
    (await draftAccounts(client, accounts, options)).drafts.map((draft) =>
      draft instanceof BackendError ? draft : null,
    ),
  create: (accounts, options) => createAccounts(client, accounts, options),

  updateFields: profileFields,
  update: async ({ ref }, changes, options) => {
    const user = await requireUser(client, ref.id, options);
    const profile = toProfile(user, changes);
    if (isSameProfile(user, profile)) return toAccount(client.backend, user);
    await client.updateUser(ref.id, profile, options);
    return afterWrite(() => readAccount(client, ref.id, options));
  },

  delete: async (account, options) => {
    refuseProtected(client, account);
    await client.deleteUser(account.ref.id, options);
  },

  setStatus: async ({ ref }, status, options) => {
    const account = await readAccount(client, ref.id, options);
    if (isSettled(account, status)) return account;
    if (status === 'DISABLED') refuseProtected(client, account);
    await (status === 'DISABLED' ? client.deactivateUser : client.reactivateUser)(ref.id, options);
    return afterWrite(() => readAccount(client, ref.id, options));
  },

  // Whether an expired invitation can be sent again is told both ways, so the backend decides.
  reinvite: ({ ref }, options) => client.inviteUser(ref.id, options),
});

const readAccount = async (
  client: CipherscaleClient,
  id: string,
  options: CallOptions | undefined,
): Promise<Account> => toAccount(client.backend, await requireUser(client, id, options));

/** Who is only invited, or was too long ago, is not barred from signing in: the person accepts an invitation, not we. */
const isSettled = (account: Account, status: 'ACTIVE' | 'DISABLED'): boolean =>
  status === 'DISABLED'
    ? account.status === 'DISABLED'
    : account.status !== 'DISABLED' && account.status !== 'UNKNOWN';

const refuseProtected = ({ backend }: CipherscaleClient, { protection }: Account): void => {
  if (protection !== null)
    throw new BackendError('PROTECTED', `Backend ${backend}: the account is ${protection}`, { backend });
};
