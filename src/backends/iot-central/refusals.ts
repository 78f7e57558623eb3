import type { AssignmentRef } from '../../domain/assignment.ts';
import { BackendError } from '../../domain/errors.ts';
import { scopeOfRole } from './built-in-roles.ts';

export const badInput = (backend: string, field: string, message: string): BackendError =>
  new BackendError('BAD_INPUT', message, { backend, path: [field] });

/** Throws BAD_INPUT where there are none: the vendor keeps no user and no token without a role. */
export const refuseNoRoles = (backend: string, grants: readonly AssignmentRef[]): void => {
  if (grants.length > 0) return;
  throw new BackendError('BAD_INPUT', `Expected at least one role: backend ${backend} keeps none without`, {
    backend,
  });
};

/** Throws for a built-in role in a place where it cannot be held. The kind of a custom role is not told by the vendor. */
export const refuseMisplaced = (backend: string, grants: readonly AssignmentRef[]): void => {
  for (const { nativeRoleId, organizationId } of grants) {
    const scope = scopeOfRole(nativeRoleId);
    if (scope === 'ORGANIZATION' && organizationId === null)
      throw new BackendError(
        'ORGANIZATION_REQUIRED',
        `The native role ${nativeRoleId} can be held within an organization only: name one`,
        { backend },
      );
    if (scope === 'APPLICATION' && organizationId !== null)
      throw new BackendError(
        'NOT_EXPRESSIBLE',
        `The native role ${nativeRoleId} cannot be held within an organization`,
        { backend },
      );
  }
};
