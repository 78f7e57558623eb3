import type { ConfiguredBackend } from '../backends/backend.ts';
import type { Account } from '../domain/account.ts';
import { RolecallError } from '../domain/errors.ts';
import type { Group } from '../domain/group.ts';
import type { AccountLocks } from './account-locks.ts';
import { observeAccount, refuseProtected } from './observe.ts';
import { writable } from './writable.ts';

/** Reads a group live. Throws NOT_FOUND where there is none. */
export const findGroup = async ({ backend }: ConfiguredBackend, id: string): Promise<Group> => {
  const [found] = (await backend.groups?.get([id])) ?? [];
  if (found instanceof Error) throw found;
  if (found === null || found === undefined)
    throw new RolecallError(
      'NOT_FOUND',
      `Backend ${backend.id} has no group ${JSON.stringify(id.slice(0, 64))}`,
      { path: ['group'] },
    );
  return found;
};

/** Puts an account into a group or takes it out. Returns the account as read back. */
export const changeMembership = (
  configured: ConfiguredBackend,
  change: {
    readonly accountId: string;
    readonly groupId: string;
    readonly verb: 'addAccount' | 'removeAccount';
  },
  { locks }: { readonly locks: AccountLocks },
): Promise<Account> => {
  const groups = writable(configured, 'groups');
  const { accountId, groupId, verb } = change;
  return locks.run({ backend: configured.backend.id, id: accountId }, async () => {
    const account = await observeAccount(configured, accountId);
    refuseProtected(configured, account);
    await findGroup(configured, groupId);
    await groups[verb](groupId, accountId);
    return observeAccount(configured, accountId);
  });
};
