import { promptly } from '../../audit/promptly.ts';
import type { Change } from '../../domain/change.ts';
import { RolecallError } from '../../domain/errors.ts';
import type { Plan, Planned } from '../../domain/plan.ts';
import type { Outcome, Run } from '../../domain/run.ts';
import type { StoreWriter } from '../../store/store.ts';
import type { Actor } from '../actor.ts';
import { createPlanDigest } from '../plan-digest.ts';
import { summaryOfChanges } from '../planning/summary.ts';
import { type Author, type Journal, outcomeOf, type Settled } from './journal.ts';
import type { Performance } from './perform-step.ts';
import { collectRequestIds } from './request-ids.ts';
import type { RunsUnderWay } from './runs-under-way.ts';
import { atOnce, type CameOf } from './write-once.ts';

/** What a mutation changes at once: a plan and a run like any other, written down together before anything is done. */
export type DirectChanges = {
  /** The mutation, as the schema calls it. */
  readonly action: string;
  /** What was asked for, without secrets. */
  readonly request: Readonly<Record<string, unknown>>;
  readonly changes: readonly Change[];
};

export type DirectRuns = {
  /** Begins a run of changes that `carryOut` then does one by one. Throws what a guard says against them. */
  begin(
    direct: DirectChanges,
    actor: Actor,
  ): Promise<{ readonly run: Run; readonly plan: Plan; readonly by: Author }>;
  /**
   * Writes down that all of them are about to be done, does them, and writes down what came of each, as `perform` tells in the order of the
   * changes. Throws what a guard says against them, before anything is done.
   */
  carryOut<Seen>(
    direct: DirectChanges,
    actor: Actor,
    perform: (how: Performance) => Promise<readonly PerformedChange<Seen>[]>,
  ): Promise<{ readonly run: Run; readonly performed: readonly PerformedChange<Seen>[] }>;
};

/** `nativeId` where the backend has chosen it. */
export type PerformedChange<Seen> = CameOf<Seen> & { readonly nativeId?: string | undefined };

export const createDirectRuns = (deps: {
  readonly journal: Journal;
  readonly underWay: RunsUnderWay;
  /** How long a run may be taken up again. */
  readonly planMs: number;
  /** Throws what stands against changes that nobody reviewed. */
  readonly guard: (
    changes: readonly Change[],
    actor: Actor,
  ) => Promise<(writer: StoreWriter) => Promise<void>>;
  readonly newId: () => string;
  readonly now: () => number;
}): DirectRuns => {
  const { journal, underWay, guard, newId, now } = deps;

  const begin = async (direct: DirectChanges, actor: Actor, areIntended: boolean) => {
    const { action, changes } = direct;
    const by: Author = { caller: actor.caller.name, requestId: actor.requestId, action, reason: null };
    const guardWithin = await guard(changes, actor);
    const plan = toPlan(direct, { id: newId(), by, at: now(), planMs: deps.planMs });
    const run: Run = {
      id: newId(),
      planId: plan.id,
      digest: plan.outcome.digest,
      startedBy: by.caller,
      startedAt: plan.createdAt,
      finishedAt: null,
      state: 'RUNNING',
      isApproved: false,
    };
    await promptly(journal.beginDirect({ plan, changes, run, areIntended }, by, guardWithin), () =>
      journal.finish(
        run,
        'PARTIAL',
        by,
        changes.map((change, position) => ({ change, position, outcome: tooLate, requestIds: [] })),
      ),
    );
    return { run, plan, by };
  };

  return {
    begin: (direct, actor) => begin(direct, actor, false),
    carryOut: async (direct, actor, perform) => {
      const { run, by } = await begin(direct, actor, true);
      const requests = collectRequestIds();
      const settledAs = (
        toOutcome: (position: number) => Pick<Settled, 'outcome' | 'nativeId'>,
      ): readonly Settled[] =>
        direct.changes.map((change, position) => ({
          change,
          position,
          requestIds: requests.ids,
          ...toOutcome(position),
        }));
      const work = async () => {
        try {
          const performed = await perform({ options: requests.options, now, manner: atOnce });
          const settled = settledAs((at) => outcomeOfPerformed(performed[at]));
          const state = settled.every(({ outcome }) => outcome.kind === 'APPLIED') ? 'DONE' : 'PARTIAL';
          return { run: await journal.finish(run, state, by, settled), performed };
        } catch (error) {
          if (error instanceof RolecallError && error.code === 'STORE_UNAVAILABLE') throw error;
          // Nobody knows what was done before.
          const outcome = error instanceof RolecallError ? outcomeOf('UNKNOWN', error) : faulty;
          await journal.finish(
            run,
            'PARTIAL',
            by,
            settledAs(() => ({ outcome })),
          );
          throw error;
        }
      };
      const done = work();
      underWay.enter(run.id, { ended: done.then((one) => one.run), cancel: null });
      return done;
    },
  };
};

/** Whoever asked was told by then that nothing is done. */
const tooLate: Outcome = {
  kind: 'SKIPPED',
  code: 'STORE_UNAVAILABLE',
  message: 'It was written down too late, so nothing was done',
};

const faulty: Outcome = { kind: 'UNKNOWN', code: 'INTERNAL', message: 'A fault of Rolecall' };

const outcomeOfPerformed = (
  written: PerformedChange<unknown> | undefined,
): Pick<Settled, 'outcome' | 'nativeId'> => {
  if (written === undefined) return { outcome: faulty };
  return {
    outcome:
      written.kind === 'APPLIED'
        ? { kind: 'APPLIED', code: null, message: null }
        : outcomeOf(written.kind, written.error),
    nativeId: written.nativeId,
  };
};

type PlannedPlan = Plan & { readonly outcome: { readonly state: 'PLANNED' } & Planned };

const toPlan = (
  { action, request, changes }: DirectChanges,
  {
    id,
    by,
    at,
    planMs,
  }: { readonly id: string; readonly by: Author; readonly at: number; readonly planMs: number },
): PlannedPlan => {
  const head = {
    id,
    origin: 'DIRECT',
    request: { mutation: action, ...request },
    createdBy: by.caller,
    createdAt: at,
    expiresAt: at + planMs,
    backends: [...new Set(changes.map(({ account }) => account.backend))],
  } as const;
  const planned: Omit<Planned, 'digest'> = {
    mode: changes.some(({ losses }) => losses > 0) ? 'REPLACE' : 'GRANT_ONLY',
    summary: summaryOfChanges(changes),
    guards: [],
    forecast: { calls: 0, minimumSeconds: 0, backends: [] },
    notExpressible: [],
    changes: changes.length,
    excluded: 0,
    inputs: [],
  };
  const digest = createPlanDigest();
  for (const change of changes) digest.addChange(change);
  return { ...head, outcome: { state: 'PLANNED', ...planned, digest: digest.end(head, planned) } };
};
