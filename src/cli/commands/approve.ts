import type { Command } from 'commander';
import { RolecallError } from '../../domain/errors.ts';
import { canAsk, confirm } from '../confirm.ts';
import { approvePlanDocument } from '../documents/plan.ts';
import type { ExitCode } from '../exit-code.ts';
import { accepted, present } from '../gateway/refusal.ts';
import { inSession, overGateway } from '../over-gateway.ts';
import { renderReview, renderVerdict } from '../render/plan.ts';
import type { Session, SessionOptions } from '../session.ts';
import { findPlan, wholePlan } from '../watching/watch-plan.ts';

export const approveCommand = (): Command =>
  overGateway('approve', 'Let a plan pass that a guard has blocked. Without --digest it is shown first.')
    .argument('<plan>', 'its id')
    .requiredOption('--reason <text>', 'why it may be done all the same')
    .option('--digest <digest>', 'of the plan as it was reviewed: approves it without asking')
    .option('-y, --yes', 'approve it as it is shown, without asking')
    .action((id: string, options: Options) => inSession(options, (session) => approve(session, id, options)));

type Options = SessionOptions & {
  readonly reason: string;
  readonly digest?: string;
  readonly yes?: boolean;
};

const approve = async (session: Session, id: string, options: Options): Promise<ExitCode> => {
  const digest = options.digest ?? (await review(session, id, options.yes ?? false));
  if (digest === null) {
    session.tell('Nothing was approved.');
    return 1;
  }
  const input = { id, digest, reason: options.reason };
  const { plan } = accepted((await session.ask(approvePlanDocument, { input })).approvePlan);
  const approved = present(plan, `plan ${id}`);
  session.answer(approved, renderVerdict(approved, session.page));
  return 0;
};

/** The digest of the plan that was shown; `null` where it shall not be approved. */
const review = async (session: Session, id: string, isAgreed: boolean): Promise<string | null> => {
  const plan = await wholePlan(session, await findPlan(session, id));
  session.show([...renderReview(plan, session.page), '']);
  const digest = present(plan.digest, `digest of plan ${id}`);
  if (isAgreed) return digest;
  if (!canAsk())
    throw new RolecallError(
      'BAD_INPUT',
      'Nobody is there to ask. --digest approves the plan that was reviewed, --yes the one shown here.',
    );
  return (await confirm('Approve it?')) ? digest : null;
};
