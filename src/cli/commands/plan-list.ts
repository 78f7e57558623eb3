import type { Command } from 'commander';
import { wholeNumber } from '../arguments/whole-number.ts';
import { plansDocument } from '../documents/plan.ts';
import { present } from '../gateway/refusal.ts';
import { inSession, overGateway } from '../over-gateway.ts';
import { renderMore } from '../render/more.ts';
import { renderListedPlan } from '../render/plan.ts';
import type { SessionOptions } from '../session.ts';

export const planListCommand = (): Command =>
  overGateway('list', 'List plans, the newest first.')
    .option('--first <number>', 'how many', wholeNumber(1, 100), 20)
    .option('--direct', 'also those of mutations that change at once')
    .action((options: SessionOptions & { readonly first: number; readonly direct?: boolean }) =>
      inSession(options, async (session) => {
        const { plans } = await session.ask(plansDocument, {
          first: options.first,
          after: null,
          origins: options.direct ? ['ROLE_SYNC', 'OFFBOARDING', 'UNDO', 'DIRECT'] : null,
        });
        const page = present(plans, 'list of plans');
        session.answer(
          page,
          page.nodes.length === 0
            ? ['There is no plan.']
            : [
                ...page.nodes.flatMap((plan) => renderListedPlan(plan, session.page)),
                ...renderMore(page, '--first shows up to 100', session.page.columns),
              ],
        );
        return 0;
      }),
    );
