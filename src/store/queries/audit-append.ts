import type { Kysely } from 'kysely';
import type { AuditEntry } from '../../domain/audit-entry.ts';
import type { StoreDialect } from '../dialect.ts';
import type { AuditTable, Tables } from '../tables.ts';
import { lastAuditEntry } from './audit.ts';
import { toAuditEntry, toAuditRow } from './audit-row.ts';
import { createRowStatement } from './row-statement.ts';

export const appendAudit = async (
  db: Kysely<Tables>,
  dialect: StoreDialect,
  entries: readonly AuditEntry[],
): Promise<void> => {
  let last = await lastAuditEntry(db);
  for (const entry of entries) {
    if (entry.sequence !== (last?.sequence ?? 0) + 1 || (last !== null && entry.previous !== last.hash))
      throw new Error(`The audit entry ${entry.sequence} does not follow ${last?.sequence ?? 'nothing'}`);
    last = entry;
  }
  await insertEntries(db, dialect, entries.map(toAuditRow));
  for (const entry of entries.filter(({ runId }) => runId === null)) {
    if (entry.phase === 'INTENT')
      await db.insertInto('unanswered').values({ sequence: entry.sequence }).execute();
    if (entry.phase === 'OUTCOME') await answer(db, entry);
  }
};

const insertEntries = createRowStatement(
  [
    'sequence',
    'at',
    'caller',
    'request_id',
    'action',
    'phase',
    'plan_id',
    'digest',
    'run_id',
    'position',
    'backend',
    'native_id',
    'before',
    'after',
    'outcome',
    'code',
    'message',
    'reason',
    'upstream_request_ids',
    'previous',
    'hash',
  ],
  (db, rows: readonly AuditTable[]) => db.insertInto('audit').values([...rows]),
);

export const unansweredIntents = async (db: Kysely<Tables>): Promise<readonly AuditEntry[]> => {
  const rows = await unanswered(db).execute();
  return rows.map(toAuditEntry);
};

/** The first INTENT that may be meant is answered. */
const answer = async (
  db: Kysely<Tables>,
  { requestId, action, position, backend, nativeId }: AuditEntry,
): Promise<void> => {
  const intent = await unanswered(db)
    .where('audit.request_id', 'is', requestId)
    .where('audit.action', '=', action)
    .where('audit.position', 'is', position)
    .where('audit.backend', 'is', backend)
    .where(({ eb, or }) => or([eb('audit.native_id', 'is', null), eb('audit.native_id', 'is', nativeId)]))
    .limit(1)
    .executeTakeFirst();
  if (intent !== undefined)
    await db.deleteFrom('unanswered').where('sequence', '=', intent.sequence).execute();
};

const unanswered = (db: Kysely<Tables>) =>
  db
    .selectFrom('unanswered')
    .innerJoin('audit', 'audit.sequence', 'unanswered.sequence')
    .selectAll('audit')
    .orderBy('unanswered.sequence');
