import { type AuditEvent, toAuditEvent } from '../../domain/audit-entry.ts';
import { canonicalJson } from '../../domain/canonical.ts';
import type { Plan } from '../../domain/plan.ts';
import type { Actor } from '../actor.ts';

/** What is written down of a decision on a plan. */
export const decisionOn = (
  plan: Pick<Plan, 'id'>,
  { caller, requestId }: Actor,
  decision: Pick<AuditEvent, 'at' | 'action' | 'digest' | 'reason'> & { readonly after: unknown },
): AuditEvent =>
  toAuditEvent({
    ...decision,
    caller: caller.name,
    requestId,
    phase: 'DECISION',
    planId: plan.id,
    after: canonicalJson(decision.after),
  });
