import type { AccountRef, AccountStatus } from './account.ts';
import type { AssignmentRef } from './assignment.ts';

/** What somebody else than Rolecall changed on an account, found by comparing two observations. Instants are milliseconds since the epoch. */
export type OutsideChange = {
  readonly id: number;
  readonly account: AccountRef;
  /** When it was observed as it had been, and when as it is: it happened in between. */
  readonly since: number;
  readonly seenAt: number;
  readonly granted: readonly AssignmentRef[];
  readonly revoked: readonly AssignmentRef[];
  /** `null` where it is the same. */
  readonly status: { readonly before: AccountStatus; readonly after: AccountStatus } | null;
  readonly presence: 'STAYED' | 'APPEARED' | 'VANISHED';
};
