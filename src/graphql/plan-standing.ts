import type { Plan } from '../domain/plan.ts';
import { standingOf } from '../sync/planning/standing.ts';
import type { Context } from './context.ts';
import type { PlanState } from './resolver-types.ts';

/** Where a plan stands, with what tells it. */
export const standingSeen = async ({ records, now }: Context, plan: Plan): Promise<PlanState> => {
  const [approval, run] = await Promise.all([records.plans.approval(plan.id), records.runs.ofPlan(plan.id)]);
  return standingOf(plan, { approval, run, now: now().getTime() });
};
