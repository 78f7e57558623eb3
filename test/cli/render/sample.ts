import type { Change, Held } from '../../../src/cli/documents/change.ts';
import type { Plan } from '../../../src/cli/documents/plan.ts';
import type { Run, RunCounts } from '../../../src/cli/documents/run.ts';
import type { Page } from '../../../src/cli/render/page.ts';

/** Where the tests show their lines: 80 columns, no colours, at a certain time. */
export const page: Page = {
  columns: 80,
  paint: (_tone, text) => text,
  now: Date.parse('2026-11-26T12:00:00.000Z'),
  verbose: false,
};

export const held = (name: string, organization: string | null = null): Held => ({
  nativeRole: { nativeId: `id of ${name}`, name },
  organization:
    organization === null ? null : { nativeId: `id of ${organization}`, displayName: organization },
});

export const change = (backend: string, name: string, more: Partial<Change>): Change => ({
  account: { backend, nativeId: `${name.toLowerCase().replaceAll(' ', '')}`, name },
  user: { id: 'WyJVc2VyIiwiMSJd', displayName: name },
  kind: 'ROLES',
  before: [],
  after: [],
  grants: [],
  revokes: [],
  resent: [],
  displaced: [],
  status: null,
  fields: [],
  escalation: [],
  reason: '',
  ...more,
});

export const plan = (more: Partial<Plan>): Plan => ({
  id: 'WyJQbGFuIiwiMDE5YWMxMzMtODg4OC03MDAwLTgwMDAtMDAwMDAwMDAwMDAxIl0',
  digest: 'd'.repeat(64),
  state: 'READY',
  origin: 'ROLE_SYNC',
  createdBy: 'ops',
  createdAt: '2026-11-26T11:57:00.000Z',
  expiresAt: '2026-11-27T11:57:00.000Z',
  mode: 'GRANT_ONLY',
  reason: null,
  summary: [],
  guards: [],
  forecast: null,
  notExpressible: [],
  approval: null,
  run: null,
  failure: null,
  changes: { nodes: [] },
  excluded: { nodes: [] },
  ...more,
});

export const counts = (more: Partial<RunCounts>): RunCounts => ({
  pending: 0,
  applied: 0,
  noop: 0,
  failed: 0,
  skipped: 0,
  conflict: 0,
  unknown: 0,
  ...more,
});

export const run = (more: Partial<Run>): Run => ({
  id: 'WyJSdW4iLCIwMTlhYzEzMy04ODg4LTcwMDAtODAwMC0wMDAwMDAwMDAwMDIiXQ',
  plan: { id: plan({}).id, origin: 'ROLE_SYNC' },
  state: 'DONE',
  startedBy: 'ops',
  startedAt: '2026-11-26T11:58:00.000Z',
  finishedAt: '2026-11-26T11:58:30.000Z',
  counts: counts({}),
  outcomes: { nodes: [] },
  ...more,
});
