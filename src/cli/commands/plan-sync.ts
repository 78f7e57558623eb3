import { readFileSync } from 'node:fs';
import type { Command } from 'commander';
import { RolecallError } from '../../domain/errors.ts';
import { backends } from '../arguments/backends.ts';
import { parseDesired } from '../arguments/desired.ts';
import { userHelp, usersBy } from '../arguments/user-by.ts';
import { planRoleSyncDocument, type RoleSyncInput, type UserBy } from '../documents/plan.ts';
import type { ExitCode } from '../exit-code.ts';
import { accepted, present } from '../gateway/refusal.ts';
import { inSession, overGateway } from '../over-gateway.ts';
import type { Session, SessionOptions } from '../session.ts';
import { answerPlan } from '../watching/watch-plan.ts';

export const planSyncCommand = (): Command =>
  overGateway(
    'sync',
    'Plan to make users hold on some backends the roles that they hold on one, or those of a list.',
  )
    .option('--from <backend>', 'whose roles they are to hold')
    .option('--desired <file>', 'or those of a list, YAML or JSON: [{ user: <user>, roles: [...] }]')
    .requiredOption('--to <backend,...>', 'where they are to hold them', backends)
    .option('--user <user>', `only this one: ${userHelp}; may be given again`, usersBy)
    .option('--replace', 'take managed roles that are not wanted as well')
    .option('--allow-escalation', 'let a role be spelled by a native role that gives more')
    .option('--reason <text>', 'why, for those who review it')
    .action((options: Options) => inSession(options, (session) => planSync(session, options)));

type Options = SessionOptions & {
  readonly from?: string;
  readonly desired?: string;
  readonly to: readonly string[];
  readonly user?: readonly UserBy[];
  readonly replace?: boolean;
  readonly allowEscalation?: boolean;
  readonly reason?: string;
};

const planSync = async (session: Session, options: Options): Promise<ExitCode> => {
  const from = sourceOf(options);
  const input: RoleSyncInput = {
    from,
    to: options.to,
    ...(options.user === undefined ? {} : { over: { users: options.user } }),
    mode: options.replace ? 'REPLACE' : 'GRANT_ONLY',
    allowEscalation: options.allowEscalation ?? false,
    reason: options.reason ?? null,
  };
  const { plan } = accepted((await session.ask(planRoleSyncDocument, { input })).planRoleSync);
  return answerPlan(session, present(plan, 'plan'));
};

const sourceOf = ({ from, desired }: Options): RoleSyncInput['from'] => {
  if (from !== undefined && desired === undefined) return { backend: from };
  if (desired !== undefined && from === undefined)
    return { desired: parseDesired(desired, readText(desired)) };
  throw new RolecallError(
    'BAD_INPUT',
    'Exactly one of --from and --desired says which roles users are to hold.',
  );
};

const readText = (file: string): string => {
  try {
    return readFileSync(file, 'utf8');
  } catch (cause) {
    throw new RolecallError('BAD_INPUT', `${file} cannot be read: ${(cause as NodeJS.ErrnoException).code}.`);
  }
};
