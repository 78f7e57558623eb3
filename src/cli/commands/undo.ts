import type { Command } from 'commander';
import { undoRunDocument } from '../documents/plan.ts';
import { accepted, present } from '../gateway/refusal.ts';
import { inSession, overGateway } from '../over-gateway.ts';
import type { SessionOptions } from '../session.ts';
import { answerPlan } from '../watching/watch-plan.ts';

export const undoCommand = (): Command =>
  overGateway('undo', 'Plan to take a run back where nobody changed it since, and show that plan.')
    .argument('<run>', 'its id')
    .option('--reason <text>', 'why, for those who review it')
    .action((id: string, options: SessionOptions & { readonly reason?: string }) =>
      inSession(options, async (session) => {
        const input = { id, reason: options.reason ?? null };
        const { plan } = accepted((await session.ask(undoRunDocument, { input })).undoRun);
        return answerPlan(session, present(plan, 'plan'));
      }),
    );
