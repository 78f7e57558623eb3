import { type Kysely, sql } from 'kysely';
import type { Run } from '../../domain/run.ts';
import type { RunQuery } from '../run-records.ts';
import type { RunTable, Tables } from '../tables.ts';
import { isWithin } from './plan-backends.ts';
import { numberOfPlan } from './plans.ts';

export const findRun = async (db: Kysely<Tables>, id: string): Promise<Run | null> => {
  const row = await runs(db).where('run.id', '=', id).executeTakeFirst();
  return row === undefined ? null : toRun(row);
};

export const runOfPlan = async (db: Kysely<Tables>, planId: string): Promise<Run | null> => {
  const row = await runs(db).where('plan.id', '=', planId).executeTakeFirst();
  return row === undefined ? null : toRun(row);
};

export const listRuns = async (
  db: Kysely<Tables>,
  { backends, isOpen = false, before, first }: RunQuery,
): Promise<readonly Run[]> => {
  const rows = await runs(db)
    .where(isWithin('run.plan_number', backends))
    .$if(isOpen, (some) =>
      // Not bound, so that the index of these is used.
      some.where(sql<boolean>`run.state <> 'DONE' and (run.state = 'RUNNING' or plan.origin <> 'DIRECT')`),
    )
    .$if(before !== undefined, (some) =>
      some.where('run.number', '<', ({ selectFrom }) =>
        selectFrom('run as other')
          .select('other.number')
          .where('other.id', '=', before ?? ''),
      ),
    )
    .orderBy('run.number', 'desc')
    .limit(first)
    .execute();
  return rows.map(toRun);
};

export const unfinishedRuns = async (db: Kysely<Tables>): Promise<readonly Run[]> => {
  const rows = await runs(db)
    // Not bound, so that the index of these is used.
    .where(sql<boolean>`run.state = 'RUNNING'`)
    .orderBy('run.number')
    .execute();
  return rows.map(toRun);
};

export const beginRun = async (db: Kysely<Tables>, run: Run): Promise<void> => {
  await db
    .insertInto('run')
    .values({
      id: run.id,
      plan_number: await numberOfPlan(db, run.planId),
      digest: run.digest,
      started_by: run.startedBy,
      started_at: run.startedAt,
      finished_at: run.finishedAt,
      state: run.state,
      is_approved: Number(run.isApproved),
    })
    .execute();
};

export const saveRun = async (db: Kysely<Tables>, { id, state, finishedAt }: Run): Promise<void> => {
  await db.updateTable('run').set({ state, finished_at: finishedAt }).where('id', '=', id).execute();
};

const runs = (db: Kysely<Tables>) =>
  db
    .selectFrom('run')
    .innerJoin('plan', 'plan.number', 'run.plan_number')
    .select([
      'run.id',
      'plan.id as plan_id',
      'run.digest',
      'run.started_by',
      'run.started_at',
      'run.finished_at',
      'run.state',
      'run.is_approved',
    ]);

const toRun = (row: RunRow): Run => ({
  id: row.id,
  planId: row.plan_id,
  digest: row.digest,
  startedBy: row.started_by,
  startedAt: row.started_at,
  finishedAt: row.finished_at,
  state: row.state,
  isApproved: row.is_approved === 1,
});

type RunRow = Omit<RunTable, 'number' | 'plan_number'> & { readonly plan_id: string };
