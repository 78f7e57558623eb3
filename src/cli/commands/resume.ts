import type { Command } from 'commander';
import { resumeRunDocument } from '../documents/run.ts';
import { accepted, present } from '../gateway/refusal.ts';
import { inSession, overGateway } from '../over-gateway.ts';
import type { SessionOptions } from '../session.ts';
import { answerRun } from '../watching/watch-run.ts';

export const resumeCommand = (): Command =>
  overGateway('resume', 'Try again what of a run is not done.')
    .argument('<run>', 'its id')
    .action((id: string, options: SessionOptions) =>
      inSession(options, async (session) => {
        const { run } = accepted((await session.ask(resumeRunDocument, { input: { id } })).resumeRun);
        return answerRun(session, present(run, `run ${id}`));
      }),
    );
