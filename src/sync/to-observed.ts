import type { StoredAccount } from '../domain/stored-account.ts';
import type { Observed } from './observe.ts';

/** An account as it was observed last, whose assignments are all told with their origin. */
export const toObserved = ({ account }: Pick<StoredAccount, 'account'>): Observed => ({
  account,
  assignments: account.assignments,
});
