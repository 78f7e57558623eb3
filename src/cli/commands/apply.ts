import type { Command } from 'commander';
import { RolecallError } from '../../domain/errors.ts';
import { canAsk, confirm } from '../confirm.ts';
import { applyPlanDocument } from '../documents/run.ts';
import type { ExitCode } from '../exit-code.ts';
import { accepted, present } from '../gateway/refusal.ts';
import { inSession, overGateway } from '../over-gateway.ts';
import { renderPlan, renderReview } from '../render/plan.ts';
import type { Session, SessionOptions } from '../session.ts';
import { exitCodeOf, findPlan, plannedPlan, wholePlan } from '../watching/watch-plan.ts';
import { answerRun } from '../watching/watch-run.ts';

export const applyCommand = (): Command =>
  overGateway('apply', 'Carry a plan out. Without --digest it is shown first.')
    .argument('<plan>', 'its id')
    .option('--digest <digest>', 'of the plan as it was reviewed: applies it without asking')
    .option('-y, --yes', 'apply it as it is shown, without asking')
    .action((id: string, options: Options) => inSession(options, (session) => apply(session, id, options)));

type Options = SessionOptions & { readonly digest?: string; readonly yes?: boolean };

const apply = async (session: Session, id: string, { digest, yes = false }: Options): Promise<ExitCode> => {
  const reviewed = digest === undefined ? await review(session, id, yes) : { digest };
  if (!('digest' in reviewed)) return reviewed.exitCode;
  const input = { id, digest: reviewed.digest };
  const { run } = accepted((await session.ask(applyPlanDocument, { input })).applyPlan);
  return answerRun(session, present(run, 'run'));
};

/** Shows the plan and asks whether it shall be applied. Answers with its digest, or with what there is instead of a run. */
const review = async (
  session: Session,
  id: string,
  isAgreed: boolean,
): Promise<{ readonly digest: string } | { readonly exitCode: ExitCode }> => {
  const plan = await wholePlan(session, await plannedPlan(session, await findPlan(session, id)));
  const { digest, state } = plan;
  // Its run is the answer.
  if (state === 'APPLIED' && digest !== null) return { digest };
  if (digest === null || (state !== 'READY' && state !== 'APPROVED')) {
    session.answer(plan, renderPlan(plan, session.page));
    return { exitCode: exitCodeOf(state) };
  }
  session.show([...renderReview(plan, session.page), '']);
  if (isAgreed) return { digest };
  if (!canAsk())
    throw new RolecallError(
      'BAD_INPUT',
      'Nobody is there to ask. --digest applies the plan that was reviewed, --yes the one shown here.',
    );
  if (await confirm('Apply it?')) return { digest };
  session.tell('Nothing was applied.');
  return { exitCode: 1 };
};
