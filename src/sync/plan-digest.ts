import { createHash } from 'node:crypto';
import { canonicalJson } from '../domain/canonical.ts';
import type { Change } from '../domain/change.ts';
import type { Exclusion, Plan, Planned } from '../domain/plan.ts';

/** Takes the digest of a plan part by part, since it may be long: every change in order, then every exclusion in order, then the rest. */
export type PlanDigest = {
  addChange(change: Change): void;
  addExclusion(exclusion: Exclusion): void;
  /** In 64 hexadecimal digits. */
  end(plan: Omit<Plan, 'outcome'>, planned: Omit<Planned, 'digest'>): string;
};

export const createPlanDigest = (): PlanDigest => {
  const hash = createHash('sha256');
  const add = (kind: string, value: unknown): void => {
    hash.update(`${kind} ${canonicalJson(value)}\n`);
  };
  return {
    addChange: (change) => add('change', change),
    addExclusion: (exclusion) => add('exclusion', exclusion),
    end: (plan, planned) => {
      add('plan', { plan, planned });
      return hash.digest('hex');
    },
  };
};
