import { RolecallError } from '../../domain/errors.ts';
import type { Plan } from '../../domain/plan.ts';
import type { StoreReader } from '../../store/store.ts';
import { digestMismatch, planExpired } from '../planning/plan-refusals.ts';
import { stateOfPlan } from '../planning/state-of-plan.ts';

/** Answers whether somebody approved it. Throws what stands against applying the plan at all. */
export const refuseUnappliable = async (
  plan: Plan,
  { digest, hasRun }: { readonly digest: string; readonly hasRun: boolean },
  { store, now }: { readonly store: Pick<StoreReader, 'plans'>; readonly now: () => number },
): Promise<boolean> => {
  if (plan.outcome.state !== 'PLANNED')
    throw new RolecallError('BAD_INPUT', `The plan cannot be applied: it is ${plan.outcome.state}`, {
      path: ['id'],
    });
  if (plan.outcome.digest !== digest) throw digestMismatch();
  if (hasRun) return false;
  const approval = await store.plans.approval(plan.id);
  const state = stateOfPlan(plan, { approval, run: null, now: now() });
  switch (state) {
    case 'READY':
    case 'EMPTY':
      return false;
    case 'APPROVED':
      return true;
    case 'EXPIRED':
      throw planExpired();
    case 'BLOCKED':
      if (approval?.digest === digest)
        throw new RolecallError('PLAN_EXPIRED', 'The approval is too old: have the plan approved again', {
          path: ['id'],
        });
      throw new RolecallError('GUARD_BLOCKED', whatBlocks(plan, state), { path: ['id'] });
    case 'REFUSED':
      throw new RolecallError('GUARD_BLOCKED', whatBlocks(plan, state), { path: ['id'] });
    case 'PLANNING':
    case 'FAILED':
    case 'APPLIED':
      throw new Error(`A plan that was planned and has no run is ${state}`);
  }
};

const whatBlocks = ({ outcome }: Plan, state: 'BLOCKED' | 'REFUSED'): string => {
  const verdicts = outcome.state === 'PLANNED' ? outcome.guards : [];
  const blocking = verdicts.filter(({ verdict }) => verdict !== 'PASS');
  const sentences = blocking.map(({ name, detail }) => `${name}: ${detail}`).join('; ');
  return state === 'BLOCKED'
    ? `Somebody else has to approve the plan first. ${sentences}`
    : `The plan may not be applied, whoever approves it. ${sentences}`;
};
