import { type Kysely, sql } from 'kysely';
import type { JournalEntry, OutcomeKind, RunCounts } from '../../domain/run.ts';
import type { StoreDialect } from '../dialect.ts';
import type { RunReader, RunWriter } from '../sync-records.ts';
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

export const countOutcomes = async (db: Kysely<Tables>, runId: string): Promise<RunCounts> => {
  const { changes } = await db
    .selectFrom('run')
    .innerJoin('plan_change', 'plan_change.plan_number', 'run.plan_number')
    .select(({ fn }) => fn.countAll<number>().as('changes'))
    .where('run.id', '=', runId)
    .executeTakeFirstOrThrow();
  const rows = await db
    .selectFrom('run')
    .innerJoin('journal', 'journal.run_number', 'run.number')
    .select(['journal.outcome', ({ fn }) => fn.countAll<number>().as('count')])
    .where('run.id', '=', runId)
    .groupBy('journal.outcome')
    .execute();
  const settled = rows.filter(({ outcome }) => outcome !== null);
  const countOf = (kind: OutcomeKind): number => settled.find(({ outcome }) => outcome === kind)?.count ?? 0;
  return {
    APPLIED: countOf('APPLIED'),
    NOOP: countOf('NOOP'),
    FAILED: countOf('FAILED'),
    SKIPPED: countOf('SKIPPED'),
    CONFLICT: countOf('CONFLICT'),
    UNKNOWN: countOf('UNKNOWN'),
    PENDING: settled.reduce((pending, { count }) => pending - count, changes),
  };
};

/** In conditions of indexes nothing is bound, so that they are used. */
export const lossesSince = async (db: Kysely<Tables>, backend: string, since: number): Promise<number> => {
  const underWay = await db
    .selectFrom('run')
    .innerJoin('plan_change', 'plan_change.plan_number', 'run.plan_number')
    .select(({ fn }) => fn.sum<number | null>('plan_change.losses').as('losses'))
    .where(sql<boolean>`run.state = 'RUNNING'`)
    .where('run.is_approved', '=', 0)
    .where('plan_change.backend', '=', backend)
    .where(sql<boolean>`plan_change.losses > 0`)
    .executeTakeFirstOrThrow();
  const others = await db
    .selectFrom('journal')
    .innerJoin('run', 'run.number', 'journal.run_number')
    .select(({ fn }) => fn.sum<number | null>('journal.losses').as('losses'))
    .where('journal.backend', '=', backend)
    .where(sql<boolean>`journal.losses > 0`)
    .where('journal.intended_at', '>=', since)
    .where(({ eb, or }) =>
      or([eb('journal.outcome', 'is', null), eb('journal.outcome', 'not in', cameToNothing)]),
    )
    .where('run.state', '<>', 'RUNNING')
    .where('run.is_approved', '=', 0)
    .executeTakeFirstOrThrow();
  return (underWay.losses ?? 0) + (others.losses ?? 0);
};

const cameToNothing: readonly OutcomeKind[] = ['FAILED', 'SKIPPED', 'NOOP'];

export const intend = async (
  db: Kysely<Tables>,
  runId: string,
  positions: readonly number[],
  at: number,
): Promise<void> => {
  const wanted = new Set(positions);
  if (wanted.size === 0) return;
  const intended = await db
    .insertInto('journal')
    .columns([...columnsOfChange, 'intended_at'])
    .expression(changesOf(db, runId, [...wanted]).select(({ val }) => val(at).as('intended_at')))
    .onConflict((conflict) =>
      conflict
        .columns(['run_number', 'position'])
        .doUpdateSet({ intended_at: at, ...nothingSettled })
        .where(({ eb, or }) =>
          or([eb('journal.outcome', 'is', null), eb('journal.outcome', 'not in', standing)]),
        ),
    )
    .returning('position')
    .execute();
  if (intended.length < wanted.size)
    throw new Error(
      `A change of the run ${runId} cannot be intended: it has an outcome that stands, or is none`,
    );
};

export const settle = async (
  db: Kysely<Tables>,
  { runId, position, outcome, at, requestIds, nativeId }: Parameters<RunWriter['settle']>[0],
): Promise<void> => {
  const settled = {
    outcome: outcome.kind,
    code: outcome.code,
    message: outcome.message,
    settled_at: at,
    request_ids: JSON.stringify(requestIds),
  };
  await db
    .insertInto('journal')
    .columns([...columnsOfChange])
    .expression(changesOf(db, runId, [position]))
    .onConflict((conflict) => conflict.columns(['run_number', 'position']).doNothing())
    .execute();
  const row = await db
    .updateTable('journal')
    .set(nativeId === undefined ? settled : { ...settled, native_id: nativeId })
    .where('run_number', '=', ({ selectFrom }) => selectFrom('run').select('number').where('id', '=', runId))
    .where('position', '=', position)
    .returning('position')
    .executeTakeFirst();
  if (row === undefined) throw new Error(`The run ${runId} has no change at ${position}`);
};

export const reopen = async (db: Kysely<Tables>, runId: string): Promise<void> => {
  await db
    .updateTable('journal')
    .set(nothingSettled)
    .where('run_number', '=', ({ selectFrom }) => selectFrom('run').select('number').where('id', '=', runId))
    .where('outcome', 'not in', standing)
    .execute();
};

const nothingSettled = { outcome: null, code: null, message: null, settled_at: null };

const standing: readonly OutcomeKind[] = ['APPLIED', 'NOOP'];

const columnsOfChange = [
  'run_number',
  'position',
  'backend',
  'native_id',
  'losses',
  'request_ids',
] as const satisfies readonly (keyof JournalTable)[];

/** In the order of `columnsOfChange`. */
const changesOf = (db: Kysely<Tables>, runId: string, positions: readonly number[]) =>
  db
    .selectFrom('run')
    .innerJoin('plan_change', 'plan_change.plan_number', 'run.plan_number')
    .select([
      'run.number',
      'plan_change.position',
      'plan_change.backend',
      'plan_change.native_id',
      'plan_change.losses',
      sql.lit('[]').as('request_ids'),
    ])
    .where('run.id', '=', runId)
    .where('plan_change.position', 'in', positions);

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
