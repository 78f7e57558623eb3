import { maySee } from '../../domain/caller.ts';
import type { Plan, PlanOrigin } from '../../domain/plan.ts';
import type { Run } from '../../domain/run.ts';
import type { Context } from '../context.ts';

type Seeing = Pick<Context, 'records' | 'caller'>;

/** A plan; `null` where there is none, or one that reads or writes a backend which the caller may not see. */
export const planSeen = async ({ records, caller }: Seeing, id: string): Promise<Plan | null> => {
  const plan = await records.plans.find(id);
  return plan?.backends.every((backend) => maySee(caller, backend)) === true ? plan : null;
};

/** The same of a run: who may not see its plan does not see it. */
export const runSeen = async (context: Seeing, id: string): Promise<Run | null> => {
  const run = await context.records.runs.find(id);
  return run !== null && (await planSeen(context, run.planId)) !== null ? run : null;
};

/** The backends that lists of plans and runs are restricted to; `null` for a caller who sees those too that are no longer configured. */
export const backendsSeen = ({ caller }: Pick<Context, 'caller'>): readonly string[] | null =>
  caller.backends === null ? null : [...caller.backends];

/** Of plans that people review. What mutations change at once was never reviewed. */
export const reviewed: readonly PlanOrigin[] = ['ROLE_SYNC', 'OFFBOARDING', 'UNDO'];
