import type { Approval, Plan, PlanState } from '../../domain/plan.ts';
import type { Run } from '../../domain/run.ts';

/** Where a plan stands, as told by what is kept with it. Pure. */
export const stateOfPlan = (
  { expiresAt, outcome }: Plan,
  circumstances: { readonly approval: Approval | null; readonly run: Run | null; readonly now: number },
): PlanState => {
  const { approval, run, now } = circumstances;
  if (run !== null) return 'APPLIED';
  if (outcome.state !== 'PLANNED') return outcome.state;
  if (outcome.changes === 0) return 'EMPTY';
  if (now >= expiresAt) return 'EXPIRED';
  const verdicts = new Set(outcome.guards.map(({ verdict }) => verdict));
  if (verdicts.has('REFUSE')) return 'REFUSED';
  if (!verdicts.has('BLOCK')) return 'READY';
  return counts(approval, outcome.digest, now) ? 'APPROVED' : 'BLOCKED';
};

/** Whether an approval is of this very plan, and not too old. */
const counts = (approval: Approval | null, digest: string, now: number): boolean =>
  approval !== null && approval.digest === digest && now < approval.expiresAt;
