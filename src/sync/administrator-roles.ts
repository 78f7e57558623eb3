import type { ConfiguredBackend } from '../backends/configured-backend.ts';
import type { Account } from '../domain/account.ts';
import type { AssignmentRef } from '../domain/assignment.ts';
import type { NativeRoleTable } from '../domain/native-role.ts';

/** Ids of the native roles that make an account an administrator of the backend. */
export const administratorIdsIn = (
  { administratorRoles }: Pick<ConfiguredBackend, 'administratorRoles'>,
  table: NativeRoleTable,
): readonly string[] => [
  ...new Set(
    administratorRoles.flatMap((native) => [
      native,
      ...table.roles.filter(({ alias }) => alias === native).map(({ id }) => id),
    ]),
  ),
];

/** Those of the assignments that make an account an administrator of the backend. */
export const administratorRolesIn = (
  configured: Pick<ConfiguredBackend, 'administratorRoles'>,
  table: NativeRoleTable,
  held: readonly AssignmentRef[],
): readonly AssignmentRef[] => {
  const ids = new Set(administratorIdsIn(configured, table));
  return held.filter(({ nativeRoleId, organizationId }) => organizationId === null && ids.has(nativeRoleId));
};

/** Whether it cannot sign in, or never has, and so runs nothing whatever it holds. */
export const isBarred = ({ status }: Pick<Account, 'status'>): boolean =>
  ['DISABLED', 'EXPIRED', 'INVITED'].includes(status);
