import type { Command } from 'commander';
import { cancelRunDocument } from '../documents/run.ts';
import { accepted, present } from '../gateway/refusal.ts';
import { inSession, overGateway } from '../over-gateway.ts';
import { countsLine } from '../render/run.ts';
import { wrap } from '../render/text.ts';
import type { SessionOptions } from '../session.ts';

export const cancelCommand = (): Command =>
  overGateway('cancel', 'Stop a run: changes under way are ended, all others skipped.')
    .argument('<run>', 'its id')
    .action((id: string, options: SessionOptions) =>
      inSession(options, async (session) => {
        const { run } = accepted((await session.ask(cancelRunDocument, { input: { id } })).cancelRun);
        const cancelled = present(run, `run ${id}`);
        session.answer(
          cancelled,
          wrap(`${cancelled.state}: ${countsLine(cancelled.counts)}.`, session.page.columns),
        );
        return 0;
      }),
    );
