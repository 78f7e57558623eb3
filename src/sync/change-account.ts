import type { AccountChanges } from '../backends/backend.ts';
import type { ConfiguredBackend } from '../backends/configured-backend.ts';
import type { NativeRoleTables } from '../backends/native-role-tables.ts';
import type { Account } from '../domain/account.ts';
import { BackendError, RolecallError } from '../domain/errors.ts';
import type { AccountLocks } from './account-locks.ts';
import { keepingAdmin } from './last-admin.ts';
import { attemptWrite } from './lost-answer.ts';
import { attributeRoles, findAccount, type Observed, observeAccount, refuseProtected } from './observe.ts';
import { refuseNothing } from './refuse-nothing.ts';
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
  const [unchangeable] = given.filter((field) => !updateFields.some((known) => known === field));
  if (unchangeable !== undefined)
    throw new RolecallError(
      'UNSUPPORTED',
      `Backend ${configured.backend.id} cannot change ${unchangeable} of an account; it can change ${updateFields.join(', ') || 'nothing but its roles'}`,
      { path: [unchangeable] },
    );
  refuseNothing(changes);
  return withAccount(configured, id, locks, async (account) => update?.(account, changes) ?? account);
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
  return withRoles(configured, id, deps.locks, async (observed) => {
    const { account } = observed;
    if (account.status === status) return account;
    const write = () => attemptWrite(() => setStatus(account, status));
    const answer = await (status === 'DISABLED'
      ? keepingAdmin(configured, observed, () => [], deps, write)
      : write());
    if (!(answer instanceof BackendError)) return answer;
    const readBack = await observeAccount(configured, id);
    if (readBack.status !== status) throw answer;
    return readBack;
  });
};

/** Deletes for good. Deleting the last administrator is refused. Returns the account as it was. */
export const deleteAccount = (configured: ConfiguredBackend, id: string, deps: Deps): Promise<Account> => {
  const writer = writable(configured, 'accountWriter');
  return withRoles(configured, id, deps.locks, async (observed) => {
    const { account } = observed;
    const answer = await keepingAdmin(
      configured,
      observed,
      () => [],
      deps,
      () => attemptWrite(() => writer.delete(account)),
    );
    if (answer instanceof BackendError && (await findAccount(configured, id)) !== null) throw answer;
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

/** The same where what the account holds matters. */
const withRoles = <T>(
  configured: ConfiguredBackend,
  id: string,
  locks: AccountLocks,
  change: (observed: Observed) => Promise<T>,
): Promise<T> =>
  withAccount(configured, id, locks, async (account) => change(await attributeRoles(configured, account)));
