import { type Plan, type Planned, reasonOfPlan, reviewedOrigins } from '../../domain/plan.ts';
import { actorOf, rolesNamed } from '../context.ts';
import { parseGlobalIdOf, toGlobalId } from '../global-id.ts';
import { fromIndex } from '../index/read-accounts.ts';
import { toInstant } from '../instant.ts';
import { errorsOf } from '../mutation.ts';
import { pageFromRecords, pageOfParts } from '../paging/page-from-records.ts';
import { planned } from '../plans/plan-mutations.ts';
import { toOffboardingRequest, toRoleSyncRequest } from '../plans/plan-requests.ts';
import { backendsSeen, planOf, planSeen, runOf } from '../plans/plans-seen.ts';
import { stateOfPlanSeen } from '../plans/state-of-plan-seen.ts';
import { toldAssignments } from '../plans/told-change.ts';
import type { Resolvers } from '../resolver-types.ts';
import { userSeen } from '../users/users.ts';

export const planResolvers: Resolvers = {
  Query: {
    plan: (_parent, { id }, context) => planSeen(context, parseGlobalIdOf('Plan', id).id),
    plans: (_parent, { first, after, origins }, context) => {
      const wanted = origins ?? reviewedOrigins;
      return pageFromRecords<Plan, Plan, string>({
        list: `plans ${[...new Set(wanted)].toSorted().join(' ')}`,
        request: { first, after },
        cursors: context.cursors,
        read: (page) =>
          context.records.plans.list({
            origins: wanted,
            backends: backendsSeen(context),
            before: page.after,
            first: page.first,
          }),
        placeOf: ({ id }) => id,
        toNode: (plan) => plan,
      });
    },
  },

  Plan: {
    id: ({ id }) => toGlobalId({ type: 'Plan', id }),
    digest: (plan) => plannedOf(plan)?.digest ?? null,
    state: (plan, _args, context) => stateOfPlanSeen(context, plan),
    createdAt: ({ createdAt }) => toInstant(createdAt),
    expiresAt: ({ expiresAt }) => toInstant(expiresAt),
    mode: (plan) => plannedOf(plan)?.mode ?? null,
    reason: reasonOfPlan,
    changes: async (plan, request, { cursors, records }) => ({
      ...(await pageOfParts({
        list: `changes of plan ${plan.id}`,
        request,
        cursors,
        read: async (page) => (plannedOf(plan) === null ? [] : records.plans.changes(plan.id, page)),
      })),
      totalCount: plannedOf(plan)?.changes ?? null,
    }),
    summary: (plan) => plannedOf(plan)?.summary ?? [],
    guards: (plan) => plannedOf(plan)?.guards ?? [],
    forecast: (plan) => plannedOf(plan)?.forecast ?? null,
    notExpressible: (plan) => plannedOf(plan)?.notExpressible ?? [],
    excluded: async (plan, request, { cursors, records }) => ({
      ...(await pageOfParts({
        list: `exclusions of plan ${plan.id}`,
        request,
        cursors,
        read: async (page) => (plannedOf(plan) === null ? [] : records.plans.exclusions(plan.id, page)),
      })),
      totalCount: plannedOf(plan)?.excluded ?? null,
    }),
    approval: ({ id }, _args, { records }) => records.plans.approval(id),
    run: ({ id }, _args, { records }) => records.runs.ofPlan(id),
    failure: ({ outcome }) => (outcome.state === 'FAILED' ? outcome : null),
  },

  Approval: {
    at: ({ at }) => toInstant(at),
    expiresAt: ({ expiresAt }) => toInstant(expiresAt),
  },

  Change: {
    user: ({ userId }, _args, context) => (userId === null ? null : userSeen(context, userId)),
    kind: ({ step }) => step.kind,
    before: (change) => toldAssignments(change).before,
    after: (change) => toldAssignments(change).after,
    grants: (change) => toldAssignments(change).grants,
    revokes: (change) => toldAssignments(change).revokes,
    resent: (change) => toldAssignments(change).resent,
    displaced: ({ step }, _args, context) =>
      step.kind === 'ROLES' ? rolesNamed(context, step.displaced) : [],
    status: ({ step }) => (step.kind === 'STATUS' ? step : null),
    fields: ({ step }) => {
      if (step.kind === 'CREATE') return Object.keys(step.account);
      return step.kind === 'UPDATE' ? Object.keys(step.after) : [];
    },
    escalation: ({ escalations }) => escalations,
  },

  ChangedAccount: {
    nativeId: ({ id }) => id,
    account: async ({ backend, id }, _args, { backends, indexLoaders }) => {
      if (id === null || !backends.has(backend)) return null;
      const [kept] = await indexLoaders.accounts.load({ backend, id });
      return kept === undefined ? null : fromIndex(kept);
    },
  },

  ChangedAssignment: {
    nativeRole: ({ backend, nativeRoleId, name }) => ({
      backend,
      id: nativeRoleId,
      known: name === null ? {} : { name },
    }),
    organization: ({ backend, organizationId }) =>
      organizationId === null ? null : { backend, id: organizationId, known: null },
  },

  Exclusion: {
    user: ({ userId }, _args, context) => (userId === null ? null : userSeen(context, userId)),
  },

  PlanPayload: {
    plan: ({ plan }, _args, context) => (plan === null ? null : planSeen(context, plan.id)),
  },

  Mutation: {
    planRoleSync: (_parent, { input }, context) =>
      planned(context, async () =>
        context.plans.planRoleSync(await toRoleSyncRequest(context, input), actorOf(context)),
      ),
    planOffboarding: (_parent, { input }, context) =>
      planned(context, async () =>
        context.plans.planOffboarding(await toOffboardingRequest(context, input), actorOf(context)),
      ),
    undoRun: (_parent, { input: { id, reason } }, context) =>
      planned(context, async () => {
        const request = { runId: (await runOf(context, id)).id, reason: reason ?? null };
        return context.plans.planUndo(request, actorOf(context));
      }),
    approvePlan: async (_parent, { input: { id, digest, reason } }, context) => {
      try {
        const approval = { planId: (await planOf(context, id)).id, digest, reason };
        return { plan: await context.plans.approve(approval, actorOf(context)), errors: [] };
      } catch (error) {
        return { plan: null, errors: errorsOf(error) };
      }
    },
  },
};

/** `null` for what is still being planned, or never became a plan: parts of it are nothing to review. */
const plannedOf = ({ outcome }: Plan): Planned | null => (outcome.state === 'PLANNED' ? outcome : null);
