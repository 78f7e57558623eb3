import { createHash } from 'node:crypto';
import { canonicalJson, digestOf } from '../domain/canonical.ts';
import type { Change } from '../domain/change.ts';
import type { Exclusion, Plan, Planned } from '../domain/plan.ts';

/** Takes the digest of a plan part by part, since it may be long: changes in their order and exclusions in theirs, then the rest. */
export type PlanDigest = {
  addChange(change: Change): void;
  addExclusion(exclusion: Exclusion): void;
  /** In 64 hexadecimal digits. */
  end(plan: Omit<Plan, 'outcome'>, planned: Omit<Planned, 'digest'>): string;
};

export const createPlanDigest = (): PlanDigest => {
  const changes = createHash('sha256');
  const exclusions = createHash('sha256');
  return {
    addChange: (change) => {
      changes.update(`${canonicalJson(change)}\n`);
    },
    addExclusion: (exclusion) => {
      exclusions.update(`${canonicalJson(exclusion)}\n`);
    },
    end: (plan, planned) =>
      digestOf({
        plan,
        planned,
        changes: changes.digest('hex'),
        exclusions: exclusions.digest('hex'),
      }),
  };
};
