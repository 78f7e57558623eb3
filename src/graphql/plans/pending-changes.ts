import type { Change } from '../../domain/change.ts';
import { type Plan, reviewedOrigins } from '../../domain/plan.ts';
import { type Run, stands } from '../../domain/run.ts';
import { pagesOf } from '../../store/pages.ts';
import type { Context } from '../context.ts';
import type { PendingChangeParent } from '../parents.ts';
import type { AccountRefInput } from '../resolver-types.ts';
import { backendsSeen, planSeen } from './plans-seen.ts';
import { stateOfPlanSeen } from './state-of-plan-seen.ts';

/** Which changes are asked for. */
export type PendingQuery = {
  readonly backends: ReadonlySet<string>;
  readonly account: AccountRefInput | null;
};

/**
 * Changes that Rolecall has begun or may begin and that are not done yet, the newest first: of runs that are not DONE, and of plans that can be
 * applied. What was asked for at once and has ended was told to whoever asked, and nobody is going to do it again.
 */
export const pendingChanges = async (
  context: Context,
  query: PendingQuery,
): Promise<readonly PendingChangeParent[]> => {
  const pending: PendingChangeParent[] = [];
  for await (const one of everyPending(context)) {
    if (pending.length === mostPending) break;
    if (isAsked(one.change, query)) pending.push(one);
  }
  return pending;
};

const mostPending = 100;

const isAsked = ({ account }: Change, { backends, account: asked }: PendingQuery): boolean =>
  backends.has(account.backend) &&
  (asked === null || (account.backend === asked.backend && account.id === asked.nativeId));

async function* everyPending(context: Context): AsyncGenerator<PendingChangeParent, void, undefined> {
  const { plans, runs } = context.records;
  for await (const { plan, run } of openRuns(context))
    for await (const entries of pagesOf((page) => runs.entries(run.id, page)))
      for (const { change, outcome } of entries)
        if (!stands(outcome)) yield { change, plan, run, outcome: outcome?.kind ?? null };
  for await (const plan of appliablePlans(context))
    for await (const changes of pagesOf((page) => plans.changes(plan.id, page)))
      for (const { entry: change } of changes) yield { change, plan, run: null, outcome: null };
}

async function* openRuns(
  context: Context,
): AsyncGenerator<{ readonly plan: Plan; readonly run: Run }, void, undefined> {
  const { runs } = context.records;
  for (let before: string | undefined; ; ) {
    const page = await runs.list({ backends: backendsSeen(context), isOpen: true, before, first: atOnce });
    for (const run of page) {
      const plan = await planSeen(context, run.planId);
      if (plan !== null) yield { plan, run };
    }
    if (page.length < atOnce) return;
    before = page.at(-1)?.id;
  }
}

/** Plans are made in turn and all last as long, so that behind one which is too old there are only such. */
async function* appliablePlans(context: Context): AsyncGenerator<Plan, void, undefined> {
  const { plans } = context.records;
  for (let before: string | undefined; ; ) {
    const page = await plans.list({
      origins: reviewedOrigins,
      backends: backendsSeen(context),
      before,
      first: atOnce,
    });
    for (const plan of page) {
      if (plan.expiresAt <= context.now().getTime()) return;
      const state = await stateOfPlanSeen(context, plan);
      if (state === 'READY' || state === 'APPROVED') yield plan;
    }
    if (page.length < atOnce) return;
    before = page.at(-1)?.id;
  }
}

const atOnce = 50;
