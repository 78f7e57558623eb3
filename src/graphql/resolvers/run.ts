import type { JournalEntry, Run } from '../../domain/run.ts';
import { actorOf } from '../context.ts';
import { parseGlobalIdOf, toGlobalId } from '../global-id.ts';
import { inTime } from '../in-time.ts';
import { toInstant, toInstantOrNull } from '../instant.ts';
import { errorsOf } from '../mutation.ts';
import { pageFromRecords } from '../paging/page-from-records.ts';
import { outlivingTokens } from '../plans/outliving-tokens.ts';
import { applied } from '../plans/plan-mutations.ts';
import { backendsSeen, planOf, planSeen, runOf, runSeen } from '../plans/plans-seen.ts';
import type { Resolvers } from '../resolver-types.ts';

export const runResolvers: Resolvers = {
  Query: {
    run: (_parent, { id }, context) => runSeen(context, parseGlobalIdOf('Run', id).id),
    runs: (_parent, request, context) =>
      pageFromRecords<Run, Run, string>({
        list: 'runs',
        request,
        cursors: context.cursors,
        read: ({ after, first }) =>
          context.records.runs.list({ backends: backendsSeen(context), before: after, first }),
        placeOf: ({ id }) => id,
        toNode: (run) => run,
      }),
  },

  Run: {
    id: ({ id }) => toGlobalId({ type: 'Run', id }),
    plan: async ({ planId }, _args, context) => {
      const plan = await planSeen(context, planId);
      if (plan === null) throw new Error('expected whoever sees a run to see its plan');
      return plan;
    },
    startedAt: ({ startedAt }) => toInstant(startedAt),
    finishedAt: ({ finishedAt }) => toInstantOrNull(finishedAt),
    counts: async ({ id }, _args, { records }) => {
      const counts = await records.runs.counts(id);
      return {
        pending: counts.PENDING,
        applied: counts.APPLIED,
        noop: counts.NOOP,
        failed: counts.FAILED,
        skipped: counts.SKIPPED,
        conflict: counts.CONFLICT,
        unknown: counts.UNKNOWN,
      };
    },
    outcomes: async ({ id, planId }, request, context) => {
      const { cursors, records } = context;
      const page = await pageFromRecords<JournalEntry, JournalEntry, number>({
        list: `outcomes of run ${id}`,
        request,
        cursors,
        read: (asked) => records.runs.entries(id, asked),
        placeOf: ({ position }) => position,
        toNode: (entry) => entry,
      });
      const plan = await planSeen(context, planId);
      return { ...page, totalCount: plan?.outcome.state === 'PLANNED' ? plan.outcome.changes : null };
    },
    outlivingTokens: (run, _args, context) => outlivingTokens(context, run),
  },

  RunOutcome: {
    outcome: ({ outcome }) => outcome?.kind ?? null,
    code: ({ outcome }) => outcome?.code ?? null,
    reason: ({ outcome }) => outcome?.message ?? null,
    intendedAt: ({ intendedAt }) => toInstantOrNull(intendedAt),
    settledAt: ({ settledAt }) => toInstantOrNull(settledAt),
  },

  RunPayload: {
    run: ({ run }, _args, context) => (run === null ? null : runSeen(context, run.id)),
  },

  Mutation: {
    applyPlan: (_parent, { input: { id, digest } }, context) =>
      applied(context, async () =>
        context.runs.apply({ planId: (await planOf(context, id)).id, digest }, actorOf(context)),
      ),
    resumeRun: (_parent, { input: { id } }, context) =>
      applied(context, async () => context.runs.resume((await runOf(context, id)).id, actorOf(context))),
    cancelRun: async (_parent, { input: { id } }, context) => {
      try {
        const run = await runOf(context, id);
        await inTime(context, context.runs.cancel(run.id, actorOf(context)));
        return { run: { id: run.id }, errors: [] };
      } catch (error) {
        return { run: null, errors: errorsOf(error) };
      }
    },
  },
};
