import { maySee } from '../../domain/caller.ts';
import { RolecallError } from '../../domain/errors.ts';
import type { Plan } from '../../domain/plan.ts';
import type { Run } from '../../domain/run.ts';
import type { Context } from '../context.ts';
import { parseGlobalIdOf } from '../global-id.ts';

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

/**
 * The plan of a global id. Throws NOT_FOUND alike where there is none and where the caller may not see it, and BAD_INPUT for an id of another
 * type; `path` is where the input names it.
 */
export const planOf = async (
  context: Seeing,
  id: string,
  path: readonly string[] = ['id'],
): Promise<Plan> => {
  const plan = await planSeen(context, parseGlobalIdOf('Plan', id, path).id);
  if (plan === null) throw new RolecallError('NOT_FOUND', 'There is no such plan', { path });
  return plan;
};

/** The same of a run. */
export const runOf = async (context: Seeing, id: string, path: readonly string[] = ['id']): Promise<Run> => {
  const run = await runSeen(context, parseGlobalIdOf('Run', id, path).id);
  if (run === null) throw new RolecallError('NOT_FOUND', 'There is no such run', { path });
  return run;
};

/** The backends that lists of plans and runs are restricted to; `null` for a caller who sees those too that are no longer configured. */
export const backendsSeen = ({ caller }: Pick<Context, 'caller'>): readonly string[] | null =>
  caller.backends === null ? null : [...caller.backends];
