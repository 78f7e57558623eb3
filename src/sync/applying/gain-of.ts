import type { AccountRef } from '../../domain/account.ts';
import type { Change } from '../../domain/change.ts';

/** The account that gains something by a change, if it does. */
export const gainOf = ({ account: { backend, id }, step }: Change): readonly AccountRef[] => {
  const isGain =
    (step.kind === 'ROLES' && step.grants.length > 0) || (step.kind === 'STATUS' && step.after === 'ACTIVE');
  return isGain && id !== null ? [{ backend, id }] : [];
};
