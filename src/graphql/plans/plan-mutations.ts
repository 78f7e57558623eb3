import { RolecallError } from '../../domain/errors.ts';
import type { Plan } from '../../domain/plan.ts';
import type { Run } from '../../domain/run.ts';
import type { Applying } from '../../sync/applying/runs.ts';
import type { Planning } from '../../sync/planning/plans.ts';
import type { Context } from '../context.ts';
import { parseGlobalIdOf } from '../global-id.ts';
import { inTime } from '../in-time.ts';
import { isForPayload, toMutationError } from '../mutation.ts';
import type { MutationErrorParent, PlanPayloadParent, RunPayloadParent } from '../parents.ts';
import { planSeen, runSeen } from './plans-seen.ts';

/** Has something planned and waits for what comes of it as long as the request can wait; planning goes on then. */
export const planned = async (
  context: Context,
  begin: () => Promise<Planning>,
): Promise<PlanPayloadParent> => {
  try {
    const { plan, ended } = await begin();
    await inTime(context, ended);
    return { plan: { id: plan.id }, errors: [] };
  } catch (error) {
    return { plan: null, errors: errorsOf(error) };
  }
};

/** The same of a run that is begun or taken up. */
export const applied = async (
  context: Context,
  begin: () => Promise<Applying>,
): Promise<RunPayloadParent> => {
  try {
    const { run, ended } = await begin();
    await inTime(context, ended);
    return { run: { id: run.id }, errors: [] };
  } catch (error) {
    return { run: null, errors: errorsOf(error) };
  }
};

/** Throws on what is not for a payload. */
export const errorsOf = (error: unknown): readonly MutationErrorParent[] => {
  if (!isForPayload(error)) throw error;
  return [toMutationError(error, { backend: null })];
};

/** The plan of a global id. Throws NOT_FOUND alike where there is none and where the caller may not see it. */
export const planOf = async (context: Context, id: string): Promise<Plan> => {
  const plan = await planSeen(context, parseGlobalIdOf('Plan', id).id);
  if (plan === null) throw new RolecallError('NOT_FOUND', 'There is no such plan', { path: ['id'] });
  return plan;
};

export const runOf = async (context: Context, id: string): Promise<Run> => {
  const run = await runSeen(context, parseGlobalIdOf('Run', id).id);
  if (run === null) throw new RolecallError('NOT_FOUND', 'There is no such run', { path: ['id'] });
  return run;
};
