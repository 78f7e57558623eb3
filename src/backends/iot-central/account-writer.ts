import type { Account } from '../../domain/account.ts';
import { attempt } from '../../domain/attempt.ts';
import type { CallOptions } from '../../domain/call-options.ts';
import { BackendError } from '../../domain/errors.ts';
import type { AccountWriter, NewAccount } from '../backend.ts';
import type { IotCentralClient } from './client.ts';
import { toAccount } from './mapping.ts';
import { createFields, isAsAsked, isSameIdentity, type NewUser, toNewUser } from './new-user.ts';
import { alreadyExists, putNewAndRead } from './put-new.ts';
import type { WireUser } from './wire.ts';

/** Creates and deletes users. Nothing of a user but its roles can be changed later, and none can be disabled. */
export const createAccountWriter = (backend: string, client: IotCentralClient): AccountWriter => ({
  createFields,
  requiredFields: ['nativeId', 'grants'],
  findObstacles: async (accounts, options = {}) => {
    const plans = planAccounts(backend, accounts);
    if (plans.every((plan) => plan instanceof BackendError)) return plans;
    const users: WireUser[] = [];
    for await (const { entries } of client.users.list(options)) users.push(...entries);
    return plans.map((plan) => {
      if (plan instanceof BackendError) return plan;
      const twin = users.find((user) => isTwin(plan, user));
      return twin === undefined ? null : alreadyExists({ backend, noun: 'user', id: plan.id }, twin.id);
    });
  },
  create: (accounts, options = {}) =>
    Promise.all(
      planAccounts(backend, accounts).map(async (plan) => {
        if (plan instanceof BackendError) return plan;
        return attempt(() => createUser(backend, client, plan, options));
      }),
    ),
  updateFields: [],
  delete: async ({ ref }, options = {}) => {
    await client.users.remove(ref.id, options);
  },
});

/** What is to be sent for each account, or why nothing is. Two of one id at once would both find nothing and both PUT, one over the other. */
const planAccounts = (
  backend: string,
  accounts: readonly NewAccount[],
): readonly (NewUser | BackendError)[] => {
  const planned: NewUser[] = [];
  return accounts.map((account) => {
    try {
      const plan = toNewUser(backend, account);
      if (planned.some(({ id, body }) => isTwin(plan, { id, ...body })))
        return new BackendError('ALREADY_EXISTS', `The user "${plan.id}" was to be created twice`, {
          backend,
        });
      planned.push(plan);
      return plan;
    } catch (error) {
      if (error instanceof BackendError) return error;
      throw error;
    }
  });
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
  plan: NewUser,
  options: CallOptions,
): Promise<string | null> => {
  for await (const { entries } of client.users.list(options)) {
    const twin = entries.find((user) => isTwin(plan, user));
    if (twin !== undefined) return twin.id;
  }
  return null;
};

const isTwin = ({ id, body }: NewUser, user: Omit<WireUser, 'roles'>): boolean =>
  user.id === id || isSameIdentity(body, user);
