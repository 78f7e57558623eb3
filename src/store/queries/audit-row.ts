import type { AuditEntry } from '../../domain/audit-entry.ts';
import type { AuditTable } from '../tables.ts';

export const toAuditRow = (entry: AuditEntry): AuditTable => ({
  sequence: entry.sequence,
  at: entry.at,
  caller: entry.caller,
  request_id: entry.requestId,
  action: entry.action,
  phase: entry.phase,
  plan_id: entry.planId,
  digest: entry.digest,
  run_id: entry.runId,
  position: entry.position,
  backend: entry.backend,
  native_id: entry.nativeId,
  before: entry.before,
  after: entry.after,
  outcome: entry.outcome,
  code: entry.code,
  message: entry.message,
  reason: entry.reason,
  upstream_request_ids: JSON.stringify(entry.upstreamRequestIds),
  previous: entry.previous,
  hash: entry.hash,
});

export const toAuditEntry = (row: AuditTable): AuditEntry => ({
  sequence: row.sequence,
  at: row.at,
  caller: row.caller,
  requestId: row.request_id,
  action: row.action,
  phase: row.phase,
  planId: row.plan_id,
  digest: row.digest,
  runId: row.run_id,
  position: row.position,
  backend: row.backend,
  nativeId: row.native_id,
  before: row.before,
  after: row.after,
  outcome: row.outcome,
  code: row.code,
  message: row.message,
  reason: row.reason,
  upstreamRequestIds: toStrings(row.upstream_request_ids),
  previous: row.previous,
  hash: row.hash,
});

/** What somebody else wrote there makes another entry, which its hash tells, and keeps no other from being read. */
const toStrings = (text: string): readonly string[] => {
  try {
    const strings: unknown = JSON.parse(text);
    if (Array.isArray(strings)) return strings.map(String);
  } catch {}
  return [text];
};
