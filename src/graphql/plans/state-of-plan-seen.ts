import type { Plan } from '../../domain/plan.ts';
import { stateOfPlan } from '../../sync/planning/state-of-plan.ts';
import type { Context } from '../context.ts';
import type { PlanState } from '../resolver-types.ts';

/** Where a plan stands, with what tells it. */
export const stateOfPlanSeen = async ({ records, now }: Context, plan: Plan): Promise<PlanState> => {
  const [approval, run] = await Promise.all([records.plans.approval(plan.id), records.runs.ofPlan(plan.id)]);
  return stateOfPlan(plan, { approval, run, now: now().getTime() });
};
