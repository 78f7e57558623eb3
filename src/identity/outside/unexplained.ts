import type { AccountStatus } from '../../domain/account.ts';
import {
  type Assignment,
  type AssignmentRef,
  isInherited,
  keyOfAssignment,
} from '../../domain/assignment.ts';
import type { OutsideChange } from '../../domain/outside-change.ts';
import { isInDoubt, type JournalEntry } from '../../domain/run.ts';
import type { FormerAccount } from '../../store/store.ts';

/** An account that was there and still is, observed twice. */
export type ObservedTwice = {
  readonly former: Pick<FormerAccount, 'status' | 'assignments'>;
  readonly status: AccountStatus;
  readonly assignments: readonly Assignment[];
};

/** What Rolecall itself has done, or may have, since the first of the two observations. */
export type Explanation = {
  /** Changes of the account, in the order in which they were intended. */
  readonly entries: readonly JournalEntry[];
  /** Whether it changed what an assignment is of: the native role, the organization, the group or who is in that. */
  touches(held: Held): boolean;
};

/** `group` is the one that gives it; `null` for what the account holds itself. */
export type Held = AssignmentRef & { readonly group: string | null };

/**
 * What is otherwise with an account than it was and than Rolecall made it; `null` where that is nothing. Pure.
 *
 * What Rolecall did for certain is what is expected; where it is not known what came of a change, the account may be either way. So where
 * Rolecall grants one role and somebody else another, only the other is told, and where somebody takes back what Rolecall has just granted,
 * that is told.
 */
export const findUnexplained = (
  { former, status, assignments }: ObservedTwice,
  { entries, touches }: Explanation,
): Pick<OutsideChange, 'granted' | 'revoked' | 'status'> | null => {
  const unexplained = {
    ...(former.assignments === null
      ? { granted: [], revoked: [] }
      : compareHoldings(former.assignments, assignments, { entries, touches })),
    status: compareStatus(former.status, status, entries),
  };
  const { granted, revoked } = unexplained;
  return granted.length + revoked.length === 0 && unexplained.status === null ? null : unexplained;
};

const isDone = ({ outcome }: JournalEntry): boolean => outcome?.kind === 'APPLIED';

const compareHoldings = (
  before: readonly Assignment[],
  now: readonly Assignment[],
  { entries, touches }: Explanation,
): Pick<OutsideChange, 'granted' | 'revoked'> => {
  const expected = { direct: expectDirect(before, entries), inherited: inheritedIn(before) };
  const observed = { direct: directIn(now), inherited: inheritedIn(now) };
  const inDoubt = new Set(entries.filter(({ outcome }) => isInDoubt(outcome)).flatMap(keysChangedBy));

  /** What is held directly here and not there, and what is given here and not held at all there. */
  const beyond = (here: Holdings, there: Holdings): readonly AssignmentRef[] => {
    const direct = [...here.direct].filter(([key]) => !there.direct.has(key) && !inDoubt.has(key));
    const inherited = [...here.inherited].filter(
      ([key]) => !there.direct.has(key) && !there.inherited.has(key),
    );
    const found = [...direct, ...inherited].filter(([, held]) => !touches(held));
    return [...new Map(found)].toSorted(byKey).map(([, held]) => toRef(held));
  };
  return { granted: beyond(observed, expected), revoked: beyond(expected, observed) };
};

/** By their keys. */
type Holdings = { readonly direct: HeldByKey; readonly inherited: HeldByKey };
type HeldByKey = ReadonlyMap<string, Held>;

const expectDirect = (before: readonly Assignment[], entries: readonly JournalEntry[]): HeldByKey => {
  let expected = directIn(before);
  for (const { change } of entries.filter(isDone)) {
    const { step } = change;
    if (step.kind === 'DELETE') expected = new Map();
    if (step.kind === 'CREATE') expected = byKeys(step.grants.map(toHeld));
    if (step.kind !== 'ROLES') continue;
    const revoked = new Set(step.revokes.map(keyOfAssignment));
    expected = new Map([
      ...[...expected].filter(([key]) => !revoked.has(key)),
      ...byKeys(step.grants.map(toHeld)),
    ]);
  }
  return expected;
};

const keysChangedBy = ({ change: { step } }: JournalEntry): readonly string[] =>
  step.kind === 'ROLES' ? [...step.grants, ...step.revokes].map(keyOfAssignment) : [];

const compareStatus = (
  before: AccountStatus,
  now: AccountStatus,
  entries: readonly JournalEntry[],
): OutsideChange['status'] => {
  const expected =
    entries
      .filter(isDone)
      .map(statusAfter)
      .findLast((status) => status !== null) ?? before;
  const mayBe = entries.filter(({ outcome }) => isInDoubt(outcome)).map(statusAfter);
  return now === expected || mayBe.includes(now) ? null : { before: expected, after: now };
};

const statusAfter = ({ change: { step } }: JournalEntry): AccountStatus | null => {
  if (step.kind === 'STATUS') return step.after;
  return step.kind === 'REINVITE' ? 'INVITED' : null;
};

const directIn = (assignments: readonly Assignment[]): HeldByKey =>
  byKeys(assignments.filter((assignment) => !isInherited(assignment)).map(toHeld));

const inheritedIn = (assignments: readonly Assignment[]): HeldByKey =>
  byKeys(assignments.filter(isInherited).map(toHeld));

const toHeld = ({
  nativeRoleId,
  organizationId,
  origin,
}: AssignmentRef & Partial<Pick<Assignment, 'origin'>>): Held => ({
  nativeRoleId,
  organizationId,
  group: origin?.kind === 'INHERITED' ? origin.group.id : null,
});

const toRef = ({ nativeRoleId, organizationId }: AssignmentRef): AssignmentRef => ({
  nativeRoleId,
  organizationId,
});

const byKeys = (all: readonly Held[]): HeldByKey => new Map(all.map((held) => [keyOfAssignment(held), held]));

const byKey = ([one]: readonly [string, Held], [other]: readonly [string, Held]): number =>
  one < other ? -1 : 1;

/** What assignments are of, each once. */
export const refsOf = (assignments: readonly Assignment[]): readonly AssignmentRef[] =>
  [...byKeys(assignments.map(toHeld)).values()].map(toRef);
