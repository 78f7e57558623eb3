import { appendAudit } from '../../src/audit/audit.ts';
import type { AuditEntry, AuditEvent } from '../../src/domain/audit-entry.ts';
import type { Store, StoreReader } from '../../src/store/store.ts';

export const append = (store: Store, events: readonly AuditEvent[]): Promise<void> =>
  store.write((writer) => appendAudit(writer, events));

/** All entries, in pages, as whoever verifies the trail reads it. */
export async function* readTrail({ audit }: Pick<StoreReader, 'audit'>): AsyncGenerator<AuditEntry> {
  for (let after = 0; ; ) {
    const page = await audit.list({ first: 3, after, backends: null });
    yield* page;
    const last = page.at(-1);
    if (last === undefined) return;
    after = last.sequence;
  }
}
