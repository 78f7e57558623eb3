import { type Command, Option } from 'commander';
import { backends } from '../arguments/backends.ts';
import { userBy, userHelp } from '../arguments/user-by.ts';
import { type OffboardingInput, planOffboardingDocument, type UserBy } from '../documents/plan.ts';
import { accepted, present } from '../gateway/refusal.ts';
import { inSession, overGateway } from '../over-gateway.ts';
import type { SessionOptions } from '../session.ts';
import { answerPlan } from '../watching/watch-plan.ts';

export const planOffboardCommand = (): Command =>
  overGateway('offboard', 'Plan to take from a user all that Rolecall may take.')
    .argument('<user>', userHelp, userBy)
    .addOption(
      new Option('--extent <extent>', 'how far: take roles, bar from signing in as well, or delete')
        .choices(['revoke', 'disable', 'delete'])
        .default('disable'),
    )
    .option('--backend <backend>', 'only there; may be given again', backends)
    .option('--reason <text>', 'why, for those who review it')
    .action((user: UserBy, options: Options) =>
      inSession(options, async (session) => {
        const input: OffboardingInput = {
          user,
          extent: extents[options.extent],
          backends: options.backend ?? null,
          reason: options.reason ?? null,
        };
        const { plan } = accepted((await session.ask(planOffboardingDocument, { input })).planOffboarding);
        return answerPlan(session, present(plan, 'plan'));
      }),
    );

type Options = SessionOptions & {
  readonly extent: keyof typeof extents;
  readonly backend?: readonly string[];
  readonly reason?: string;
};

const extents = { revoke: 'REVOKE', disable: 'DISABLE', delete: 'DELETE' } as const;
