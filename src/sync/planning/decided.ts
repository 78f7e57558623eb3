import type { Change, ChangedAccount } from '../../domain/change.ts';
import { RolecallError } from '../../domain/errors.ts';
import type { Exclusion } from '../../domain/plan.ts';
import type { StoredAccount } from '../../domain/stored-account.ts';
import { nameOfAccount } from '../name-of-account.ts';
import type { Effect } from './effect.ts';

/** What planning comes to for one account, or for a user without an account on a backend. Unchanged where it has neither changes nor exclusions. */
export type Decided = {
  readonly backend: string;
  /** In the order in which they are to be made. */
  readonly changes: readonly DecidedStep[];
  readonly exclusions: readonly Exclusion[];
  /** Roles that it was to get and that cannot be said here. */
  readonly notExpressible: readonly string[];
};

export type DecidedStep = { readonly change: Change; readonly effect: Effect };

export const unchanged = (backend: string): Decided => ({
  backend,
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
  ...unchanged(account.backend),
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

/** Why no plan changes an account that is not LINKED; `null` for one that is. */
export const reasonAgainstLink = ({ link }: Pick<StoredAccount, 'link'>): RolecallError | null => {
  if (link === 'LINKED') return null;
  return new RolecallError(
    'LINK_NOT_CONFIRMED',
    `${standings[link]}: confirm whose it is by linkAccounts, or change the account itself`,
  );
};

const standings: Readonly<Record<Exclude<StoredAccount['link'], 'LINKED'>, string>> = {
  SUGGESTED: "That the account is this user's is only suggested",
  DISPUTED: "Several users could be this account's",
  DENIED: 'Somebody said that the account is not whose it seems to be',
  UNLINKED: 'Nothing links the account to any other',
};

/** Those of whom a write can tell who is meant, and what is to be told of the others. */
export const ambiguousAmong = (
  accounts: readonly StoredAccount[],
  ambiguous: ReadonlySet<number>,
): { readonly clear: readonly StoredAccount[]; readonly told: readonly Decided[] } => ({
  clear: accounts.filter(({ key }) => !ambiguous.has(key)),
  told: accounts
    .filter(({ key }) => ambiguous.has(key))
    .map((account) =>
      excluded(
        toChangedAccount(account),
        account.userId,
        new RolecallError(
          'ACCOUNT_AMBIGUOUS',
          'An internal and an external account bear this name, and the backend cannot tell which is meant',
        ),
      ),
    ),
});
