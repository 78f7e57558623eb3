import { type AssignmentRef, keysOf, without } from './assignment.ts';

export const isSameSet = (one: readonly AssignmentRef[], other: readonly AssignmentRef[]): boolean =>
  keysOf(one).symmetricDifference(keysOf(other)).size === 0;

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

const nameOf = ({ nativeRoleId, organizationId }: AssignmentRef): string =>
  organizationId === null ? nativeRoleId : `${nativeRoleId} in ${organizationId}`;
