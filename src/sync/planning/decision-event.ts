import type { AuditEvent } from '../../domain/audit-entry.ts';
import { canonicalJson } from '../../domain/canonical.ts';
import type { Plan } from '../../domain/plan.ts';
import type { Actor } from '../actor.ts';

/** What is written down of a decision on a plan. */
export const decisionOn = (
  plan: Pick<Plan, 'id'>,
  { caller, requestId }: Actor,
  decision: Pick<AuditEvent, 'at' | 'action' | 'digest' | 'reason'> & { readonly after: unknown },
): AuditEvent => ({
  at: decision.at,
  caller: caller.name,
  requestId,
  action: decision.action,
  phase: 'DECISION',
  planId: plan.id,
  digest: decision.digest,
  runId: null,
  position: null,
  backend: null,
  nativeId: null,
  before: null,
  after: canonicalJson(decision.after),
  outcome: null,
  code: null,
  message: null,
  reason: decision.reason,
  upstreamRequestIds: [],
});
