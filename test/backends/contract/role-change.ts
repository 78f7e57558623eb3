import type { Backend, RoleChange } from '../../../src/backends/backend.ts';
import { type AssignmentRef, keyOfAssignment } from '../../../src/domain/assignment.ts';
import { readOne } from '../reading.ts';
import { required } from '../required.ts';
import type { Subject } from './fixture.ts';
import { directAssignments } from './reading.ts';

/** The change as the core would tell it, of the account as it reads now. */
export const changeOf = async (
  backend: Backend,
  id: string,
  edit: { readonly grants?: readonly AssignmentRef[]; readonly revokes?: readonly AssignmentRef[] },
): Promise<RoleChange> => {
  const { grants = [], revokes = [] } = edit;
  const account = await readOne(backend, id);
  const before = await directAssignments(backend, account);
  const revoked = new Set(revokes.map(keyOfAssignment));
  const kept = before.filter((assignment) => !revoked.has(keyOfAssignment(assignment)));
  return { account, before, after: [...kept, ...grants], grants, revokes };
};

/** What the editable account holds directly: the one to revoke. */
export const heldBy = ({ truth, editable }: Pick<Subject, 'truth' | 'editable'>): AssignmentRef => {
  const [held] = truth().find(({ id }) => id === editable.id)?.assignments ?? [];
  return required(held, 'role of the editable account');
};
