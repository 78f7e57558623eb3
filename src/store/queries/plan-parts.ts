import type { Kysely } from 'kysely';
import type { Change } from '../../domain/change.ts';
import type { Exclusion } from '../../domain/plan.ts';
import type { StoreDialect } from '../dialect.ts';
import type { PageOfParts, Positioned } from '../plan-records.ts';
import type { ExclusionTable, PlanChangeTable, Tables } from '../tables.ts';
import { numberOfPlan } from './plans.ts';
import { createRowStatement } from './row-statement.ts';

export const planChanges = async (
  db: Kysely<Tables>,
  planId: string,
  { after = -1, first }: PageOfParts,
): Promise<readonly Positioned<Change>[]> => {
  const rows = await db
    .selectFrom('plan')
    .innerJoin('plan_change as part', 'part.plan_number', 'plan.number')
    .select(['part.position', 'part.change'])
    .where('plan.id', '=', planId)
    .where('part.position', '>', after)
    .orderBy('part.position')
    .limit(first)
    .execute();
  return rows.map(({ position, change }) => ({ position, entry: toChange(change) }));
};

export const planExclusions = async (
  db: Kysely<Tables>,
  planId: string,
  { after = -1, first }: PageOfParts,
): Promise<readonly Positioned<Exclusion>[]> => {
  const rows = await db
    .selectFrom('plan')
    .innerJoin('exclusion as part', 'part.plan_number', 'plan.number')
    .select(['part.position', 'part.exclusion'])
    .where('plan.id', '=', planId)
    .where('part.position', '>', after)
    .orderBy('part.position')
    .limit(first)
    .execute();
  // As `addExclusions` wrote it.
  return rows.map(({ position, exclusion }) => ({ position, entry: JSON.parse(exclusion) as Exclusion }));
};

export const addChanges = async (
  db: Kysely<Tables>,
  dialect: StoreDialect,
  planId: string,
  position: number,
  changes: readonly Change[],
): Promise<void> => {
  const plan_number = await numberOfPlan(db, planId);
  await insertChanges(
    db,
    dialect,
    changes.map((change, at) => ({
      plan_number,
      position: position + at,
      backend: change.account.backend,
      native_id: change.account.id,
      losses: change.losses,
      change: JSON.stringify(change),
    })),
  );
};

const insertChanges = createRowStatement(
  ['plan_number', 'position', 'backend', 'native_id', 'losses', 'change'],
  (db, rows: readonly PlanChangeTable[]) => db.insertInto('plan_change').values([...rows]),
);

export const addExclusions = async (
  db: Kysely<Tables>,
  dialect: StoreDialect,
  planId: string,
  position: number,
  exclusions: readonly Exclusion[],
): Promise<void> => {
  const plan_number = await numberOfPlan(db, planId);
  await insertExclusions(
    db,
    dialect,
    exclusions.map((exclusion, at) => ({
      plan_number,
      position: position + at,
      exclusion: JSON.stringify(exclusion),
    })),
  );
};

const insertExclusions = createRowStatement(
  ['plan_number', 'position', 'exclusion'],
  (db, rows: readonly ExclusionTable[]) => db.insertInto('exclusion').values([...rows]),
);

/** As `addChanges` wrote it. */
export const toChange = (text: string): Change => JSON.parse(text) as Change;
