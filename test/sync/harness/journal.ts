import { DatabaseSync } from 'node:sqlite';

/** What is committed in a gateway's file, read beside it: what would be there if the gateway ended now. */
export type Journal = {
  /** Whether it is written down that this account is about to be changed, and not yet what came of it; `null` for one that is to be. */
  isIntended(backend: string, nativeId: string | null): boolean;
  /** Every change of the last run. */
  entries(): readonly JournalRow[];
  [Symbol.dispose](): void;
};

export type JournalRow = {
  readonly backend: string;
  readonly nativeId: string | null;
  readonly intendedAt: number | null;
  readonly outcome: string | null;
};

export const openJournal = (file: string): Journal => {
  const database = new DatabaseSync(file, { readOnly: true, timeout: 1000 });
  const intended = database.prepare(
    'select count(*) as number from journal where backend = ? and native_id is ? and intended_at is not null and outcome is null',
  );
  // A change has a row of its own once something has become of it.
  const all = database.prepare(`
    select plan_change.backend, plan_change.native_id as nativeId, journal.intended_at as intendedAt, journal.outcome
    from run
    join plan_change using (plan_number)
    left join journal on journal.run_number = run.number and journal.position = plan_change.position
    where run.number = (select max(number) from run)
    order by plan_change.position`);
  return {
    isIntended: (backend, nativeId) => Number(intended.get(backend, nativeId)?.number ?? 0) > 0,
    entries: () => all.all() as unknown as readonly JournalRow[],
    [Symbol.dispose]: () => database.close(),
  };
};
