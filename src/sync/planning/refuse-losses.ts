import { RolecallError } from '../../domain/errors.ts';
import type { Plan } from '../../domain/plan.ts';
import type { StoreReader } from '../../store/store.ts';
import type { PlanningDeps } from './deps.ts';
import { judgeLosses } from './guard.ts';

/**
 * Throws GUARD_BLOCKED where a plan would take more than may be taken by now: others may have been applied since it was made, each within
 * the limits (G29). For a plan that nobody approved, within the write that begins its run.
 */
export const refuseLosses = async (
  { outcome }: Plan,
  { accounts, runs }: Pick<StoreReader, 'accounts' | 'runs'>,
  { limits, now }: Pick<PlanningDeps, 'limits' | 'now'>,
): Promise<void> => {
  const summary = outcome.state === 'PLANNED' ? outcome.summary : [];
  for (const { backend, revokes } of summary) {
    const verdict = judgeLosses(limits, {
      backend,
      planned: revokes,
      population: revokes === 0 ? 0 : await accounts.countAssignments(backend),
      inWindow: revokes === 0 ? 0 : await runs.lossesSince(backend, now() - limits.windowMs),
      accounts: [],
    });
    if (verdict?.verdict === 'BLOCK')
      throw new RolecallError('GUARD_BLOCKED', `On backend ${backend} ${verdict.detail}: plan again`, {
        path: ['id'],
      });
  }
};
