import {
  type Assignment,
  type AssignmentRef,
  isInherited,
  keyOfAssignment,
  keysOf,
} from '../domain/assignment.ts';
import type { Step } from '../domain/change.ts';
import type { Observed } from './observe.ts';

/** The account as it would be after a step. */
export const afterStep = ({ account, assignments }: Observed, step: Step): Observed => ({
  account: step.kind === 'STATUS' ? { ...account, status: step.after } : account,
  assignments: heldAfter(step, assignments),
});

/** What an account would hold after a step, whether or not it could use it. What it inherits stays, unless the account goes. */
export const heldAfter = (step: Step, held: readonly Assignment[]): readonly Assignment[] => {
  switch (step.kind) {
    case 'ROLES':
      return [
        ...keptOf(held, step.revokes),
        ...step.grants.map(({ name, ...ref }) => ({
          ...ref,
          nativeRoleName: name,
          nativeRoleAlias: null,
          origin: { kind: 'DIRECT' as const },
        })),
      ];
    case 'DELETE':
      return [];
    case 'STATUS':
    case 'CREATE':
    case 'UPDATE':
    case 'REINVITE':
      return held;
  }
};

/** The same, but for whoever could not sign in any more and so could use nothing. */
export const usableAfter = (step: Step, held: readonly Assignment[]): readonly Assignment[] =>
  step.kind === 'STATUS' && step.after === 'DISABLED' ? [] : heldAfter(step, held);

/** What is left where these are revoked from an account: what groups give stays. */
export const keptOf = (
  held: readonly Assignment[],
  revokes: readonly AssignmentRef[],
): readonly Assignment[] => {
  const revoked = keysOf(revokes);
  return held.filter((one) => isInherited(one) || !revoked.has(keyOfAssignment(one)));
};
