import type { Change } from '../../domain/change.ts';
import { phaseOf } from '../phase.ts';

/**
 * The order in which changes are carried out, so that nobody is without what is only moved (G25): those that only give first, then those
 * that give and take, those that only take, and last what bars and what deletes. Of a kind by backend and id, and of one account as given.
 */
export const inOrder = (changes: readonly Change[]): readonly Change[] =>
  changes.toSorted(
    (one, other) =>
      phaseOf(one) - phaseOf(other) ||
      rankOf(one) - rankOf(other) ||
      compare(one.account.backend, other.account.backend) ||
      compare(one.account.id ?? '', other.account.id ?? ''),
  );

/** Within a phase. */
const rankOf = ({ step }: Change): number => {
  switch (step.kind) {
    case 'ROLES':
      return step.grants.length > 0 ? 0 : 1;
    case 'STATUS':
      return step.after === 'ACTIVE' ? 1 : 0;
    case 'DELETE':
      return 1;
    case 'CREATE':
    case 'UPDATE':
    case 'REINVITE':
      return 0;
  }
};

const compare = (one: string, other: string): number => (one < other ? -1 : one > other ? 1 : 0);
