import { type Kysely, sql } from 'kysely';
import { outcomesThatStand } from '../../domain/run.ts';
import type { RunWriter } from '../run-records.ts';
import type { JournalTable, Tables } from '../tables.ts';

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
          or([eb('journal.outcome', 'is', null), eb('journal.outcome', 'not in', outcomesThatStand)]),
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
    .where('outcome', 'not in', outcomesThatStand)
    .execute();
};

const nothingSettled = { outcome: null, code: null, message: null, settled_at: null };

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
