import type { StoredAccount } from '../../domain/stored-account.ts';
import { accountAmbiguous } from '../refusals.ts';
import { type Decided, excluded, toChangedAccount } from './decided.ts';

/** Those of whom a write can tell who is meant, and what is to be told of the others. */
export const ambiguousAmong = (
  accounts: readonly StoredAccount[],
  ambiguous: ReadonlySet<number>,
): { readonly clear: readonly StoredAccount[]; readonly told: readonly Decided[] } => ({
  clear: accounts.filter(({ key }) => !ambiguous.has(key)),
  told: accounts
    .filter(({ key }) => ambiguous.has(key))
    .map((account) => excluded(toChangedAccount(account), account.userId, accountAmbiguous())),
});
