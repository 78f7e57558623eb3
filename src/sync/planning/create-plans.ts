import { maySee } from '../../domain/caller.ts';
import { RolecallError } from '../../domain/errors.ts';
import type { Plan } from '../../domain/plan.ts';
import { reasonOf } from '../../domain/reason.ts';
import type { Actor } from '../actor.ts';
import { approvePlan } from './approve-plan.ts';
import { checkOffboarding, checkRoleSync } from './check-request.ts';
import { concludePlan } from './conclude-plan.ts';
import type { PlanningDeps } from './deps.ts';
import { createDraft } from './draft.ts';
import { draftOffboarding } from './draft-offboarding.ts';
import { backendsOfRoleSync, draftRoleSync } from './draft-role-sync.ts';
import { draftUndo } from './draft-undo.ts';
import { forgetPlans } from './forget-plans.ts';
import type { PlanKind } from './plan-kind.ts';
import { noSuchRun } from './plan-refusals.ts';
import type { Planning, Plans } from './plans.ts';
import { createReadings } from './readings.ts';
import { createTurns } from './turns.ts';

export const createPlans = (deps: PlanningDeps): Plans => {
  const { store, lifetimes, now, newId, log } = deps;
  const stopping = new AbortController();
  const underWay = new Set<Promise<unknown>>();
  const turns = createTurns();

  const begin = async (kind: PlanKind, actor: Actor): Promise<Planning> => {
    refuseStopping(stopping.signal);
    const leave = turns.take(actor.caller.name);
    try {
      return await beginInTurn(kind, actor, leave);
    } catch (error) {
      leave();
      throw error;
    }
  };

  const beginInTurn = async (kind: PlanKind, actor: Actor, leave: () => void): Promise<Planning> => {
    const createdAt = now();
    const plan: Plan = {
      id: newId(),
      origin: kind.origin,
      request: kind.request,
      createdBy: actor.caller.name,
      createdAt,
      expiresAt: createdAt + lifetimes.planMs,
      backends: kind.backends,
      outcome: { state: 'PLANNING' },
    };
    await store.write(({ plans }) => plans.save(plan));
    const ended = make(plan, kind, actor).finally(() => {
      underWay.delete(ended);
      leave();
      forgetOld();
    });
    underWay.add(ended);
    // Whoever waits is told; if nobody does, the log is.
    ended.catch((err) => log.error({ plan: plan.id, err }, 'what came of a plan could not be kept'));
    return { plan, ended };
  };

  /** Behind whoever asks. */
  const forgetOld = (): void => {
    const forgotten = forgetPlans(store, { now: now(), signal: stopping.signal })
      .catch((err) => log.error({ err }, 'old plans could not be forgotten'))
      .finally(() => underWay.delete(forgotten));
    underWay.add(forgotten);
  };

  /** Rejects only where the store fails. */
  const make = async (plan: Plan, kind: PlanKind, actor: Actor): Promise<Plan> => {
    const { signal } = stopping;
    const readings = createReadings(deps, { since: plan.createdAt, signal });
    const draft = createDraft(plan.id, kind.written, store);
    try {
      await kind.draft(draft, readings);
      signal.throwIfAborted();
      return await concludePlan(plan, kind, await draft.end(), { actor, readings, ...deps });
    } catch (error) {
      if (error instanceof RolecallError && error.code === 'STORE_UNAVAILABLE') throw error;
      return fail(plan, signal.aborted ? stopped : error);
    }
  };

  const fail = async (plan: Plan, error: unknown): Promise<Plan> => {
    const { code, message } = error instanceof RolecallError ? error : faultOfRolecall;
    if (!(error instanceof RolecallError))
      log.error({ plan: plan.id, err: error }, 'planning failed for a fault of Rolecall');
    const failed: Plan = { ...plan, outcome: { state: 'FAILED', code, message } };
    await store.write(({ plans }) => plans.save(failed));
    log.info({ plan: plan.id, code }, 'no plan came of it');
    return failed;
  };

  return {
    planRoleSync: async (asked, actor) => {
      const request = await checkRoleSync(asked, actor.caller, deps);
      const involved = backendsOfRoleSync(request);
      return begin(
        {
          origin: 'ROLE_SYNC',
          action: 'planRoleSync',
          request,
          mode: request.mode,
          backends: involved,
          restsOn: involved,
          written: request.to,
          allowEscalation: request.allowEscalation,
          draft: (draft, readings) => draftRoleSync(request, draft, readings, deps),
        },
        actor,
      );
    },
    planOffboarding: async (asked, actor) => {
      const request = await checkOffboarding(asked, actor.caller, deps);
      return begin(
        {
          origin: 'OFFBOARDING',
          action: 'planOffboarding',
          request,
          mode: 'REPLACE',
          backends: request.backends,
          restsOn: request.backends,
          written: request.backends,
          allowEscalation: false,
          draft: (draft, readings) => draftOffboarding(request, draft, readings, deps),
        },
        actor,
      );
    },
    planUndo: async (asked, actor) => {
      const request = { ...asked, reason: reasonOf(asked.reason) };
      const undone = await planToUndo(request.runId, actor, deps);
      const written = writtenBy(undone);
      return begin(
        {
          origin: 'UNDO',
          action: 'undoRun',
          request,
          mode: 'REPLACE',
          backends: undone.backends,
          restsOn: written,
          written,
          // What was held before is given back as it was.
          allowEscalation: true,
          draft: (draft, readings) => draftUndo(request.runId, draft, readings, deps),
        },
        actor,
      );
    },
    approve: (approval, actor) => approvePlan(approval, actor, deps),
    restore: async () => {
      for (const plan of await store.plans.unfinished()) await fail(plan, stopped);
      forgetOld();
    },
    stop: async () => {
      stopping.abort(stopped);
      await Promise.allSettled(underWay);
    },
  };
};

/** The plan that was applied: whoever may not see one of its backends sees neither. */
const planToUndo = async (
  runId: string,
  { caller }: Actor,
  { store }: Pick<PlanningDeps, 'store'>,
): Promise<Plan> => {
  const run = await store.runs.find(runId);
  const plan = run === null ? null : await store.plans.find(run.planId);
  if (run === null || plan === null || !plan.backends.every((backend) => maySee(caller, backend)))
    throw noSuchRun();
  if (run.state === 'RUNNING')
    throw new RolecallError('IN_FLIGHT', 'The run is under way: wait for its end, or cancel it', {
      path: ['id'],
    });
  return plan;
};

/** What it followed, and where its filter looked, is nothing to an undo. */
const writtenBy = ({ outcome }: Plan): readonly string[] =>
  outcome.state === 'PLANNED'
    ? outcome.summary.flatMap(({ backend, changes }) => (changes > 0 ? [backend] : []))
    : [];

const stopped = new RolecallError('UPSTREAM_INCOMPLETE', 'Rolecall was stopped before all was read');

const faultOfRolecall = new RolecallError('INTERNAL', 'A fault of Rolecall, which the log tells');

const refuseStopping = (signal: AbortSignal): void => {
  if (signal.aborted)
    throw new RolecallError('STORE_UNAVAILABLE', 'Rolecall is being stopped and plans nothing any more');
};
