import type { ConfiguredBackend } from '../backends/backend.ts';
import type { Account } from '../domain/account.ts';
import type { NativeGrant } from '../domain/assignment.ts';
import { RolecallError } from '../domain/errors.ts';
import type { NativeRoleTable } from '../domain/native-role.ts';

/** Whether these grants make an account an administrator of the backend. */
export const isAdministrator = (
  { administratorRoles }: ConfiguredBackend,
  table: NativeRoleTable,
  grants: readonly NativeGrant[],
): boolean => {
  const ids = new Set(
    administratorRoles.flatMap((native) => [
      native,
      ...table.roles.filter(({ alias }) => alias === native).map(({ id }) => id),
    ]),
  );
  return grants.some(({ nativeRoleId, organizationId }) => organizationId === null && ids.has(nativeRoleId));
};

/**
 * Throws LAST_ADMIN where fewer administrators than `minAdmins` would remain without this one. Reads the whole list, live: an account
 * that cannot sign in does not count, and a list that cannot be read to its end counts for nothing.
 */
export const refuseLastAdmin = async (
  configured: ConfiguredBackend,
  table: NativeRoleTable,
  leaving: Account,
): Promise<void> => {
  const { backend, minAdmins } = configured;
  if (minAdmins === 0) return;
  let remaining = 0;
  for await (const page of backend.listAccounts({}))
    remaining += page.entries.filter(
      (account) =>
        account.ref.id !== leaving.ref.id &&
        account.status !== 'DISABLED' &&
        account.status !== 'EXPIRED' &&
        isAdministrator(configured, table, account.assignments),
    ).length;
  if (remaining < minAdmins)
    throw new RolecallError(
      'LAST_ADMIN',
      `Backend ${backend.id} would be left with ${remaining} of at least ${minAdmins} administrators`,
      { path: ['account'] },
    );
};
