import { setTimeout as pause } from 'node:timers/promises';
import type { RoleChange, RoleWriter } from '../backends/backend.ts';
import type { ConfiguredBackend } from '../backends/configured-backend.ts';
import { type Assignment, type AssignmentRef, isInherited, keyOfAssignment } from '../domain/assignment.ts';
import { BackendError, RolecallError } from '../domain/errors.ts';
import { attemptWrite } from './lost-answer.ts';
import { type Observed, observeRoles } from './observe.ts';

/**
 * Writes a change of roles once and reads back. Where the answer was lost, what the account holds decides whether it happened.
 * Throws CONFLICT where the account holds something else than was written.
 */
export const writeRoles = async (
  configured: ConfiguredBackend,
  writer: RoleWriter,
  change: RoleChange,
): Promise<Observed> => {
  const { id } = change.account.ref;
  const answer = await attemptWrite(() => writer.write(change));
  const isLost = answer instanceof BackendError;
  const readBack = isLost ? await readAfterWrite(configured, id) : await readUntilSeen(configured, change);

  const actual = directOf(readBack.assignments);
  if (isSameSet(actual, change.after)) return readBack;
  if (isLost) throw answer;
  throw new RolecallError(
    'CONFLICT',
    `The account ${id} holds other roles than were written: ${describeDifference(change.after, actual)}`,
    { path: ['account'] },
  );
};

/** Nobody publishes how soon a read follows a write, so one that does not show yet gets a little time. */
const readUntilSeen = async (
  configured: ConfiguredBackend,
  { account, before }: RoleChange,
): Promise<Observed> => {
  for (const pauseMs of readBackPausesMs) {
    const readBack = await readAfterWrite(configured, account.ref.id);
    if (!isSameSet(directOf(readBack.assignments), before)) return readBack;
    await pause(pauseMs);
  }
  return readAfterWrite(configured, account.ref.id);
};

const readBackPausesMs = [250, 750];

const readAfterWrite = async (configured: ConfiguredBackend, id: string): Promise<Observed> => {
  try {
    return await observeRoles(configured, id);
  } catch (error) {
    if (!(error instanceof BackendError)) throw error;
    throw new BackendError(
      error.code,
      `${error.message}, so whether the account ${id} holds the roles that were sent is not known`,
      { backend: error.backend, cause: error },
    );
  }
};

/** What the account holds itself, whatever its groups give. */
export const directOf = (assignments: readonly Assignment[]): readonly AssignmentRef[] =>
  assignments
    .filter((assignment) => !isInherited(assignment))
    .map(({ nativeRoleId, organizationId }) => ({ nativeRoleId, organizationId }));

export const isSameSet = (one: readonly AssignmentRef[], other: readonly AssignmentRef[]): boolean =>
  new Set(one.map(keyOfAssignment)).symmetricDifference(new Set(other.map(keyOfAssignment))).size === 0;

const describeDifference = (expected: readonly AssignmentRef[], actual: readonly AssignmentRef[]): string => {
  const lacking = without(expected, actual).map(nameOf);
  const beyond = without(actual, expected).map(nameOf);
  return [
    lacking.length > 0 && `it lacks ${lacking.join(', ')}`,
    beyond.length > 0 && `it holds ${beyond.join(', ')} as well`,
  ]
    .filter(Boolean)
    .join('; ');
};

const without = (
  some: readonly AssignmentRef[],
  others: readonly AssignmentRef[],
): readonly AssignmentRef[] => {
  const keys = new Set(others.map(keyOfAssignment));
  return some.filter((grant) => !keys.has(keyOfAssignment(grant)));
};

const nameOf = ({ nativeRoleId, organizationId }: AssignmentRef): string =>
  organizationId === null ? nativeRoleId : `${nativeRoleId} in ${organizationId}`;
