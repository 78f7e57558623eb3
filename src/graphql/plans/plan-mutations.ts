import type { Applying } from '../../sync/applying/runs.ts';
import type { Planning } from '../../sync/planning/plans.ts';
import type { Context } from '../context.ts';
import { inTime } from '../in-time.ts';
import { errorsOf } from '../mutation.ts';
import type { PlanPayloadParent, RunPayloadParent } from '../parents.ts';

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
