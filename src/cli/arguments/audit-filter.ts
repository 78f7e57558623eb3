import { type Command, InvalidArgumentError, Option } from 'commander';
import type { AuditFilter } from '../documents/audit.ts';
import { instantOf } from './instant-of.ts';
import { userNamed } from './user-by.ts';

/** The options of an audit filter. */
export const withAuditFilter = (command: Command): Command =>
  command
    .option('--caller <name>', 'of this caller')
    .option('--action <mutation>', 'of this mutation, such as applyPlan')
    .option('--plan <id>', 'of this plan')
    .option('--run <id>', 'of this run')
    .option('--account <backend:id>', 'about this account', accountOf)
    .addOption(
      new Option('--outcome <outcome>', 'with this outcome').choices([
        'APPLIED',
        'NOOP',
        'FAILED',
        'SKIPPED',
        'CONFLICT',
        'UNKNOWN',
      ]),
    )
    .option('--from <instant>', 'from then on: 24h, 7d, or an instant', instantOf)
    .option('--until <instant>', 'before then', instantOf);

/** `null` where nothing is filtered. */
export const auditFilterOf = ({
  caller,
  action,
  plan,
  run,
  account,
  outcome,
  from,
  until,
}: AuditFilter): AuditFilter | null => {
  const given = Object.entries({ caller, action, plan, run, account, outcome, from, until }).filter(
    ([, value]) => value !== undefined,
  );
  return given.length === 0 ? null : Object.fromEntries(given);
};

const accountOf = (text: string): { readonly backend: string; readonly nativeId: string } => {
  const by = userNamed(text);
  if (by !== null && 'account' in by) return by.account;
  throw new InvalidArgumentError('Expected backend:native id.');
};
