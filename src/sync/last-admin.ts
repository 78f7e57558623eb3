import type { ConfiguredBackend } from '../backends/configured-backend.ts';
import type { NativeRoleTables } from '../backends/native-role-tables.ts';
import type { Account, AccountRef } from '../domain/account.ts';
import type { Assignment, AssignmentRef } from '../domain/assignment.ts';
import { RolecallError } from '../domain/errors.ts';
import type { NativeRoleTable } from '../domain/native-role.ts';
import type { AccountLocks } from './account-locks.ts';
import { administratorRolesIn, isBarred } from './administrator-roles.ts';
import type { KnownAdministrators } from './known-administrators.ts';
import { type Observed, observeAll, observeSome } from './observe.ts';

/** What an account would hold if a change were made, told from what it holds. */
export type Afterwards = (account: Account, held: readonly Assignment[]) => readonly AssignmentRef[];

/** Runs a change that may leave fewer administrators, while all other such changes wait. Throws LAST_ADMIN where it would leave too few. */
export const keepingAdmins = async <T>(
  configured: ConfiguredBackend,
  afterwards: Afterwards,
  { locks, tables, administrators }: KeepingDeps,
  change: () => Promise<T>,
): Promise<T> => {
  const table = await tables.get(configured.backend);
  return locks.run(administratorsOf(configured), async () => {
    if (!(await hasEnoughWitnesses(configured, table, afterwards, administrators)))
      await refuseTooFewAdmins(configured, table, afterwards);
    return change();
  });
};

export type KeepingDeps = {
  readonly locks: AccountLocks;
  readonly tables: NativeRoleTables;
  readonly administrators: KnownAdministrators;
};

/**
 * The same for a change of one account: nobody else is looked at where it takes nothing that makes an administrator. `afterwards` is asked
 * anew once all others wait, since a group may have changed meanwhile. `change` is told whether time has passed over looking.
 */
export const keepingAdmin = async <T>(
  configured: ConfiguredBackend,
  { account, assignments }: Observed,
  afterwards: (held: readonly Assignment[]) => readonly AssignmentRef[],
  deps: KeepingDeps,
  change: (hasWaited: boolean) => Promise<T>,
): Promise<T> => {
  const table = await deps.tables.get(configured.backend);
  const count = (held: readonly AssignmentRef[]) => administratorRolesIn(configured, table, held).length;
  if (isBarred(account) || count(afterwards(assignments)) >= count(assignments)) return change(false);
  const ofAll: Afterwards = (one, held) => (one.ref.id === account.ref.id ? afterwards(held) : held);
  return keepingAdmins(configured, ofAll, deps, () => change(true));
};

/** Stands for all administrators of a backend among the locks; no account has an empty id. */
const administratorsOf = ({ backend }: ConfiguredBackend): AccountRef => ({ backend: backend.id, id: '' });

/**
 * Whether enough of those who are known to have been administrators are some, as read live, and would stay so. It takes a few calls where
 * reading everybody takes thousands, and whoever is not among them can only add to their number.
 */
const hasEnoughWitnesses = async (
  configured: ConfiguredBackend,
  table: NativeRoleTable,
  afterwards: Afterwards,
  administrators: KnownAdministrators,
): Promise<boolean> => {
  const { minAdmins } = configured;
  const ids = await administrators.list(configured, table, minAdmins + mostSpare);
  if (ids.length < minAdmins) return false;
  const witnesses = await observeSome(configured, ids);
  const staying = witnesses.filter(
    ({ account, assignments }) =>
      !isBarred(account) &&
      administratorRolesIn(configured, table, afterwards(account, assignments)).length > 0,
  );
  return staying.length >= minAdmins;
};

/** How many more are asked than are needed: some may be none any more, and the change may be of one of them. */
const mostSpare = 3;

/** Reads all accounts, live, with what they inherit. A list that cannot be read to its end proves nothing, and its error is thrown. */
const refuseTooFewAdmins = async (
  configured: ConfiguredBackend,
  table: NativeRoleTable,
  afterwards: Afterwards,
): Promise<void> => {
  const { backend, minAdmins } = configured;
  if (minAdmins === 0) return;
  const all = (await observeAll(configured)).filter(({ account }) => !isBarred(account));
  const before = all.filter(
    ({ assignments }) => administratorRolesIn(configured, table, assignments).length > 0,
  );
  const after = before.filter(
    ({ account, assignments }) =>
      administratorRolesIn(configured, table, afterwards(account, assignments)).length > 0,
  );
  if (after.length < before.length && after.length < minAdmins)
    throw new RolecallError(
      'LAST_ADMIN',
      `Backend ${backend.id} would be left with ${after.length} of at least ${minAdmins} administrators`,
      { path: ['account'] },
    );
};
