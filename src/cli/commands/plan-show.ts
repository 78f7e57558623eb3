import type { Command } from 'commander';
import type { SessionOptions } from '../session.ts';
import { inSession, overGateway } from './over-gateway.ts';
import { answerPlan, findPlan } from './watch-plan.ts';

export const planShowCommand = (): Command =>
  overGateway('show', 'Show a plan.')
    .argument('<plan>', 'its id')
    .action((id: string, options: SessionOptions) =>
      inSession(options, async (session) => answerPlan(session, await findPlan(session, id))),
    );
