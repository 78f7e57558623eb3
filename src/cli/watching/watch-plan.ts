import type { PlanState } from '../../domain/plan.ts';
import {
  changesDocument,
  exclusionsDocument,
  type Plan,
  type PlanHead,
  planDocument,
} from '../documents/plan.ts';
import type { ExitCode } from '../exit-code.ts';
import { eachNode } from '../gateway/pages.ts';
import { present } from '../gateway/refusal.ts';
import { renderPlan } from '../render/plan.ts';
import type { Session } from '../session.ts';
import { poll } from './poll.ts';

/** Waits until planning has ended, gets all of the plan and answers with it. */
export const answerPlan = async (session: Session, head: PlanHead): Promise<ExitCode> => {
  const plan = await wholePlan(session, await plannedPlan(session, head));
  session.answer(plan, renderPlan(plan, session.page));
  return exitCodeOf(plan.state);
};

export const findPlan = async (session: Session, id: string): Promise<PlanHead> =>
  present((await session.ask(planDocument, { id })).plan, `plan ${id}`);

/** The plan once it has been planned. */
export const plannedPlan = async (session: Session, head: PlanHead): Promise<PlanHead> => {
  if (head.state !== 'PLANNING') return head;
  const progress = session.progress('planning');
  try {
    return await poll(() => findPlan(session, head.id), {
      isDone: ({ state }) => state !== 'PLANNING',
      onAnswer: ({ summary }) =>
        progress.update(
          summary.reduce((sum, { accounts }) => sum + accounts, 0),
          null,
        ),
      sleep: session.sleep,
    });
  } finally {
    progress.stop();
  }
};

/** With all of its changes and exclusions. */
export const wholePlan = async (session: Session, head: PlanHead): Promise<Plan> => {
  const { id } = head;
  const changes = await Array.fromAsync(
    eachNode(async (page) => (await session.ask(changesDocument, { id, ...page })).plan?.changes),
  );
  const excluded = await Array.fromAsync(
    eachNode(async (page) => (await session.ask(exclusionsDocument, { id, ...page })).plan?.excluded),
  );
  return { ...head, changes: { nodes: changes }, excluded: { nodes: excluded } };
};

/** As the plan stands: whether there is something to apply, and whether that may be done. */
export const exitCodeOf = (state: PlanState): ExitCode => {
  switch (state) {
    case 'EMPTY':
    case 'APPLIED':
      return 0;
    case 'PLANNING':
    case 'FAILED':
    case 'EXPIRED':
      return 1;
    case 'READY':
    case 'APPROVED':
      return 2;
    case 'BLOCKED':
    case 'REFUSED':
      return 3;
  }
};
