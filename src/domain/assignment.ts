/** An account holds a native role, optionally within an organization. The role's id and the organization together are its identity. */
export type Assignment = {
  readonly nativeRoleId: string;
  /** `undefined` where the account's own record does not tell: the role table may. */
  readonly nativeRoleName: string | null | undefined;
  /** `NativeRole.alias` where the record tells it; `null` where it does not or there is none. */
  readonly nativeRoleAlias: string | null;
  /** The backend's id of the organization; `null` for the whole application. */
  readonly organizationId: string | null;
  /** `null` where telling costs extra calls and nobody asked. */
  readonly origin: AssignmentOrigin | null;
};

export type AssignmentOrigin =
  | { readonly kind: 'DIRECT' }
  | { readonly kind: 'INHERITED'; readonly group: { readonly id: string; readonly name: string | null } };

/** Whether a group gives it, as far as is known. */
export const isInherited = ({ origin }: Pick<Assignment, 'origin'>): boolean => origin?.kind === 'INHERITED';

/** What identifies an assignment and what can be granted or revoked. */
export type AssignmentRef = { readonly nativeRoleId: string; readonly organizationId: string | null };

/** A key for sets and maps; equal exactly where role and organization are equal. */
export const keyOfAssignment = ({ nativeRoleId, organizationId }: AssignmentRef): string =>
  JSON.stringify([nativeRoleId, organizationId]);

export const keysOf = (assignments: readonly AssignmentRef[]): ReadonlySet<string> =>
  new Set(assignments.map(keyOfAssignment));

/** Those of `some` that are not among the others. */
export const without = <One extends AssignmentRef>(
  some: readonly One[],
  others: readonly AssignmentRef[],
): readonly One[] => {
  const keys = keysOf(others);
  return some.filter((one) => !keys.has(keyOfAssignment(one)));
};
