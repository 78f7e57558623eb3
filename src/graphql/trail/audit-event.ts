import { type AuditEvent, toAuditEvent } from '../../domain/audit-entry.ts';
import type { Context } from '../context.ts';
import { auditedInput } from './audited-input.ts';

/** What the audit trail tells of the mutation that is under way, but for what comes of it. */
export const auditEventOf = (
  { mutation, caller, requestId, now }: Pick<Context, 'mutation' | 'caller' | 'requestId' | 'now'>,
  phase: AuditEvent['phase'],
): AuditEvent => {
  if (mutation === null) throw new Error('expected a mutation to be under way');
  const { field, input } = mutation;
  return toAuditEvent({
    at: now().getTime(),
    caller: caller.name,
    requestId,
    action: field,
    phase,
    after: auditedInput(input),
    reason: 'reason' in input && typeof input.reason === 'string' ? input.reason : null,
  });
};
