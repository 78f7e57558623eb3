import type { ConfiguredBackend } from '../backends/configured-backend.ts';
import type { AssignmentRef } from '../domain/assignment.ts';
import { RolecallError } from '../domain/errors.ts';
import type { GuardLimits } from '../domain/guard-limits.ts';
import type { NativeRoleTable } from '../domain/native-role.ts';
import { administratorRolesIn } from './administrator-roles.ts';

/** Keeps mutations from making or unmaking administrators, where the configuration wants somebody else to approve that. */
export type AdministratorGuard = {
  /**
   * Throws GUARD_BLOCKED where one of these is what makes an administrator: what is granted or revoked, or made useful or useless with the
   * account.
   */
  refuse(configured: ConfiguredBackend, table: NativeRoleTable, concerned: readonly AssignmentRef[]): void;
};

export const createAdministratorGuard = ({
  approveAdministrators,
}: Pick<GuardLimits, 'approveAdministrators'>): AdministratorGuard => ({
  refuse: (configured, table, concerned) => {
    if (approveAdministrators !== 'always') return;
    if (administratorRolesIn(configured, table, concerned).length > 0)
      throw new RolecallError(
        'GUARD_BLOCKED',
        `This would make or unmake an administrator of backend ${configured.backend.id}: somebody else can approve a plan of a role sync or of an offboarding`,
      );
  },
});
