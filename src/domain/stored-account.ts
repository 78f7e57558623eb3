import type { Account } from './account.ts';
import type { LinkState } from './link.ts';

/** An account as last observed. */
export type StoredAccount = {
  /** Never given twice, and kept when the account vanishes and comes back. */
  readonly key: number;
  readonly account: Account;
  /** Whether its assignments are all that it holds, each with its origin. */
  readonly isAttributed: boolean;
  /** When it was observed, as a whole: no part of it is older. */
  readonly asOf: number;
  /** `User.id`. */
  readonly userId: string;
  readonly link: LinkState;
};
