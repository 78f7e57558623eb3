import type { Account } from '../../domain/account.ts';
import { afterWrite } from '../../domain/after-write.ts';
import type { CallOptions } from '../../domain/call-options.ts';
import { BackendError } from '../../domain/errors.ts';
import type { AccountWriter } from '../backend.ts';
import type { CdataSyncClient, UserWrite } from './client.ts';
import { createAccounts, planAccounts } from './create-accounts.ts';
import { differences, toAccount, toUserState, toUserUpdate } from './mapping.ts';

export const createAccountWriter = (client: CdataSyncClient): AccountWriter => {
  const { backend } = client;

  /** That what is left out of an update stays is printed nowhere, only that nothing is required: so it is checked. */
  const update = async (account: Account, write: UserWrite, options?: CallOptions): Promise<Account> => {
    const { id } = account.ref;
    await client.updateUser(id, write, options);
    const user = await afterWrite(() => client.getUser(id, options));
    const fail = (code: 'NOT_FOUND' | 'CONFLICT', what: string) =>
      new BackendError(code, `Backend ${backend} acknowledged updateUser, but then had ${what}`, {
        backend,
        operation: 'updateUser',
        isUnsettled: true,
      });
    if (user === null) throw fail('NOT_FOUND', 'no such account');
    const differing = Object.keys(differences(user, { ...toUserState(account), ...write }));
    if (differing.length > 0) throw fail('CONFLICT', `another ${differing.join(' and ')}`);
    return toAccount(backend, user);
  };

  return {
    createFields: ['userName', 'email', 'password', 'status', 'grants'],
    requiredFields: ['userName'],
    findObstacles: async (accounts, options) =>
      (await planAccounts(client, accounts, options)).plans.map((plan) =>
        plan instanceof BackendError ? plan : null,
      ),
    create: (accounts, options) => createAccounts(client, accounts, options),

    updateFields: ['email', 'password'],
    update: (account, changes, options) => update(account, toUserUpdate(changes), options),
    setStatus: (account, status, options) => update(account, { is_active: status === 'ACTIVE' }, options),
    delete: (account, options) => client.deleteUser(account.ref.id, options),
  };
};
