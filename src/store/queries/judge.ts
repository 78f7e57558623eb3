import type { Assignment } from '../../domain/assignment.ts';
import type { LinkKeys } from '../../domain/link.ts';
import type { FormerAccount, Observation, Observed } from '../store.ts';
import { type AccountRow, toLinkKeys, toRecord } from './account-row.ts';

/** An account that is kept. */
export type Kept = { readonly row: KeptRow; readonly presence: Presence };

export type KeptRow = AccountRow & {
  readonly key: number;
  readonly account: string;
  readonly assignments: string;
  readonly is_attributed: number;
};

export type Presence =
  | { readonly isPresent: true; readonly seenAt: number; readonly asOf: number }
  | { readonly isPresent: false; readonly vanishedAt: number };

/** What is to be kept of an observation, and what that changes. */
export type Judged = {
  readonly kept: KeptRow | undefined;
  readonly change: Exclude<Observed['change'], 'VANISHED'>;
  readonly isMoved: boolean;
  readonly before: LinkKeys | null;
  readonly after: LinkKeys | null;
  readonly row: AccountRow;
  readonly account: string;
  readonly assignments: string;
  readonly is_attributed: number;
  readonly as_of: number;
  readonly former: FormerAccount | null;
};

/** With its key, which a new account has once it is created. */
export type Keyed = Judged & { readonly key: number };

export const judge = (
  { account, isAttributed }: Observation,
  row: AccountRow,
  kept: Kept | undefined,
  asOf: number,
): Judged => {
  const before = kept?.presence.isPresent ? toLinkKeys(kept.row) : null;
  const after = toLinkKeys(row);
  const observed = {
    kept: kept?.row,
    before,
    after,
    row,
    account: toRecord(account),
    assignments: JSON.stringify(account.assignments),
    is_attributed: Number(isAttributed),
    as_of: asOf,
    former: null,
  };
  if (kept === undefined) return { ...observed, change: 'CREATED', isMoved: true };
  if (isLater(kept.presence, asOf)) return { ...observed, change: 'OLDER', isMoved: false, after: before };
  // Nothing that was kept before it vanished has to do with what came back.
  if (!kept.presence.isPresent) {
    const former = { ...formerOf(kept.row, kept.presence.vanishedAt), assignments: [] };
    return { ...observed, change: 'RETURNED', isMoved: true, former };
  }

  const leavesAssignments = !isAttributed && kept.row.is_attributed === 1;
  const judged = leavesAssignments
    ? { ...observed, assignments: kept.row.assignments, is_attributed: 1, as_of: kept.presence.asOf }
    : observed;
  const isSame = judged.account === kept.row.account && judged.assignments === kept.row.assignments;
  return {
    ...judged,
    change: isSame ? 'SAME' : 'CHANGED',
    isMoved: isMoved(kept.row, row),
    former: isSame ? null : findFormer(kept.row, kept.presence.asOf, judged, isAttributed),
  };
};

/** Most that changes of an account is nothing that is compared, such as when it was last used. */
const findFormer = (
  kept: KeptRow,
  asOf: number,
  { row, assignments }: Pick<Judged, 'row' | 'assignments'>,
  isAttributed: boolean,
): FormerAccount | null => {
  const isComparable = isAttributed && kept.is_attributed === 1;
  const isHeldSame = !isComparable || assignments === kept.assignments;
  if (isHeldSame && row.status === kept.status) return null;
  return isComparable ? formerOf(kept, asOf) : { ...formerOf(kept, asOf), assignments: null };
};

export const formerOf = (
  { backend, native_id, status, assignments }: FormerRow,
  asOf: number,
): FormerAccount => ({
  ref: { backend, id: native_id },
  asOf,
  status,
  // As `judge` wrote it.
  assignments: JSON.parse(assignments) as readonly Assignment[],
});

type FormerRow = Pick<KeptRow, 'backend' | 'native_id' | 'status' | 'assignments'>;

/** Whether what is kept was seen after that. What vanished at a time was not there at that time. */
const isLater = (presence: Presence, asOf: number): boolean =>
  presence.isPresent ? asOf < presence.seenAt : asOf <= presence.vanishedAt;

const isMoved = (kept: AccountRow, row: AccountRow): boolean =>
  (['external_id', 'email', 'user_name', 'kind', 'email_confirmed'] as const).some(
    (name) => kept[name] !== row[name],
  );
