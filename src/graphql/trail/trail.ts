import { appendAudit } from '../../audit/audit.ts';
import { promptly } from '../../audit/promptly.ts';
import type { AuditEvent } from '../../domain/audit-entry.ts';
import type { Store } from '../../store/store.ts';

/** The way to the audit trail for what is not done by a run. */
export type Trail = {
  /**
   * Writes an INTENT down, durably. Throws STORE_UNAVAILABLE where that cannot be done within two seconds: should it be done later, an OUTCOME
   * follows that says so.
   */
  intend(event: AuditEvent): Promise<void>;
  /** Writes down a DECISION that is done then. Throws as `intend`. */
  decide(event: AuditEvent): Promise<void>;
  /** Rejects with STORE_UNAVAILABLE where that cannot be done. */
  append(events: readonly AuditEvent[]): Promise<void>;
};

export const createTrail = (store: Pick<Store, 'write'>): Trail => {
  const append = (events: readonly AuditEvent[]): Promise<void> =>
    store.write((writer) => appendAudit(writer, events));
  return {
    intend: (event) =>
      promptly(append([event]), () =>
        append([
          {
            ...event,
            phase: 'OUTCOME',
            outcome: 'SKIPPED',
            code: 'STORE_UNAVAILABLE',
            message: 'It was written down too late, so nothing was done',
          },
        ]),
      ),
    decide: (event) => promptly(append([event]), async () => {}),
    append,
  };
};
