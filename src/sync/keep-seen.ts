import type { Logger } from 'pino';
import type { ConfiguredBackend } from '../backends/configured-backend.ts';
import type { IdentityIndex } from '../identity/identity-index.ts';
import type { Observed } from './observe.ts';

/** Keeps in the index what a run has read back. What was done is done, whether the index takes it or not: a failure is told in the log only. */
export const keepSeen =
  ({
    index,
    log,
  }: {
    readonly index: Pick<IdentityIndex, 'observe' | 'markDeleted'>;
    readonly log: Pick<Logger, 'error'>;
  }) =>
  async ({ backend }: ConfiguredBackend, id: string, seen: Observed | null, asOf: number): Promise<void> => {
    try {
      if (seen === null) await index.markDeleted({ backend: backend.id, id }, asOf);
      else await index.observe([{ account: toAccount(seen), isAttributed: true }], asOf, { by: 'ROLECALL' });
    } catch (err) {
      log.error({ backend: backend.id, err }, 'the index could not be told what a run has read back');
    }
  };

const toAccount = ({ account, assignments }: Observed) => ({ ...account, assignments });
