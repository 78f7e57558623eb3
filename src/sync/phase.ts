import type { Change } from '../domain/change.ts';

/**
 * When a change has its turn: no run begins a phase before the one before it has ended on all backends, so that nobody is without what is only
 * moved. 0: what only gives; 1: what takes roles; 2: what bars and what deletes.
 */
export type Phase = 0 | 1 | 2;

export const phases: readonly Phase[] = [0, 1, 2];

export const phaseOf = ({ step }: Pick<Change, 'step'>): Phase => {
  switch (step.kind) {
    case 'ROLES':
      return step.revokes.length === 0 ? 0 : 1;
    case 'STATUS':
      return step.after === 'ACTIVE' ? 0 : 2;
    case 'DELETE':
      return 2;
    case 'CREATE':
    case 'UPDATE':
    case 'REINVITE':
      return 0;
  }
};
