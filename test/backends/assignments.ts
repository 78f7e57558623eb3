import type { AssignmentRef } from '../../src/domain/assignment.ts';

/** Assignments of these native roles, within no organization. */
export const withoutOrganization = (...nativeRoleIds: readonly string[]): readonly AssignmentRef[] =>
  nativeRoleIds.map((nativeRoleId) => ({ nativeRoleId, organizationId: null }));
