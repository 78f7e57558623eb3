import type { Account } from '../../domain/account.ts';
import { isInherited } from '../../domain/assignment.ts';
import type { OutsideChange } from '../../domain/outside-change.ts';
import type { FormerAccount, Observation, Observed, StoreWriter } from '../../store/store.ts';
import { type OwnDeeds, readOwnDeeds, readTouches, type Touches } from './own-deeds.ts';
import { findUnexplained, type ObservedTwice, refsOf } from './unexplained.ts';

/** How accounts were observed. ROLECALL: as they were read back after Rolecall itself had changed something. */
export type ObservedBy = 'ROLECALL' | 'ANYONE';

/**
 * Writes down what somebody else than Rolecall changed, as accounts tell that were observed before and now. Accounts that appear count from
 * the first COMPLETE reading of their backend on.
 *
 * What Rolecall reads back is its own doing, but for what its journal tells otherwise: the account may have been changed by someone else
 * before, and nobody would see that any more.
 */
export const recordObserved = async (
  writer: StoreWriter,
  observed: readonly Observed[],
  observations: readonly Observation[],
  { asOf, by, now }: { readonly asOf: number; readonly by: ObservedBy; readonly now: number },
): Promise<void> => {
  const seen = observed.flatMap((one, at): readonly Seen[] => {
    const account = observations[at]?.account;
    return account === undefined ? [] : toSeen(one, account, by);
  });
  await record(writer, seen, { seenAt: asOf, by, now });
};

/** The same of accounts that are not there any more. */
export const recordVanished = async (
  writer: StoreWriter,
  vanished: readonly Observed[],
  now: number,
): Promise<void> => {
  const seen = vanished.flatMap(({ former }): readonly Seen[] =>
    former === null ? [] : [{ kind: 'VANISHED', ref: former.ref, former }],
  );
  await record(writer, seen, { seenAt: now, by: 'ANYONE', now });
};

/** An account of which something is otherwise than it was. */
type Seen = { readonly ref: Account['ref'] } & (
  | { readonly kind: 'STAYED'; readonly former: FormerAccount; readonly account: Account }
  | { readonly kind: 'APPEARED'; readonly former: FormerAccount | null; readonly account: Account }
  | { readonly kind: 'VANISHED'; readonly former: FormerAccount }
);

const toSeen = ({ change, former }: Observed, account: Account, by: ObservedBy): readonly Seen[] => {
  const { ref } = account;
  if (change === 'CREATED' || change === 'RETURNED')
    return by === 'ROLECALL' ? [] : [{ kind: 'APPEARED', ref, former, account }];
  return former === null ? [] : [{ kind: 'STAYED', ref, former, account }];
};

type Occasion = { readonly seenAt: number; readonly by: ObservedBy; readonly now: number };

const record = async (writer: StoreWriter, seen: readonly Seen[], occasion: Occasion): Promise<void> => {
  const changes: OutsideChangeToBe[] = [];
  for (const [backend, some] of Map.groupBy(seen, ({ ref }) => ref.backend))
    changes.push(...(await findOutside(writer, backend, some, occasion)));
  if (changes.length === 0) return;
  await writer.outside.record(changes);
  await writer.outside.forgetBefore(occasion.now - keptMs);
};

/** 90 days. */
const keptMs = 90 * 24 * 60 * 60 * 1000;

type OutsideChangeToBe = Omit<OutsideChange, 'id'>;

const findOutside = async (
  { refreshes, runs, audit }: StoreWriter,
  backend: string,
  seen: readonly Seen[],
  { seenAt, by }: Occasion,
): Promise<readonly OutsideChangeToBe[]> => {
  const { complete } = await refreshes.latest(backend);
  // Before all accounts were read once nobody can tell one that is new from one that was not read yet.
  const comparable = complete === null ? seen.filter(({ kind }) => kind === 'STAYED') : seen;
  if (comparable.length === 0) return [];
  // What Rolecall made counts for an account of which nothing is known, whenever that was.
  const accounts = comparable.map(({ ref, former }) => ({ nativeId: ref.id, since: former?.asOf ?? 0 }));
  const own = await readOwnDeeds(runs, backend, accounts);
  const judge = (touches: Touches) =>
    comparable.flatMap((one) =>
      judgeOne(one, { own, touches, by, seenAt, readAt: complete?.startedAt ?? 0 }),
    );
  const suspected = judge(() => false);
  if (suspected.length === 0) return [];
  const since = suspected.reduce((first, change) => Math.min(first, change.since), seenAt);
  return judge(await readTouches(audit, backend, since));
};

const judgeOne = (
  seen: Seen,
  how: {
    readonly own: OwnDeeds;
    readonly touches: Touches;
    readonly by: ObservedBy;
    readonly seenAt: number;
    /** When the last COMPLETE reading began. */
    readonly readAt: number;
  },
): readonly OutsideChangeToBe[] => {
  const { own, seenAt } = how;
  const { ref } = seen;
  const nothing = { account: ref, seenAt, granted: [], revoked: [], status: null };
  switch (seen.kind) {
    case 'APPEARED': {
      const since = seen.former?.asOf ?? how.readAt;
      if (own.mayHaveMade(seen.account, seen.former?.asOf ?? 0)) return [];
      return [{ ...nothing, since, granted: refsOf(seen.account.assignments), presence: 'APPEARED' }];
    }
    case 'VANISHED': {
      const { asOf: since, assignments } = seen.former;
      if (own.mayHaveDeleted(ref.id, since)) return [];
      return [{ ...nothing, since, revoked: refsOf(assignments ?? []), presence: 'VANISHED' }];
    }
    case 'STAYED': {
      const since = seen.former.asOf;
      const entries = own.of(ref.id, since);
      const twice = toObservedTwice(seen, how.by);
      // Read back after something that the journal does not have, such as a change of a group.
      if (how.by === 'ROLECALL' && !entries.some(({ change }) => change.step.kind === 'ROLES')) return [];
      const unexplained = findUnexplained(twice, {
        entries,
        touches: (held) => how.touches({ nativeId: ref.id, since }, held),
      });
      return unexplained === null ? [] : [{ ...nothing, since, ...unexplained, presence: 'STAYED' }];
    }
  }
};

/** Of what Rolecall has read back only what an account holds itself is compared, of which the journal tells how it was to be. */
const toObservedTwice = (
  { former, account }: { readonly former: FormerAccount; readonly account: Account },
  by: ObservedBy,
): ObservedTwice => {
  const { status, assignments } = account;
  if (by === 'ANYONE') return { former, status, assignments };
  const direct = (all: Account['assignments']) => all.filter((assignment) => !isInherited(assignment));
  return {
    former: { status, assignments: former.assignments === null ? null : direct(former.assignments) },
    status,
    assignments: direct(assignments),
  };
};
