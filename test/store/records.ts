import { type AuditEvent, toAuditEvent } from '../../src/domain/audit-entry.ts';
import type { Change, NamedAssignment, RoleStep } from '../../src/domain/change.ts';
import type { OutsideChange } from '../../src/domain/outside-change.ts';
import type { Exclusion, Plan, Planned } from '../../src/domain/plan.ts';
import type { Outcome, OutcomeKind, Run } from '../../src/domain/run.ts';

/** A plan of nothing beyond what is given. */
export const planOf = (id: string, told: Partial<Plan> = {}): Plan => ({
  id,
  origin: 'ROLE_SYNC',
  request: {},
  createdBy: 'ops',
  createdAt: 1000,
  expiresAt: 9000,
  backends: ['iot'],
  outcome: { state: 'PLANNING' },
  ...told,
});

export const planned: { readonly state: 'PLANNED' } & Planned = {
  state: 'PLANNED',
  digest: 'd'.repeat(64),
  mode: 'REPLACE',
  summary: [],
  guards: [],
  forecast: { calls: 1, minimumSeconds: 0.5, backends: [] },
  notExpressible: [],
  changes: 2,
  excluded: 1,
  inputs: [{ kind: 'CONFIGURATION', backend: 'iot', fingerprint: 'f' }],
};

export const named = (nativeRoleId: string, organizationId: string | null = null): NamedAssignment => ({
  nativeRoleId,
  organizationId,
  name: null,
});

/** What grants and revokes these, of an account that held nothing else. */
export const roleStepOf = (
  grants: readonly NamedAssignment[],
  revokes: readonly NamedAssignment[] = [],
): RoleStep => ({
  kind: 'ROLES',
  before: revokes,
  after: grants,
  grants,
  revokes,
  resent: [],
  displaced: [],
});

export const changeOf = (backend: string, id: string | null, told: Partial<Change> = {}): Change => ({
  account: { backend, id, name: null },
  userId: null,
  step: roleStepOf([named('viewer')]),
  fingerprint: null,
  sources: [],
  escalations: [],
  losses: 0,
  reason: 'because',
  ...told,
});

export const exclusionOf = (id: string): Exclusion => ({
  account: { backend: 'iot', id, name: null },
  userId: null,
  code: 'PROTECTED',
  message: 'Nobody may',
});

export const runOf = (id: string, planId: string, told: Partial<Run> = {}): Run => ({
  id,
  planId,
  digest: planned.digest,
  startedBy: 'ops',
  startedAt: 2000,
  finishedAt: null,
  state: 'RUNNING',
  isApproved: false,
  ...told,
});

export const outcomeOf = (kind: OutcomeKind): Outcome =>
  kind === 'APPLIED' || kind === 'NOOP'
    ? { kind, code: null, message: null }
    : { kind, code: 'UPSTREAM_TIMEOUT', message: 'No answer came' };

export const auditEventOf = (told: Partial<AuditEvent> = {}): AuditEvent =>
  toAuditEvent({
    at: 1000,
    caller: 'ops',
    requestId: 'request',
    action: 'createGroup',
    phase: 'DECISION',
    ...told,
  });

export const outsideChangeOf = (
  backend: string,
  id: string,
  told: Partial<OutsideChange> = {},
): Omit<OutsideChange, 'id'> => ({
  account: { backend, id },
  since: 1000,
  seenAt: 2000,
  granted: [],
  revoked: [{ nativeRoleId: 'admin', organizationId: null }],
  status: null,
  presence: 'STAYED',
  ...told,
});
