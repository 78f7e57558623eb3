import { appendAudit } from '../../audit/audit.ts';
import { keyOfAccount } from '../../domain/account.ts';
import { maySee } from '../../domain/caller.ts';
import { type ChangedAccount, isGain } from '../../domain/change.ts';
import { RolecallError } from '../../domain/errors.ts';
import type { Approval, Plan, Planned } from '../../domain/plan.ts';
import { requiredReason } from '../../domain/reason.ts';
import { pagesOf } from '../../store/pages.ts';
import type { AccountReader, StoreReader } from '../../store/store.ts';
import type { Actor } from '../actor.ts';
import { callersOwn, isOwn } from '../callers-own.ts';
import { decisionOn } from './decision-event.ts';
import type { PlanningDeps } from './deps.ts';
import { digestMismatch, noSuchPlan, planExpired } from './plan-refusals.ts';
import type { Plans } from './plans.ts';
import { stateOfPlan } from './state-of-plan.ts';

/** Lets a plan pass the guards that blocked it. Throws what `Plans.approve` throws. */
export const approvePlan = async (
  { planId, digest, ...asked }: Parameters<Plans['approve']>[0],
  actor: Actor,
  deps: Pick<PlanningDeps, 'store' | 'index' | 'limits' | 'lifetimes' | 'now'>,
): Promise<Plan> => {
  const { store, lifetimes, now } = deps;
  const reason = requiredReason(asked.reason);
  const plan = await findPlan(planId, actor, store);
  refuseDigest(plan, digest);
  refuseUnblocked(plan, { run: await store.runs.ofPlan(planId), now: now() });
  await refuseParty(plan, actor, deps);

  const at = now();
  const approval: Approval = {
    planId,
    digest,
    by: actor.caller.name,
    reason,
    at,
    expiresAt: Math.min(at + lifetimes.approvalMs, plan.expiresAt),
  };
  await store.write(async (writer) => {
    // It may have been applied meanwhile.
    refuseUnblocked(plan, { run: await writer.runs.ofPlan(planId), now: at });
    await writer.plans.approve(approval);
    await appendAudit(writer, [
      decisionOn(plan, actor, {
        at,
        action: 'approvePlan',
        digest,
        reason,
        after: { expiresAt: new Date(approval.expiresAt).toISOString() },
      }),
    ]);
  });
  return plan;
};

const findPlan = async (
  planId: string,
  { caller }: Actor,
  { plans }: Pick<StoreReader, 'plans'>,
): Promise<Plan> => {
  const plan = await plans.find(planId);
  if (plan === null || !plan.backends.every((backend) => maySee(caller, backend))) throw noSuchPlan();
  return plan;
};

const refuseDigest = ({ outcome }: Plan, digest: string): void => {
  if (outcome.state !== 'PLANNED')
    throw new RolecallError('BAD_INPUT', `The plan is ${outcome.state}: there is nothing to approve`, {
      path: ['id'],
    });
  if (outcome.digest !== digest) throw digestMismatch();
};

const refuseUnblocked = (
  plan: Plan,
  { run, now }: { readonly run: Awaited<ReturnType<StoreReader['runs']['ofPlan']>>; readonly now: number },
): void => {
  const state = stateOfPlan(plan, { approval: null, run, now });
  switch (state) {
    case 'BLOCKED':
    case 'APPROVED':
      return;
    case 'EXPIRED':
      throw planExpired();
    case 'REFUSED':
      throw new RolecallError(
        'GUARD_BLOCKED',
        `Nobody can approve the plan: ${refusalsOf(plan).join('; ')}`,
        { path: ['id'] },
      );
    case 'PLANNING':
    case 'FAILED':
    case 'EMPTY':
    case 'READY':
    case 'APPLIED':
      throw new RolecallError('BAD_INPUT', `The plan is ${state}: there is nothing to approve`, {
        path: ['id'],
      });
  }
};

const refusalsOf = ({ outcome }: Plan): readonly string[] =>
  guardsOf(outcome).flatMap(({ verdict, detail }) => (verdict === 'REFUSE' ? [detail] : []));

const guardsOf = (outcome: Plan['outcome']): Planned['guards'] =>
  outcome.state === 'PLANNED' ? outcome.guards : [];

/** Whoever gains by a plan, or, where four eyes are asked for, made it, is not the one to let it pass. */
const refuseParty = async (
  plan: Plan,
  { caller }: Actor,
  { store, index, limits }: Pick<PlanningDeps, 'store' | 'index' | 'limits'>,
): Promise<void> => {
  if (limits.fourEyes && plan.createdBy === caller.name)
    throw new RolecallError('FORBIDDEN', 'Somebody else than its author has to approve a plan');
  if (caller.accounts.length === 0) return;
  const own = await callersOwn(caller, index.accounts);
  for await (const page of pagesOf((asked) => store.plans.changes(plan.id, asked))) {
    const gaining = page.flatMap(({ entry }) => (isGain(entry) ? [entry.account] : []));
    const users = await usersOf(gaining, index.accounts);
    if (gaining.some((account) => isOwn(own, { account, userId: users.get(keyOfAccount(account)) ?? null })))
      throw new RolecallError('FORBIDDEN', 'Whoever gains by a plan cannot approve it');
  }
};

/** Whose accounts are now, whether or not a change is told to be of a user. */
const usersOf = async (
  changed: readonly ChangedAccount[],
  accounts: Pick<AccountReader, 'find'>,
): Promise<ReadonlyMap<string, string>> => {
  const refs = changed.flatMap(({ backend, id }) => (id === null ? [] : [{ backend, id }]));
  const found = await accounts.find(refs);
  return new Map(found.map(({ account: { ref }, userId }) => [keyOfAccount(ref), userId]));
};
