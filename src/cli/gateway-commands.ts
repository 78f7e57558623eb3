import { Command } from 'commander';
import { applyCommand } from './commands/apply.ts';
import { approveCommand } from './commands/approve.ts';
import { auditExportCommand } from './commands/audit-export.ts';
import { auditListCommand } from './commands/audit-list.ts';
import { auditVerifyCommand } from './commands/audit-verify.ts';
import { cancelCommand } from './commands/cancel.ts';
import { driftCommand } from './commands/drift.ts';
import { planListCommand } from './commands/plan-list.ts';
import { planOffboardCommand } from './commands/plan-offboard.ts';
import { planShowCommand } from './commands/plan-show.ts';
import { planSyncCommand } from './commands/plan-sync.ts';
import { resumeCommand } from './commands/resume.ts';
import { undoCommand } from './commands/undo.ts';
import { whoisCommand } from './commands/whois.ts';
import { exitCodesHelp } from './exit-code.ts';

/** All that ask a running gateway. */
export const gatewayCommands = (): readonly Command[] => [
  new Command('plan')
    .description('Make plans, and show them.')
    .addCommand(planSyncCommand())
    .addCommand(planOffboardCommand())
    .addCommand(planShowCommand())
    .addCommand(planListCommand())
    .addHelpText('after', exitCodesHelp),
  applyCommand(),
  approveCommand(),
  resumeCommand(),
  cancelCommand(),
  undoCommand(),
  driftCommand(),
  new Command('audit')
    .description('Who did what, when, and what came of it.')
    .addCommand(auditListCommand())
    .addCommand(auditExportCommand())
    .addCommand(auditVerifyCommand())
    .addHelpText('after', exitCodesHelp),
  whoisCommand(),
];
