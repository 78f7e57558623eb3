import type { AuditEntry, AuditEvent } from '../domain/audit-entry.ts';
import type { StoreWriter } from '../store/store.ts';
import { chainEvent } from './chain.ts';

/**
 * Writes events down behind the last entry of the audit trail, in this order. Part of the write that the writer is of: they are there once all
 * else of it is, and nothing of it is there without them.
 */
export const appendAudit = async ({ audit }: StoreWriter, events: readonly AuditEvent[]): Promise<void> => {
  if (events.length === 0) return;
  const entries: AuditEntry[] = [];
  let last = await audit.last();
  for (const event of events) {
    last = chainEvent(last, event);
    entries.push(last);
  }
  await audit.append(entries);
};
