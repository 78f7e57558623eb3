import { describe, expect, it } from 'vitest';
import type { Approval, GuardVerdict, Plan, PlanOutcome } from '../../../src/domain/plan.ts';
import type { Run } from '../../../src/domain/run.ts';
import { stateOfPlan } from '../../../src/sync/planning/state-of-plan.ts';

const verdict = (kind: GuardVerdict['verdict']): GuardVerdict => ({
  name: 'MAX_REVOKED',
  backend: 'hub',
  verdict: kind,
  detail: '',
  accounts: [],
});

const planned = (changes: number, ...verdicts: readonly GuardVerdict['verdict'][]): PlanOutcome => ({
  state: 'PLANNED',
  digest: 'the digest',
  mode: 'REPLACE',
  summary: [],
  guards: verdicts.map(verdict),
  forecast: { calls: 0, minimumSeconds: 0, backends: [] },
  notExpressible: [],
  changes,
  excluded: 0,
  inputs: [],
});

const plan = (outcome: PlanOutcome): Plan => ({
  id: 'a plan',
  origin: 'ROLE_SYNC',
  request: {},
  createdBy: 'author',
  createdAt: 0,
  expiresAt: 1000,
  backends: ['hub'],
  outcome,
});

const approval: Approval = {
  planId: 'a plan',
  digest: 'the digest',
  by: 'approver',
  reason: '',
  at: 0,
  expiresAt: 500,
};

const run: Run = {
  id: 'a run',
  planId: 'a plan',
  digest: 'the digest',
  startedBy: 'author',
  startedAt: 0,
  finishedAt: null,
  state: 'RUNNING',
  isApproved: false,
};

describe('a plan stands as', () => {
  const failed: PlanOutcome = { state: 'FAILED', code: 'UPSTREAM_INCOMPLETE', message: '' };
  it.each<readonly [string, PlanOutcome, Partial<Parameters<typeof stateOfPlan>[1]>]>([
    ['PLANNING', { state: 'PLANNING' }, { now: 2000 }],
    ['FAILED', failed, { now: 2000 }],
    ['EMPTY', planned(0), { now: 2000 }],
    ['READY', planned(1), { now: 999 }],
    ['READY', planned(1, 'PASS'), {}],
    ['EXPIRED', planned(1), { now: 1000 }],
    ['EXPIRED', planned(1, 'REFUSE'), { now: 1000 }],
    ['BLOCKED', planned(1, 'PASS', 'BLOCK'), {}],
    ['APPROVED', planned(1, 'PASS', 'BLOCK'), { approval, now: 499 }],
    ['BLOCKED', planned(1, 'BLOCK'), { approval, now: 500 }],
    ['BLOCKED', planned(1, 'BLOCK'), { approval: { ...approval, digest: 'another' } }],
    ['EXPIRED', planned(1, 'BLOCK'), { approval: { ...approval, expiresAt: 2000 }, now: 1000 }],
    ['REFUSED', planned(1, 'BLOCK', 'REFUSE'), { approval }],
    ['READY', planned(1), { approval }],
    ['APPLIED', planned(1, 'BLOCK'), { run, now: 2000 }],
    ['APPLIED', planned(0), { run }],
  ])('%s by %j and %j (G32)', (state, outcome, circumstances) => {
    expect(stateOfPlan(plan(outcome), { approval: null, run: null, now: 0, ...circumstances })).toBe(state);
  });
});
