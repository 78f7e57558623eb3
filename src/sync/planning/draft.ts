import type { Change } from '../../domain/change.ts';
import { chunksOf } from '../../domain/chunks.ts';
import { RolecallError } from '../../domain/errors.ts';
import type { BackendSummary, Exclusion, NotExpressibleRole } from '../../domain/plan.ts';
import { mostAtOnce, type Store } from '../../store/store.ts';
import { createPlanDigest, type PlanDigest } from '../plan-digest.ts';
import type { Decided } from './decided.ts';
import type { Effect } from './effect.ts';
import { inOrder } from './order.ts';
import { createTally } from './summary.ts';

/**
 * A plan while it is decided. Exclusions are kept in the store as they come, since nearly all of a hundred thousand accounts may be excluded;
 * changes are ordered first, and there are only so many.
 */
export type Draft = {
  /** Throws BAD_INPUT where there would be more than `mostChanges`. */
  add(decided: readonly Decided[]): Promise<void>;
  /** Keeps everything that was added, changes in their order. */
  end(): Promise<Drafted>;
};

/** `digest` waits for the rest of the plan. */
export type Drafted = {
  readonly changes: readonly Change[];
  readonly effects: readonly Effect[];
  readonly excluded: number;
  readonly summary: readonly BackendSummary[];
  readonly notExpressible: readonly NotExpressibleRole[];
  readonly digest: PlanDigest;
};

/** Of one plan: nobody can review more, and they are held in memory. */
export const mostChanges = 50_000;

/** `backends` are those that are summed up. */
export const createDraft = (
  planId: string,
  backends: readonly string[],
  store: Pick<Store, 'write'>,
): Draft => {
  const tally = createTally(backends);
  const digest = createPlanDigest();
  const changes: Change[] = [];
  const effects: Effect[] = [];
  let waiting: Exclusion[] = [];
  let excluded = 0;

  const keepExclusions = async (): Promise<void> => {
    const position = excluded;
    const exclusions = waiting;
    waiting = [];
    excluded += exclusions.length;
    for (const exclusion of exclusions) digest.addExclusion(exclusion);
    if (exclusions.length > 0)
      await store.write(({ plans }) => plans.addExclusions(planId, position, exclusions));
  };

  return {
    add: async (decided) => {
      for (const one of decided) {
        tally.add(one);
        for (const { change, effect } of one.changes) {
          changes.push(change);
          effects.push(effect);
        }
        for (const exclusion of one.exclusions) {
          waiting.push(exclusion);
          if (waiting.length === mostAtOnce) await keepExclusions();
        }
      }
      if (changes.length > mostChanges)
        throw new RolecallError(
          'BAD_INPUT',
          `These would be more than ${mostChanges} changes: plan for fewer users at once`,
          { path: ['over'] },
        );
    },
    end: async () => {
      await keepExclusions();
      const ordered = inOrder(changes);
      let position = 0;
      for (const part of chunksOf(ordered, mostAtOnce)) {
        for (const change of part) digest.addChange(change);
        const at = position;
        position += part.length;
        await store.write(({ plans }) => plans.addChanges(planId, at, part));
      }
      return {
        changes: ordered,
        effects,
        excluded,
        summary: tally.summary(),
        notExpressible: tally.notExpressible(),
        digest,
      };
    },
  };
};
