import { type Kysely, sql } from 'kysely';
import type { Approval, Plan } from '../../domain/plan.ts';
import type { PlanQuery } from '../plan-records.ts';
import type { Tables } from '../tables.ts';
import { isWithin } from './plan-backends.ts';

export const findPlan = async (db: Kysely<Tables>, id: string): Promise<Plan | null> => {
  const row = await db.selectFrom('plan').select('plan').where('id', '=', id).executeTakeFirst();
  return row === undefined ? null : toPlan(row.plan);
};

/** Each origin is walked by itself: plans of the others, of which there may be very many, are not passed over. */
export const listPlans = async (db: Kysely<Tables>, query: PlanQuery): Promise<readonly Plan[]> => {
  const { backends, before, first } = query;
  const found: { readonly number: number; readonly plan: string }[] = [];
  for (const origin of new Set(query.origins)) {
    const rows = await db
      .selectFrom('plan')
      .select(['plan.number', 'plan.plan'])
      .where('plan.origin', '=', origin)
      .where(isWithin('plan.number', backends))
      .$if(before !== undefined, (plans) =>
        plans.where('plan.number', '<', ({ selectFrom }) =>
          selectFrom('plan as other')
            .select('other.number')
            .where('other.id', '=', before ?? ''),
        ),
      )
      .orderBy('plan.number', 'desc')
      .limit(first)
      .execute();
    found.push(...rows);
  }
  return found
    .toSorted((one, other) => other.number - one.number)
    .slice(0, first)
    .map(({ plan }) => toPlan(plan));
};

export const unfinishedPlans = async (db: Kysely<Tables>): Promise<readonly Plan[]> => {
  const rows = await db
    .selectFrom('plan')
    .select('plan')
    // Not bound, so that the index of these is used.
    .where(sql<boolean>`state = 'PLANNING'`)
    .orderBy('number')
    .execute();
  return rows.map(({ plan }) => toPlan(plan));
};

export const savePlan = async (db: Kysely<Tables>, plan: Plan): Promise<void> => {
  const told = { origin: plan.origin, state: plan.outcome.state, plan: JSON.stringify(plan) };
  const { number } = await db
    .insertInto('plan')
    .values({ id: plan.id, ...told })
    .onConflict((conflict) => conflict.column('id').doUpdateSet(told))
    .returning('number')
    .executeTakeFirstOrThrow();
  await db.deleteFrom('plan_backend').where('plan_number', '=', number).execute();
  if (plan.backends.length === 0) return;
  await db
    .insertInto('plan_backend')
    .values([...new Set(plan.backends)].map((backend) => ({ plan_number: number, backend })))
    .execute();
};

export const findApproval = async (db: Kysely<Tables>, planId: string): Promise<Approval | null> => {
  const row = await db
    .selectFrom('approval')
    .innerJoin('plan', 'plan.number', 'approval.plan_number')
    .select(['approval.digest', 'approval.by', 'approval.reason', 'approval.at', 'approval.expires_at'])
    .where('plan.id', '=', planId)
    .orderBy('approval.number', 'desc')
    .limit(1)
    .executeTakeFirst();
  if (row === undefined) return null;
  const { expires_at, ...approval } = row;
  return { planId, ...approval, expiresAt: expires_at };
};

export const approvePlan = async (
  db: Kysely<Tables>,
  { planId, expiresAt, ...approval }: Approval,
): Promise<void> => {
  const plan_number = await numberOfPlan(db, planId);
  await db
    .insertInto('approval')
    .values({ plan_number, ...approval, expires_at: expiresAt })
    .execute();
};

export const numberOfPlan = async (db: Kysely<Tables>, id: string): Promise<number> => {
  const row = await db.selectFrom('plan').select('number').where('id', '=', id).executeTakeFirst();
  if (row === undefined) throw new Error(`There is no plan ${id}`);
  return row.number;
};

/** As `savePlan` wrote it. */
export const toPlan = (text: string): Plan => JSON.parse(text) as Plan;
