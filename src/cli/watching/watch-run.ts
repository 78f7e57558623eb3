import {
  callerDocument,
  type Outcome,
  type OutlivingToken,
  outcomesDocument,
  outlivingTokensDocument,
  type Run,
  type RunHead,
  runDocument,
} from '../documents/run.ts';
import type { ExitCode } from '../exit-code.ts';
import { eachNode } from '../gateway/pages.ts';
import { present } from '../gateway/refusal.ts';
import { countsLine, renderOutlivingTokens, renderRun } from '../render/run.ts';
import type { Session } from '../session.ts';
import { poll } from './poll.ts';

/** Waits until the run has ended, gets all of it and answers with it. */
export const answerRun = async (session: Session, head: RunHead): Promise<ExitCode> => {
  const ended = await endedRun(session, head);
  const outcomes = await Array.fromAsync(
    eachNode(async (page) => (await session.ask(outcomesDocument, { id: ended.id, ...page })).run?.outcomes),
  );
  const run: Run = { ...ended, outcomes: { nodes: outcomes } };
  const outlivingTokens = outcomes.some(hasTaken) ? await tokensThatOutlive(session, run.id) : null;
  session.answer(outlivingTokens === null ? run : { ...run, outlivingTokens }, [
    ...renderRun(run, session.page),
    ...renderOutlivingTokens(outlivingTokens ?? [], session.page),
  ]);
  return run.state === 'DONE' ? 0 : 1;
};

const endedRun = async (session: Session, head: RunHead): Promise<RunHead> => {
  if (head.state !== 'RUNNING') return head;
  const progress = session.progress('applying');
  session.tell(`Run ${head.id} is under way, and goes on without this command.`);
  try {
    return await poll(
      async () => present((await session.ask(runDocument, { id: head.id })).run, `run ${head.id}`),
      {
        isDone: ({ state }) => state !== 'RUNNING',
        onAnswer: ({ counts }) => {
          const total = Object.values(counts).reduce((sum, number) => sum + number, 0);
          progress.update(total - counts.pending, total, countsLine({ ...counts, pending: 0 }));
        },
        sleep: session.sleep,
      },
    );
  } finally {
    progress.stop();
  }
};

const hasTaken = ({ outcome, change }: Outcome): boolean =>
  outcome === 'APPLIED' &&
  (change.revokes.length > 0 || change.kind === 'DELETE' || change.kind === 'STATUS');

/** `null` for who may not know. */
const tokensThatOutlive = async (session: Session, id: string): Promise<readonly OutlivingToken[] | null> => {
  const { caller } = await session.ask(callerDocument, {});
  if (!caller.scopes.some((scope) => scope === 'TOKENS' || scope === 'ADMIN')) return null;
  return (await session.ask(outlivingTokensDocument, { id })).run?.outlivingTokens ?? null;
};
