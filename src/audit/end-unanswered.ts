import type { Store } from '../store/store.ts';
import { appendAudit } from './audit.ts';

/** Ends in the audit trail what an earlier process began, outside of runs, and did not live to end: nobody knows what came of it. */
export const endUnanswered = (store: Pick<Store, 'write'>, now: () => number): Promise<void> =>
  store.write(async (writer) => {
    const intents = await writer.audit.unanswered();
    await appendAudit(
      writer,
      intents.map(({ sequence: _sequence, previous: _previous, hash: _hash, ...event }) => ({
        ...event,
        at: now(),
        phase: 'OUTCOME',
        outcome: 'UNKNOWN',
        code: 'INTERNAL',
        message: 'Rolecall stopped before it was known',
      })),
    );
  });
