import type { AuditEvent } from '../domain/audit-entry.ts';
import { auditedInput } from './audited-input.ts';
import type { Context } from './context.ts';

/** What the audit trail tells of the mutation that is under way, but for what comes of it. */
export const auditEventOf = (
  { mutation, caller, requestId, now }: Pick<Context, 'mutation' | 'caller' | 'requestId' | 'now'>,
  phase: AuditEvent['phase'],
): AuditEvent => {
  if (mutation === null) throw new Error('expected a mutation to be under way');
  const { field, input } = mutation;
  return {
    at: now().getTime(),
    caller: caller.name,
    requestId,
    action: field,
    phase,
    planId: null,
    digest: null,
    runId: null,
    position: null,
    backend: null,
    nativeId: null,
    before: null,
    after: auditedInput(input),
    outcome: null,
    code: null,
    message: null,
    reason: 'reason' in input && typeof input.reason === 'string' ? input.reason : null,
    upstreamRequestIds: [],
  };
};
