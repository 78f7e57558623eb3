import type { Logger } from 'pino';
import { RolecallError } from '../../domain/errors.ts';
import type { Plan } from '../../domain/plan.ts';
import type { JournalEntry, Run, RunCounts } from '../../domain/run.ts';
import type { Store, StoreWriter } from '../../store/store.ts';
import type { Actor } from '../actor.ts';
import type { OwnAccounts } from '../own-accounts.ts';
import { standingOf } from '../planning/standing.ts';
import type { AppliedChange, ApplyingDeps } from './apply-change.ts';
import { type CarriedOut, carryOut } from './carry-out.ts';
import type { Author, Journal } from './journal.ts';
import { refuseApplier } from './refuse-applier.ts';
import type { Applying, Runs } from './runs.ts';
import type { Unplanned } from './unplanned.ts';

export type RunsDeps = ApplyingDeps & {
  readonly store: Store;
  readonly journal: Journal;
  readonly unplanned: Unplanned;
  readonly own: OwnAccounts;
  /** Throws PLAN_STALE or DIGEST_MISMATCH where what a plan rests on has changed. */
  readonly refuseStale: (plan: Plan) => Promise<void>;
  /** Throws GUARD_BLOCKED where a plan that nobody approved would take more than may be taken by now. */
  readonly refuseLosses: (plan: Plan, writer: StoreWriter) => Promise<void>;
  readonly newId: () => string;
  readonly now: () => number;
  readonly log: Pick<Logger, 'info' | 'error'>;
};

export const createRuns = (deps: RunsDeps): Runs => {
  const { store, journal, newId, now, log } = deps;
  const underWay = new Map<string, { readonly ended: Promise<Run>; cancel(): void }>();
  let isStopping = false;

  const start = (run: Run, backends: readonly string[], by: Author, onApplied?: OnApplied): Applying => {
    let isCancelled = false;
    const brakes = { cancelled: () => isCancelled, stopped: () => isStopping };
    const ended = carryOut(
      run,
      backends,
      by,
      { ...deps, runs: store.runs },
      { brakes, ...(onApplied && { onApplied }) },
    )
      .then((how) => finish(run, how, by))
      .finally(() => underWay.delete(run.id));
    underWay.set(run.id, {
      ended,
      cancel: () => {
        isCancelled = true;
      },
    });
    // Whoever waits is told; if nobody does, the log is.
    ended.catch((err) =>
      log.error({ run: run.id, err }, 'a run could not go on; the next start takes it up'),
    );
    return { run, ended };
  };

  const finish = async (run: Run, how: CarriedOut, by: Author): Promise<Run> => {
    if (how === 'STOPPED') return run;
    if (how === 'CANCELLED') await skipTheRest(run, by, deps);
    const counts = await store.runs.counts(run.id);
    const state = how === 'CANCELLED' ? 'CANCELLED' : isDone(counts) ? 'DONE' : 'PARTIAL';
    const finished = await journal.finish(run, state, by);
    log.info({ run: run.id, state, counts }, 'a run has ended');
    return finished;
  };

  const found = async (runId: string): Promise<{ readonly run: Run; readonly plan: Plan }> => {
    const run = await store.runs.find(runId);
    const plan = run === null ? null : await store.plans.find(run.planId);
    if (run === null || plan === null)
      throw new RolecallError('NOT_FOUND', 'There is no such run', { path: ['id'] });
    return { run, plan };
  };

  const applyingOf = (run: Run): Applying => ({
    run,
    ended: underWay.get(run.id)?.ended ?? Promise.resolve(run),
  });

  return {
    apply: async ({ planId, digest }, actor) => {
      const plan = await store.plans.find(planId);
      if (plan === null) throw new RolecallError('NOT_FOUND', 'There is no such plan', { path: ['id'] });
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
      const by = authorOf(actor, 'applyPlan');
      const begun = await journal.begin(run, by, async (writer) => {
        if (!isApproved) await deps.refuseLosses(plan, writer);
      });
      // Somebody else may have applied the same plan meanwhile.
      return begun.id === run.id ? start(run, plan.backends, by) : applyingOf(begun);
    },

    applyUnplanned: async (unplanned, actor, onApplied) => {
      refuseStopping(isStopping);
      const { run, plan, by } = await deps.unplanned.begin(unplanned, actor);
      return start(run, plan.backends, by, onApplied);
    },

    cancel: async (runId, actor) => {
      const { run } = await found(runId);
      const current = underWay.get(runId);
      if (current === undefined)
        throw new RolecallError(
          'BAD_INPUT',
          run.state === 'RUNNING'
            ? 'The run could not go on, and nothing of it is under way: resumeRun takes it up'
            : `The run has ended: it is ${run.state}`,
          { path: ['id'] },
        );
      await journal.cancel(run, authorOf(actor, 'cancelRun'));
      current.cancel();
      return current.ended;
    },

    resume: async (runId, actor) => {
      const { run, plan } = await found(runId);
      if (underWay.has(runId)) throw new RolecallError('IN_FLIGHT', 'The run is under way', { path: ['id'] });
      if (run.state === 'DONE')
        throw new RolecallError('BAD_INPUT', 'Nothing of the run is left to do', { path: ['id'] });
      await refuseApplier(plan, actor, { plans: store.plans, own: deps.own });
      refuseStopping(isStopping);
      const by = authorOf(actor, 'resumeRun');
      return start(await journal.reopen(run, by), plan.backends, by);
    },

    restore: async () => {
      for (const run of await store.runs.unfinished()) {
        const { plan } = await found(run.id);
        log.info({ run: run.id }, 'a run that an earlier process left is taken up');
        start(run, plan.backends, { caller: run.startedBy, requestId: null, action: 'resumeRun' });
      }
    },

    stop: async () => {
      isStopping = true;
      await Promise.allSettled([...underWay.values()].map(({ ended }) => ended));
    },
  };
};

export type OnApplied = (entry: JournalEntry, applied: AppliedChange) => void;

const authorOf = ({ caller, requestId }: Actor, action: string): Author => ({
  caller: caller.name,
  requestId,
  action,
});

const isDone = ({ PENDING, FAILED, SKIPPED, CONFLICT, UNKNOWN }: RunCounts): boolean =>
  PENDING + FAILED + SKIPPED + CONFLICT + UNKNOWN === 0;

/** Answers whether somebody approved it. Throws what stands against applying the plan at all. */
const refuseUnappliable = async (
  plan: Plan,
  { digest, hasRun }: { readonly digest: string; readonly hasRun: boolean },
  { store, now }: Pick<RunsDeps, 'store' | 'now'>,
): Promise<boolean> => {
  if (plan.outcome.state !== 'PLANNED')
    throw new RolecallError('BAD_INPUT', `The plan cannot be applied: it is ${plan.outcome.state}`, {
      path: ['id'],
    });
  if (plan.outcome.digest !== digest)
    throw new RolecallError(
      'DIGEST_MISMATCH',
      'This is not the digest of the plan: review it again, and give its digest',
      { path: ['digest'] },
    );
  if (hasRun) return false;
  const approval = await store.plans.approval(plan.id);
  const standing = standingOf(plan, { approval, run: null, now: now() });
  switch (standing) {
    case 'READY':
    case 'EMPTY':
      return false;
    case 'APPROVED':
      return true;
    case 'EXPIRED':
      throw new RolecallError('PLAN_EXPIRED', 'The plan was not applied in time: plan again', {
        path: ['id'],
      });
    case 'BLOCKED':
    case 'REFUSED':
      throw new RolecallError('GUARD_BLOCKED', whatBlocks(plan, standing), { path: ['id'] });
    case 'PLANNING':
    case 'FAILED':
    case 'APPLIED':
      throw new Error(`A plan that was planned and has no run is ${standing}`);
  }
};

const whatBlocks = ({ outcome }: Plan, standing: 'BLOCKED' | 'REFUSED'): string => {
  const verdicts = outcome.state === 'PLANNED' ? outcome.guards : [];
  const blocking = verdicts.filter(({ verdict }) => verdict !== 'PASS');
  const sentences = blocking.map(({ name, detail }) => `${name}: ${detail}`).join('; ');
  return standing === 'BLOCKED'
    ? `Somebody else has to approve the plan first. ${sentences}`
    : `The plan may not be applied, whoever approves it. ${sentences}`;
};

/** What has not been tried, in one write for many. */
const skipTheRest = async (run: Run, by: Author, { store, journal }: Pick<RunsDeps, 'store' | 'journal'>) => {
  for (;;) {
    const open = await store.runs.entries(run.id, { isOpen: true, first: mostSkippedAtOnce });
    if (open.length === 0) return;
    await journal.settle(
      run,
      open.map(({ change, position, intendedAt }) => ({
        change,
        position,
        outcome: {
          kind: intendedAt === null ? ('SKIPPED' as const) : ('UNKNOWN' as const),
          code: null,
          message: 'The run was cancelled before',
        },
        requestIds: [],
      })),
      by,
    );
  }
};

const mostSkippedAtOnce = 250;

const refuseStopping = (isStopping: boolean): void => {
  if (isStopping)
    throw new RolecallError('STORE_UNAVAILABLE', 'Rolecall is being stopped and begins nothing any more');
};
