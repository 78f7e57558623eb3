import type { Command } from 'commander';
import { inSession, overGateway } from '../over-gateway.ts';
import type { SessionOptions } from '../session.ts';
import { answerPlan, findPlan } from '../watching/watch-plan.ts';

export const planShowCommand = (): Command =>
  overGateway('show', 'Show a plan.')
    .argument('<plan>', 'its id')
    .action((id: string, options: SessionOptions) =>
      inSession(options, async (session) => answerPlan(session, await findPlan(session, id))),
    );
