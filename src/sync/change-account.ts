import type { AccountChanges, ConfiguredBackend } from '../backends/backend.ts';
import type { NativeRoleTables } from '../backends/native-role-tables.ts';
import type { Account } from '../domain/account.ts';
import { RolecallError } from '../domain/errors.ts';
import type { AccountLocks } from './account-locks.ts';
import { administratorsOf } from './edit-roles.ts';
import { isAdministrator, refuseLastAdmin } from './last-admin.ts';
import { observeAccount, refuseProtected } from './observe.ts';
import { writable } from './writable.ts';

type Deps = { readonly locks: AccountLocks; readonly tables: NativeRoleTables };

/** Changes what an account says of itself; what is not given stays. Returns it as read back. */
export const updateAccount = (
  configured: ConfiguredBackend,
  id: string,
  changes: AccountChanges,
  { locks }: Deps,
): Promise<Account> => {
  const { update, updateFields } = writable(configured, 'accountWriter');
  const given = Object.entries(changes).flatMap(([field, value]) => (value === undefined ? [] : [field]));
  if (given.length === 0)
    throw new RolecallError('BAD_INPUT', 'expected something to change, got nothing', { path: ['input'] });
  const [unchangeable] = given.filter((field) => !updateFields.some((known) => known === field));
  if (update === undefined || unchangeable !== undefined)
    throw new RolecallError(
      'UNSUPPORTED',
      `Backend ${configured.backend.id} cannot change ${unchangeable}; it can change ${updateFields.join(', ')}`,
      {
        path: unchangeable === undefined ? [] : [unchangeable],
      },
    );
  return withAccount(configured, id, locks, (account) => update(account, changes));
};

/** Enables or disables. Disabling the last administrator is refused. Returns the account as read back. */
export const setAccountStatus = (
  configured: ConfiguredBackend,
  id: string,
  status: 'ACTIVE' | 'DISABLED',
  deps: Deps,
): Promise<Account> => {
  const { setStatus } = writable(configured, 'accountWriter');
  if (setStatus === undefined)
    throw new RolecallError(
      'UNSUPPORTED',
      `Backend ${configured.backend.id} cannot enable or disable accounts`,
      { path: ['backend'] },
    );
  return withAccount(configured, id, deps.locks, (account) =>
    status === 'DISABLED'
      ? keepingAdmins(configured, account, deps, () => setStatus(account, status))
      : setStatus(account, status),
  );
};

/** Deletes for good. Deleting the last administrator is refused. Returns the account as it was. */
export const deleteAccount = (configured: ConfiguredBackend, id: string, deps: Deps): Promise<Account> => {
  const writer = writable(configured, 'accountWriter');
  return withAccount(configured, id, deps.locks, async (account) => {
    await keepingAdmins(configured, account, deps, () => writer.delete(account));
    return account;
  });
};

/** Sends the invitation again. Returns the account as read afterwards. */
export const reinviteAccount = (
  configured: ConfiguredBackend,
  id: string,
  { locks }: Deps,
): Promise<Account> => {
  const { reinvite } = writable(configured, 'accountWriter');
  if (reinvite === undefined)
    throw new RolecallError('UNSUPPORTED', `Backend ${configured.backend.id} sends no invitations`, {
      path: ['backend'],
    });
  return withAccount(configured, id, locks, async (account) => {
    await reinvite(account);
    return observeAccount(configured, id);
  });
};

/** One change at a time on an account that was just read and that may be changed. */
const withAccount = <T>(
  configured: ConfiguredBackend,
  id: string,
  locks: AccountLocks,
  change: (account: Account) => Promise<T>,
): Promise<T> =>
  locks.run({ backend: configured.backend.id, id }, async () => {
    const account = await observeAccount(configured, id);
    refuseProtected(configured, account);
    return change(account);
  });

const keepingAdmins = async <T>(
  configured: ConfiguredBackend,
  account: Account,
  { locks, tables }: Deps,
  change: () => Promise<T>,
): Promise<T> => {
  const table = await tables.get(configured.backend);
  if (!isAdministrator(configured, table, account.assignments)) return change();
  return locks.run(administratorsOf(configured), async () => {
    await refuseLastAdmin(configured, table, account);
    return change();
  });
};
