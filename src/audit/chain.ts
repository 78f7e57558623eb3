import type { AuditEntry, AuditEvent } from '../domain/audit-entry.ts';
import { canonicalJson, digestOf } from '../domain/canonical.ts';

/** An event as the entry behind `previous`; as the first one where there is none. */
export const chainEvent = (previous: AuditEntry | null, event: AuditEvent): AuditEntry => {
  const unhashed = {
    ...wellFormed(event),
    sequence: (previous?.sequence ?? 0) + 1,
    previous: previous?.hash ?? firstPrevious,
  };
  return { ...unhashed, hash: digestOf(unhashed) };
};

/** What the first entry has in place of the hash of one before. */
export const firstPrevious = '0'.repeat(64);

/** The canonical text that an entry's hash is of. */
export const sourceOf = (entry: AuditEntry): string => canonicalJson(withoutHash(entry));

/** What the hash of an entry has to be. */
export const hashOf = (entry: AuditEntry): string => digestOf(withoutHash(entry));

const withoutHash = ({ hash: _hash, ...unhashed }: AuditEntry): Omit<AuditEntry, 'hash'> => unhashed;

/**
 * The members are named, so that nothing gets into the hash that is not kept. Half a surrogate pair would come back from the store as something
 * else.
 */
const wellFormed = (event: AuditEvent): AuditEvent => ({
  at: event.at,
  caller: event.caller.toWellFormed(),
  requestId: event.requestId?.toWellFormed() ?? null,
  action: event.action.toWellFormed(),
  phase: event.phase,
  planId: event.planId?.toWellFormed() ?? null,
  digest: event.digest?.toWellFormed() ?? null,
  runId: event.runId?.toWellFormed() ?? null,
  position: event.position,
  backend: event.backend?.toWellFormed() ?? null,
  nativeId: event.nativeId?.toWellFormed() ?? null,
  before: event.before?.toWellFormed() ?? null,
  after: event.after?.toWellFormed() ?? null,
  outcome: event.outcome,
  code: event.code,
  message: event.message?.toWellFormed() ?? null,
  reason: event.reason?.toWellFormed() ?? null,
  upstreamRequestIds: event.upstreamRequestIds.map((id) => id.toWellFormed()),
});
