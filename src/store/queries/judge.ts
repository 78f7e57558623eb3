import type { LinkKeys } from '../../domain/link.ts';
import type { Observation, Observed } from '../store.ts';
import type { AccountTable } from '../tables.ts';
import { type AccountRow, toLinkKeys, toRecord } from './account-row.ts';

/** An account that is kept, whether it is present or not. */
export type Kept = AccountRow &
  Pick<AccountTable, 'vanished_at'> & {
    readonly key: number;
    readonly account: string;
    readonly assignments: string;
    readonly is_attributed: number;
    /** `null` where it has vanished. */
    readonly seen_at: number | null;
    readonly as_of: number | null;
  };

/** What is to be kept of an observation, and what that changes. */
export type Judged = {
  readonly kept: Kept | undefined;
  readonly change: Exclude<Observed['change'], 'VANISHED'>;
  readonly isMoved: boolean;
  readonly before: LinkKeys | null;
  readonly after: LinkKeys | null;
  readonly row: AccountRow;
  readonly account: string;
  readonly assignments: string;
  readonly is_attributed: number;
  readonly as_of: number;
};

export const judge = (
  { account, isAttributed }: Observation,
  row: AccountRow,
  kept: Kept | undefined,
  asOf: number,
): Judged => {
  const before = kept === undefined || kept.seen_at === null ? null : toLinkKeys(kept);
  const observed = {
    kept,
    before,
    row,
    account: toRecord(account),
    assignments: JSON.stringify(account.assignments),
    is_attributed: Number(isAttributed),
    as_of: asOf,
  };
  const after = toLinkKeys(row);
  if (kept === undefined) return { ...observed, change: 'CREATED', isMoved: true, after };
  if (isLater(kept, asOf)) return { ...observed, change: 'OLDER', isMoved: false, after: before };
  // Nothing that was kept before it vanished has to do with what came back.
  if (kept.as_of === null) return { ...observed, change: 'RETURNED', isMoved: true, after };

  const leavesAssignments = !isAttributed && kept.is_attributed === 1;
  const judged = leavesAssignments
    ? { ...observed, assignments: kept.assignments, is_attributed: 1, as_of: kept.as_of }
    : observed;
  const isSame = judged.account === kept.account && judged.assignments === kept.assignments;
  return { ...judged, change: isSame ? 'SAME' : 'CHANGED', isMoved: isMoved(kept, row), after };
};

/** Whether what is kept was seen after that. What vanished at a time was not there at that time. */
const isLater = ({ seen_at, vanished_at }: Kept, asOf: number): boolean =>
  vanished_at === null ? seen_at !== null && asOf < seen_at : asOf <= vanished_at;

const isMoved = (kept: AccountRow, row: AccountRow): boolean =>
  (['external_id', 'email', 'user_name', 'kind', 'email_confirmed'] as const).some(
    (name) => kept[name] !== row[name],
  );
