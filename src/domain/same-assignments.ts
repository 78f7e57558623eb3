import { type AssignmentRef, keyOfAssignment } from './assignment.ts';

export const isSameSet = (one: readonly AssignmentRef[], other: readonly AssignmentRef[]): boolean =>
  new Set(one.map(keyOfAssignment)).symmetricDifference(new Set(other.map(keyOfAssignment))).size === 0;

/** In a few words: what is lacking of what was expected, and what is there besides. */
export const differenceOf = (
  expected: readonly AssignmentRef[],
  actual: readonly AssignmentRef[],
): string => {
  const lacking = without(expected, actual).map(nameOf);
  const beyond = without(actual, expected).map(nameOf);
  return [
    lacking.length > 0 && `it lacks ${lacking.join(', ')}`,
    beyond.length > 0 && `it holds ${beyond.join(', ')} as well`,
  ]
    .filter(Boolean)
    .join('; ');
};

/** Those of `some` that are not among the others. */
export const without = <One extends AssignmentRef>(
  some: readonly One[],
  others: readonly AssignmentRef[],
): readonly One[] => {
  const keys = new Set(others.map(keyOfAssignment));
  return some.filter((one) => !keys.has(keyOfAssignment(one)));
};

const nameOf = ({ nativeRoleId, organizationId }: AssignmentRef): string =>
  organizationId === null ? nativeRoleId : `${nativeRoleId} in ${organizationId}`;
