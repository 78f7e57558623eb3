import { type Kysely, sql } from 'kysely';
import { type OutcomeKind, outcomesOfNothing, type RunCounts } from '../../domain/run.ts';
import type { RunWriter } from '../run-records.ts';
import type { Tables } from '../tables.ts';

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
    .selectFrom('plan_change')
    .select(({ fn }) => fn.sum<number | null>('losses').as('losses'))
    .where('plan_number', 'in', ({ selectFrom }) =>
      selectFrom('run')
        .select('plan_number')
        .where(sql<boolean>`state = 'RUNNING'`)
        .where('is_approved', '=', 0),
    )
    .where('backend', '=', backend)
    .where(sql<boolean>`losses > 0`)
    .executeTakeFirstOrThrow();
  const others = await db
    .selectFrom('journal')
    .innerJoin('run', 'run.number', 'journal.run_number')
    .select(({ fn }) => fn.sum<number | null>('journal.losses').as('losses'))
    .where('journal.backend', '=', backend)
    .where(sql<boolean>`journal.losses > 0`)
    .where('journal.intended_at', '>=', since)
    .where(({ eb, or }) =>
      or([eb('journal.outcome', 'is', null), eb('journal.outcome', 'not in', outcomesOfNothing)]),
    )
    .where('run.state', '<>', 'RUNNING')
    .where('run.is_approved', '=', 0)
    .executeTakeFirstOrThrow();
  const outside = await db
    .selectFrom('loss')
    .select(({ fn }) => fn.sum<number | null>('losses').as('losses'))
    .where('backend', '=', backend)
    .where('at', '>=', since)
    .executeTakeFirstOrThrow();
  return (underWay.losses ?? 0) + (others.losses ?? 0) + (outside.losses ?? 0);
};

export const addLosses = async (
  db: Kysely<Tables>,
  loss: Parameters<RunWriter['addLosses']>[0],
): Promise<void> => {
  await db.insertInto('loss').values(loss).execute();
};
