import type { Kysely } from 'kysely';
import { type PlanOrigin, reviewedOrigins } from '../../domain/plan.ts';
import { mostAtOnce } from '../store.ts';
import type { Tables } from '../tables.ts';
import { toPlan } from './plans.ts';

/** Forgets a part of one plan, or the rest of it: a plan over many accounts would keep others waiting. Answers whether there may be more. */
export const forgetUnapplied = async (db: Kysely<Tables>, before: number): Promise<boolean> => {
  // What a mutation changes at once has its run as soon as it is there.
  for (const origin of reviewedOrigins) {
    const plan = await oldestUnapplied(db, origin);
    if (plan === null || plan.expiresAt >= before) continue;
    const isLeft = (await forgetParts(db, 'plan_change', plan)) || (await forgetParts(db, 'exclusion', plan));
    if (isLeft) return true;
    await db.deleteFrom('approval').where('plan_number', '=', plan.number).execute();
    await db.deleteFrom('plan_backend').where('plan_number', '=', plan.number).execute();
    await db.deleteFrom('plan').where('number', '=', plan.number).execute();
    return true;
  }
  return false;
};

type Unapplied = { readonly number: number; readonly expiresAt: number };

const oldestUnapplied = async (db: Kysely<Tables>, origin: PlanOrigin): Promise<Unapplied | null> => {
  const row = await db
    .selectFrom('plan')
    .select(['plan.number', 'plan.plan'])
    .where('plan.origin', '=', origin)
    .where('plan.state', '!=', 'PLANNING')
    .where(({ not, exists, selectFrom }) =>
      not(exists(selectFrom('run').select('run.id').whereRef('run.plan_number', '=', 'plan.number'))),
    )
    .orderBy('plan.number')
    .limit(1)
    .executeTakeFirst();
  return row === undefined ? null : { number: row.number, expiresAt: toPlan(row.plan).expiresAt };
};

/** Answers whether some are left. */
const forgetParts = async (
  db: Kysely<Tables>,
  table: 'plan_change' | 'exclusion',
  { number }: Unapplied,
): Promise<boolean> => {
  const parts = await db
    .selectFrom(table)
    .select('position')
    .where('plan_number', '=', number)
    .orderBy('position')
    .limit(mostAtOnce + 1)
    .execute();
  const end = parts.at(mostAtOnce)?.position ?? Number.MAX_SAFE_INTEGER;
  await db.deleteFrom(table).where('plan_number', '=', number).where('position', '<', end).execute();
  return parts.length > mostAtOnce;
};
