import type { AccountRef } from '../../domain/account.ts';
import { type Change, isGain } from '../../domain/change.ts';

/** The account that gains something by a change, if it does. */
export const gainOf = ({ account: { backend, id }, step }: Change): readonly AccountRef[] =>
  isGain({ step }) && id !== null ? [{ backend, id }] : [];
