import type { Change } from '../../domain/change.ts';
import type { Plan } from '../../domain/plan.ts';
import { type JournalEntry, type Run, stands } from '../../domain/run.ts';
import { mostAtOnce } from '../../store/store.ts';
import { stateOfPlan } from '../../sync/planning/state-of-plan.ts';
import type { Context } from '../context.ts';
import type { PendingChangeParent } from '../parents.ts';
import { backendsSeen, planSeen } from './plans-seen.ts';

/** Which changes are asked for. */
export type PendingQuery = {
  readonly backends: ReadonlySet<string>;
  readonly account: { readonly backend: string; readonly nativeId: string } | null;
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
  for await (const { plan, run } of openRuns(context))
    for await (const { change, outcome } of entriesOf(context, run))
      if (!stands(outcome)) yield { change, plan, run, outcome: outcome?.kind ?? null };
  for await (const plan of appliablePlans(context))
    for await (const change of changesOf(context, plan)) yield { change, plan, run: null, outcome: null };
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
  const { plans, runs } = context.records;
  const now = context.now().getTime();
  for (let before: string | undefined; ; ) {
    const page = await plans.list({ origins, backends: backendsSeen(context), before, first: atOnce });
    for (const plan of page) {
      if (plan.expiresAt <= now) return;
      const [approval, run] = await Promise.all([plans.approval(plan.id), runs.ofPlan(plan.id)]);
      const state = stateOfPlan(plan, { approval, run, now });
      if (state === 'READY' || state === 'APPROVED') yield plan;
    }
    if (page.length < atOnce) return;
    before = page.at(-1)?.id;
  }
}

const origins = ['ROLE_SYNC', 'OFFBOARDING', 'UNDO'] as const;

const atOnce = 50;

async function* entriesOf({ records }: Context, { id }: Run): AsyncGenerator<JournalEntry, void, undefined> {
  for (let after: number | undefined; ; ) {
    const page = await records.runs.entries(id, { after, first: mostAtOnce });
    yield* page;
    if (page.length < mostAtOnce) return;
    after = page.at(-1)?.position;
  }
}

async function* changesOf({ records }: Context, { id }: Plan): AsyncGenerator<Change, void, undefined> {
  for (let after: number | undefined; ; ) {
    const page = await records.plans.changes(id, { after, first: mostAtOnce });
    yield* page.map(({ entry }) => entry);
    if (page.length < mostAtOnce) return;
    after = page.at(-1)?.position;
  }
}
