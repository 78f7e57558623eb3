import type { Account } from '../../domain/account.ts';
import { BackendError } from '../../domain/errors.ts';
import type { AccountWriter, CallOptions, NewAccount } from '../backend.ts';
import type { IotCentralClient } from './client.ts';
import { putNewAndRead } from './creation.ts';
import { toAccount } from './mapping.ts';
import { createFields, isAsAsked, isSameIdentity, type NewUser, toNewUser } from './new-user.ts';
import type { WireUser } from './wire.ts';

/** Creates and deletes users. Nothing of a user but its roles can be changed later, and none can be disabled. */
export const createAccountWriter = (backend: string, client: IotCentralClient): AccountWriter => ({
  createFields,
  requiredFields: ['nativeId', 'grants'],
  create: (accounts, options = {}) =>
    Promise.all(
      accounts.map(async (account, at) => {
        try {
          refuseRepeated(backend, accounts.slice(0, at), account);
          return await createUser(backend, client, toNewUser(backend, account), options);
        } catch (error) {
          if (error instanceof BackendError) return error;
          throw error;
        }
      }),
    ),
  updateFields: [],
  delete: async ({ ref }, options = {}) => {
    await client.users.remove(ref.id, options);
  },
});

/** Two of one id at once would both find nothing and both PUT, one over the other. */
const refuseRepeated = (backend: string, earlier: readonly NewAccount[], { nativeId }: NewAccount): void => {
  if (nativeId === undefined || !earlier.some((other) => other.nativeId === nativeId)) return;
  throw new BackendError('ALREADY_EXISTS', `The user "${nativeId}" was to be created twice`, { backend });
};

const createUser = async (
  backend: string,
  client: IotCentralClient,
  { id, body }: NewUser,
  options: CallOptions,
): Promise<Account> => {
  const creation = {
    backend,
    noun: 'user',
    id,
    read: () => client.users.get(id, options),
    put: () => client.users.put(id, body, options),
    findObstacle: () => findTwin(client, { id, body }, options),
    isAsAsked: (found: WireUser) => isAsAsked(body, found),
  };
  return toAccount(backend, await putNewAndRead(creation, options));
};

/** The user that has the id, the email or the directory object already. The list is short: an application holds 200 role assignments. */
const findTwin = async (
  client: IotCentralClient,
  { id, body }: NewUser,
  { signal }: CallOptions,
): Promise<string | null> => {
  for await (const { entries } of client.users.list({ signal })) {
    const twin = entries.find((user) => user.id === id || isSameIdentity(body, user));
    if (twin !== undefined) return twin.id;
  }
  return null;
};
