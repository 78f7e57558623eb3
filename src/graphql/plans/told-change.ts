import type { Change, NamedAssignment, Step } from '../../domain/change.ts';
import type { ChangedAssignmentParent } from '../parents.ts';

/** What of a change is told as assignments, as far as its step has them. */
export type ToldAssignments = {
  readonly before: readonly ChangedAssignmentParent[];
  readonly after: readonly ChangedAssignmentParent[];
  readonly grants: readonly ChangedAssignmentParent[];
  readonly revokes: readonly ChangedAssignmentParent[];
  readonly resent: readonly ChangedAssignmentParent[];
};

export const toldAssignments = ({ account, step }: Change): ToldAssignments => {
  const { before = [], after = [], grants = [], revokes = [], resent = [] } = assignmentsOf(step);
  const told = (all: readonly NamedAssignment[]): readonly ChangedAssignmentParent[] =>
    all.map((assignment) => ({ backend: account.backend, ...assignment }));
  return {
    before: told(before),
    after: told(after),
    grants: told(grants),
    revokes: told(revokes),
    resent: told(resent),
  };
};

/** What an account loses that is deleted, it loses with all that it holds. */
const assignmentsOf = (step: Step): Partial<Record<keyof ToldAssignments, readonly NamedAssignment[]>> => {
  switch (step.kind) {
    case 'ROLES':
      return step;
    case 'DELETE':
      return { before: step.before, revokes: step.before };
    case 'CREATE':
      return { after: step.grants, grants: step.grants };
    case 'STATUS':
    case 'UPDATE':
    case 'REINVITE':
      return {};
  }
};
