import { RolecallError } from '../../domain/errors.ts';
import { type Plan, reasonOfPlan } from '../../domain/plan.ts';
import type { JournalEntry, Run, RunCounts } from '../../domain/run.ts';
import type { Store, StoreWriter } from '../../store/store.ts';
import type { Actor } from '../actor.ts';
import type { OwnAccounts } from '../own-accounts.ts';
import { noSuchPlan, noSuchRun, planExpired } from '../planning/plan-refusals.ts';
import type { AppliedChange, ApplyingDeps } from './apply-change.ts';
import { type Brakes, carryOut } from './carry-out.ts';
import type { DirectRuns } from './direct-runs.ts';
import type { Author, Journal } from './journal.ts';
import { lossesOf, lossesToCome } from './losses-of-run.ts';
import { refuseApplier } from './refuse-applier.ts';
import { refuseUnappliable } from './refuse-unappliable.ts';
import type { Applying, Runs } from './runs.ts';
import type { RunsUnderWay } from './runs-under-way.ts';
import { skipTheRest } from './skip-the-rest.ts';

export type RunsDeps = ApplyingDeps & {
  readonly store: Store;
  readonly journal: Journal;
  readonly direct: DirectRuns;
  readonly underWay: RunsUnderWay;
  readonly own: OwnAccounts;
  /** Throws PLAN_STALE or DIGEST_MISMATCH where what a plan rests on has changed. */
  readonly refuseStale: (plan: Plan) => Promise<void>;
  /** Throws GUARD_BLOCKED where so much, by backend, is more than may be taken without an approval by now. */
  readonly refuseLosses: (losses: ReadonlyMap<string, number>, writer: StoreWriter) => Promise<void>;
  readonly newId: () => string;
  readonly now: () => number;
};

export const createRuns = (deps: RunsDeps): Runs => {
  const { store, journal, underWay, newId, now, log } = deps;
  let isStopping = false;

  /** Takes the run for this process alone, at once; then prepares it, and answers when it is under way. */
  const take = async (
    runId: string,
    prepare: () => Promise<Prepared>,
    onApplied?: OnApplied,
  ): Promise<Applying> => {
    let isCancelled = false;
    const { promise: begun, resolve: begin } = Promise.withResolvers<void>();
    const prepared = begun.then(prepare);
    const ended = prepared.then((ready) =>
      carryOutAndFinish(ready, { cancelled: () => isCancelled, stopped: () => isStopping }, onApplied),
    );
    const cancel = () => {
      isCancelled = true;
    };
    // Whoever waits is told.
    ended.catch(() => {});
    underWay.enter(runId, { ended, cancel });
    begin();
    const { run } = await prepared;
    ended.catch((err) => log.error({ run: runId, err }, 'a run could not go on; it waits to be resumed'));
    return { run, ended };
  };

  const carryOutAndFinish = async (
    { run, plan, by, heldBack = null }: Prepared,
    brakes: Brakes,
    onApplied: OnApplied = () => {},
  ): Promise<Run> => {
    const how = await carryOut(
      run,
      plan.backends,
      by,
      { ...deps, runs: store.runs },
      { brakes, heldBack, onApplied },
    );
    if (how === 'STOPPED') return run;
    if (how === 'CANCELLED') await skipTheRest(run, by, deps);
    const counts = await store.runs.counts(run.id);
    const state = isDone(counts) ? 'DONE' : how === 'CANCELLED' ? 'CANCELLED' : 'PARTIAL';
    const finished = await journal.finish(run, state, by);
    log.info({ run: run.id, state, counts }, 'a run has ended');
    return finished;
  };

  const found = async (runId: string): Promise<{ readonly run: Run; readonly plan: Plan }> => {
    const run = await store.runs.find(runId);
    const plan = run === null ? null : await store.plans.find(run.planId);
    if (run === null || plan === null) throw noSuchRun();
    return { run, plan };
  };

  const applyingOf = (run: Run): Applying => ({
    run,
    ended: underWay.find(run.id)?.ended ?? Promise.resolve(run),
  });

  return {
    apply: async ({ planId, digest }, actor) => {
      const plan = await store.plans.find(planId);
      if (plan === null) throw noSuchPlan();
      await refuseApplier(plan, actor, { plans: store.plans, own: deps.own });
      const existing = await store.runs.ofPlan(planId);
      const isApproved = await refuseUnappliable(plan, { digest, hasRun: existing !== null }, deps);
      if (existing !== null) return applyingOf(existing);
      await deps.refuseStale(plan);
      refuseStopping(isStopping);
      const run: Run = {
        id: newId(),
        planId,
        digest,
        startedBy: actor.caller.name,
        startedAt: now(),
        finishedAt: null,
        state: 'RUNNING',
        isApproved,
      };
      const by = authorOf(actor, 'applyPlan', plan);
      const begun = await journal.begin(run, by, async (writer) => {
        if (!isApproved) await deps.refuseLosses(lossesOf(plan), writer);
      });
      // Somebody else may have applied the same plan meanwhile.
      return begun.id === run.id ? take(run.id, async () => ({ run, plan, by })) : applyingOf(begun);
    },

    applyDirect: async (direct, actor, onApplied) => {
      refuseStopping(isStopping);
      const begun = await deps.direct.begin(direct, actor);
      return take(begun.run.id, async () => begun, onApplied);
    },

    cancel: async (runId, actor) => {
      const { run, plan } = await found(runId);
      const current = underWay.find(runId);
      if (current?.cancel == null)
        throw new RolecallError('BAD_INPUT', whyNotCancelled(run, current !== null), { path: ['id'] });
      // First, so that nothing more begins while it is written down.
      current.cancel();
      await journal.cancel(run, authorOf(actor, 'cancelRun', plan));
      return current.ended;
    },

    resume: (runId, actor) =>
      take(runId, async () => {
        const { run, plan } = await found(runId);
        if (run.state === 'DONE')
          throw new RolecallError('BAD_INPUT', 'Nothing of the run is left to do', { path: ['id'] });
        if (now() >= plan.expiresAt) throw planExpired();
        await refuseApplier(plan, actor, { plans: store.plans, own: deps.own });
        await deps.refuseStale(plan);
        refuseStopping(isStopping);
        const by = authorOf(actor, 'resumeRun', plan);
        const losses = await lossesToCome(run, store);
        const reopened = await journal.reopen(run, by, async (writer) => {
          if (!run.isApproved) await deps.refuseLosses(losses, writer);
        });
        return { run: reopened, plan, by };
      }),

    restore: async () => {
      for (const run of await store.runs.unfinished()) {
        log.info({ run: run.id }, 'a run that an earlier process left is taken up');
        const taken = take(run.id, async () => {
          const { plan } = await found(run.id);
          const by = {
            caller: run.startedBy,
            requestId: null,
            action: 'resumeRun',
            reason: reasonOfPlan(plan),
          };
          return { run, plan, by, heldBack: await whatHoldsBack(plan, deps) };
        });
        taken.catch((err) =>
          log.error({ run: run.id, err }, 'a run could not be taken up; it waits to be resumed'),
        );
      }
    },

    stop: async () => {
      isStopping = true;
      await underWay.ended();
    },
  };
};

/** `heldBack` is why nothing more may be written: what was intended is then settled by reading. */
type Prepared = {
  readonly run: Run;
  readonly plan: Plan;
  readonly by: Author;
  readonly heldBack?: RolecallError | null;
};

const whyNotCancelled = ({ state }: Run, isUnderWay: boolean): string => {
  if (isUnderWay) return 'It is being done at this moment, and ends by itself';
  return state === 'RUNNING'
    ? 'The run could not go on, and nothing of it is under way: it can be resumed'
    : `The run has ended: it is ${state}`;
};

/** What an earlier process left may have been left for long, and what it rests on may have moved meanwhile. */
const whatHoldsBack = async (
  plan: Plan,
  { refuseStale, now }: Pick<RunsDeps, 'refuseStale' | 'now'>,
): Promise<RolecallError | null> => {
  if (now() >= plan.expiresAt) return planExpired();
  try {
    await refuseStale(plan);
    return null;
  } catch (error) {
    if (error instanceof RolecallError) return error;
    throw error;
  }
};

export type OnApplied = (entry: JournalEntry, applied: AppliedChange) => void;

const authorOf = ({ caller, requestId }: Actor, action: string, plan: Plan): Author => ({
  caller: caller.name,
  requestId,
  action,
  reason: reasonOfPlan(plan),
});

const isDone = ({ PENDING, FAILED, SKIPPED, CONFLICT, UNKNOWN }: RunCounts): boolean =>
  PENDING + FAILED + SKIPPED + CONFLICT + UNKNOWN === 0;

const refuseStopping = (isStopping: boolean): void => {
  if (isStopping)
    throw new RolecallError('STORE_UNAVAILABLE', 'Rolecall is being stopped and begins nothing any more');
};
