import type { Change, ChangedAccount } from '../../domain/change.ts';
import { RolecallError } from '../../domain/errors.ts';
import type { Exclusion } from '../../domain/plan.ts';
import type { StoredAccount } from '../../domain/stored-account.ts';
import { nameOfAccount } from '../name-of-account.ts';
import type { Effect } from './effect.ts';

/** What planning comes to for one account, or for a user without an account on a backend. Unchanged where it has neither changes nor exclusions. */
export type Decided = {
  /** `id` is `null` for a user without one. */
  readonly account: ChangedAccount;
  /** In the order in which they are to be made. */
  readonly changes: readonly DecidedStep[];
  readonly exclusions: readonly Exclusion[];
  /** Roles that it was to get and that cannot be said here. */
  readonly notExpressible: readonly string[];
};

export type DecidedStep = { readonly change: Change; readonly effect: Effect };

export const unchanged = (account: ChangedAccount): Decided => ({
  account,
  changes: [],
  exclusions: [],
  notExpressible: [],
});

/** Leaves an account alone, for the reason that the error gives. */
export const excluded = (
  account: ChangedAccount,
  userId: string | null,
  { code, message }: Pick<RolecallError, 'code' | 'message'>,
): Decided => ({
  ...unchanged(account),
  exclusions: [{ account, userId, code, message }],
});

/** What `decide` comes to; an exclusion where it refuses. */
export const decideOrExclude = (
  account: ChangedAccount,
  userId: string | null,
  decide: () => Decided,
): Decided => {
  try {
    return decide();
  } catch (error) {
    if (!(error instanceof RolecallError)) throw error;
    return excluded(account, userId, error);
  }
};

export const toChangedAccount = ({ account }: Pick<StoredAccount, 'account'>): ChangedAccount => ({
  ...account.ref,
  name: nameOfAccount(account),
});
