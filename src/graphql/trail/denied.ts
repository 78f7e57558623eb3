import { toAuditEvent } from '../../domain/audit-entry.ts';
import type { ErrorCode } from '../../domain/errors.ts';
import type { Context } from '../context.ts';
import { auditedInput } from './audited-input.ts';

/**
 * Writes down a mutation that was refused before anything was written. What cannot be written down is refused all the same, and the log tells of
 * it.
 */
export const recordDenied = async (
  { trail, caller, requestId, now, log }: Pick<Context, 'trail' | 'caller' | 'requestId' | 'now' | 'log'>,
  denied: {
    readonly field: string;
    readonly input: object;
    readonly code: ErrorCode;
    readonly message: string;
    readonly backend: string | null;
  },
): Promise<void> => {
  const { field, input, code, message, backend } = denied;
  const asked = auditedInput(input);
  try {
    await trail.append([
      toAuditEvent({
        at: now().getTime(),
        caller: caller.name,
        requestId,
        action: field,
        phase: 'OUTCOME',
        // Nobody who may not write shall fill the store.
        after: asked.length <= mostKept ? asked : null,
        outcome: 'SKIPPED',
        backend,
        code,
        message,
      }),
    ]);
  } catch (cause) {
    log.error({ requestId, err: cause }, 'a denied mutation was not written down');
  }
};

const mostKept = 4096;
