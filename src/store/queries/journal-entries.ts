import type { Kysely } from 'kysely';
import type { JournalEntry } from '../../domain/run.ts';
import type { StoreDialect } from '../dialect.ts';
import type { RunReader } from '../run-records.ts';
import type { JournalTable, Tables } from '../tables.ts';
import { toChange } from './plan-parts.ts';

export const runEntries = async (
  db: Kysely<Tables>,
  dialect: StoreDialect,
  runId: string,
  { after = -1, first, backend, isOpen }: Parameters<RunReader['entries']>[1],
): Promise<readonly JournalEntry[]> => {
  const rows = await entries(db)
    .where('run.id', '=', runId)
    .where('plan_change.position', '>', after)
    .$if(backend !== undefined, (some) =>
      some.where(({ eb, ref }) => eb(dialect.unindexed(ref('plan_change.backend')), '=', backend ?? '')),
    )
    .$if(isOpen !== undefined, (some) => some.where('journal.outcome', isOpen ? 'is' : 'is not', null))
    .orderBy('plan_change.position')
    .limit(first)
    .execute();
  return rows.map(toEntry);
};

export const lastEntryOf = async (
  db: Kysely<Tables>,
  backend: string,
  nativeId: string,
  since: number,
): Promise<JournalEntry | null> => {
  const last = await db
    .selectFrom('journal')
    .select(['run_number', 'position'])
    .where('backend', '=', backend)
    .where('native_id', '=', nativeId)
    .where('intended_at', '>=', since)
    .orderBy('intended_at', 'desc')
    .orderBy('run_number', 'desc')
    .orderBy('position', 'desc')
    .limit(1)
    .executeTakeFirst();
  if (last === undefined) return null;
  const row = await entries(db)
    .where('run.number', '=', last.run_number)
    .where('plan_change.position', '=', last.position)
    .executeTakeFirstOrThrow();
  return toEntry(row);
};

export const changesSince = async (
  db: Kysely<Tables>,
  backend: string,
  nativeIds: readonly string[],
  since: number,
): Promise<readonly JournalEntry[]> => {
  if (nativeIds.length === 0) return [];
  const rows = await entries(db)
    .where('journal.backend', '=', backend)
    .where('journal.native_id', 'in', nativeIds)
    .where('journal.intended_at', 'is not', null)
    .where(({ eb, or }) => or([eb('journal.settled_at', 'is', null), eb('journal.settled_at', '>=', since)]))
    .orderBy('journal.intended_at')
    .orderBy('journal.run_number')
    .orderBy('journal.position')
    .execute();
  return rows.map(toEntry);
};

export const creationsInDoubt = async (
  db: Kysely<Tables>,
  backend: string,
): Promise<readonly JournalEntry[]> => {
  const rows = await entries(db)
    .where('journal.backend', '=', backend)
    .where('journal.native_id', 'is', null)
    .where('journal.intended_at', 'is not', null)
    .where(({ eb, or }) => or([eb('journal.outcome', 'is', null), eb('journal.outcome', '=', 'UNKNOWN')]))
    .orderBy('journal.intended_at')
    .execute();
  return rows.map(toEntry);
};

const entries = (db: Kysely<Tables>) =>
  db
    .selectFrom('run')
    .innerJoin('plan_change', 'plan_change.plan_number', 'run.plan_number')
    .leftJoin('journal', (join) =>
      join
        .onRef('journal.run_number', '=', 'run.number')
        .onRef('journal.position', '=', 'plan_change.position'),
    )
    .select([
      'run.id as run_id',
      'plan_change.position',
      'plan_change.change',
      'journal.native_id',
      'journal.intended_at',
      'journal.outcome',
      'journal.code',
      'journal.message',
      'journal.settled_at',
      'journal.request_ids',
    ]);

const toEntry = (row: EntryRow): JournalEntry => {
  const change = toChange(row.change);
  const { account } = change;
  return {
    runId: row.run_id,
    position: row.position,
    change:
      account.id === row.native_id
        ? change
        : { ...change, account: { ...account, id: account.id ?? row.native_id } },
    intendedAt: row.intended_at,
    outcome: row.outcome === null ? null : { kind: row.outcome, code: row.code, message: row.message },
    settledAt: row.settled_at,
    // As `settle` wrote it.
    requestIds: row.request_ids === null ? [] : (JSON.parse(row.request_ids) as readonly string[]),
  };
};

type EntryRow = Pick<
  JournalTable,
  'position' | 'native_id' | 'intended_at' | 'outcome' | 'code' | 'message' | 'settled_at'
> & {
  readonly run_id: string;
  readonly change: string;
  readonly request_ids: string | null;
};
