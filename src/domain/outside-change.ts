import type { AccountRef, AccountStatus } from './account.ts';
import type { AssignmentRef } from './assignment.ts';

/** What somebody else than Rolecall changed on an account, found by comparing two observations. Instants are milliseconds since the epoch. */
export type OutsideChange = {
  readonly id: number;
  readonly account: AccountRef;
  /** When it was observed as it had been, and when as it is: it happened in between. */
  readonly since: number;
  readonly seenAt: number;
  /** What it holds and did not: all of it where it appeared. Held directly and through a group is held in two ways, and each counts by itself. */
  readonly granted: readonly AssignmentRef[];
  /** What it held and does not: all of it where it vanished. */
  readonly revoked: readonly AssignmentRef[];
  /** `null` where it is the same. */
  readonly status: { readonly before: AccountStatus; readonly after: AccountStatus } | null;
  /** APPEARED and VANISHED count from the first COMPLETE reading of the backend on. */
  readonly presence: 'STAYED' | 'APPEARED' | 'VANISHED';
};
