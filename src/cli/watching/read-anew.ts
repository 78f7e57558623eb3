import { type Reading, readingsDocument, refreshDocument } from '../documents/drift.ts';
import { present, refusalSentence } from '../gateway/refusal.ts';
import { clean } from '../render/text.ts';
import type { Session } from '../session.ts';
import { poll } from './poll.ts';

/** Reads backends whole, all unless some are named. Tells of each that could not be read to its end, and whether there was none. */
export const readAnew = async (session: Session, backends: readonly string[] | null): Promise<boolean> => {
  const before = await readings(session);
  const chosen = backends ?? before.map(({ id }) => id);
  const progress = session.progress('reading');
  try {
    const refused = await Promise.all(chosen.map((backend) => begin(session, backend)));
    const waitedFor = new Set(chosen.filter((_, at) => refused[at] === false));
    const after = await poll(() => readings(session), {
      isDone: (all) => all.every((one) => !waitedFor.has(one.id) || hasEnded(one, before)),
      onAnswer: (all) => {
        const under = all.flatMap(({ index: { refreshing } }) => refreshing ?? []);
        const known = under.every(({ total }) => total !== null);
        progress.update(
          under.reduce((sum, { seen }) => sum + seen, 0),
          known && under.length > 0 ? under.reduce((sum, { total }) => sum + (total ?? 0), 0) : null,
          'accounts',
        );
      },
      sleep: session.sleep,
    });
    const failed = after.filter(
      ({ id, index }) => waitedFor.has(id) && index.lastRefresh?.state !== 'COMPLETE',
    );
    for (const { id, index } of failed)
      session.tell(
        `Reading ${id} ended ${index.lastRefresh?.state}${index.lastRefresh?.reason == null ? '' : `: ${clean(index.lastRefresh.reason)}`}.`,
      );
    return failed.length === 0 && waitedFor.size === chosen.length;
  } finally {
    progress.stop();
  }
};

const readings = async (session: Session): Promise<readonly Reading[]> =>
  present((await session.ask(readingsDocument, {})).backends, 'backend');

/** Whether it was refused. A reading that failed is told by the backend's own state. */
const begin = async (session: Session, backend: string): Promise<boolean> => {
  const { refreshBackend } = await session.ask(refreshDocument, { input: { backend } });
  const errors = (refreshBackend?.errors ?? []).filter(
    ({ code }) => !/^(UPSTREAM|QUARANTINED|RATE)/.test(code),
  );
  for (const error of errors) session.tell(refusalSentence(error));
  return errors.length > 0;
};

const hasEnded = ({ id, index }: Reading, before: readonly Reading[]): boolean => {
  const last = before.find((one) => one.id === id)?.index.lastRefresh?.startedAt;
  return index.refreshing === null && index.lastRefresh !== null && index.lastRefresh.startedAt !== last;
};
