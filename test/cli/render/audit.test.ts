import { describe, expect, it } from 'vitest';
import type { AuditEntry } from '../../../src/cli/documents/audit.ts';
import { renderEntry } from '../../../src/cli/render/audit.ts';
import { widthOf } from '../../../src/cli/render/text.ts';
import { page } from './sample.ts';

const entry: AuditEntry = {
  sequence: 42,
  at: '2026-11-26T11:58:00.123Z',
  caller: 'ops',
  requestId: 'request-1',
  action: 'applyPlan',
  phase: 'OUTCOME',
  plan: 'WyJQbGFuIl0',
  digest: 'd'.repeat(64),
  run: 'WyJSdW4iXQ',
  position: 3,
  backend: 'etl',
  nativeId: 'ada',
  before: '["Viewer"]',
  after: '["Operator"]',
  outcome: 'CONFLICT',
  code: 'CONFLICT',
  message: 'Somebody else changed the account meanwhile.',
  reason: 'Quarterly\nreview',
  upstreamRequestIds: ['r1', 'r2'],
  previous: '0'.repeat(64),
  hash: 'a'.repeat(64),
  source: '{}',
};

describe('an entry of the audit trail on the terminal', () => {
  it('is who did what to whom, and what came of it', () => {
    expect(renderEntry(entry, page)).toEqual([
      '    42  2026-11-26 11:58:00 UTC  OUTCOME   CONFLICT  ops  applyPlan',
      '        etl ada',
      '        CONFLICT: Somebody else changed the account meanwhile.',
      '        "Quarterly review"',
    ]);
  });

  it('with --verbose has before and after, and where to look further', () => {
    expect(renderEntry(entry, { ...page, verbose: true }).slice(4)).toEqual([
      '        before ["Viewer"]',
      '        after ["Operator"]',
      '        plan WyJQbGFuIl0',
      '        run WyJSdW4iXQ',
      '        request request-1',
      '        upstream r1 r2',
      `        hash ${'a'.repeat(64)}`,
    ]);
  });

  it('shows what came of it within 80 columns, however long names are', () => {
    const long = { ...entry, caller: 'c'.repeat(64), nativeId: 'n'.repeat(128) };
    const lines = renderEntry(long, page);
    expect(lines[0]).toContain('OUTCOME   CONFLICT');
    for (const line of lines) expect(widthOf(line)).toBeLessThanOrEqual(80);
  });

  it('of something of Rolecall’s own names the plan that was decided, and no backend', () => {
    const decision = {
      ...entry,
      phase: 'DECISION',
      action: 'approvePlan',
      backend: null,
      nativeId: null,
      outcome: null,
      code: null,
      reason: null,
    } as const;
    expect(renderEntry(decision, page)).toEqual([
      '    42  2026-11-26 11:58:00 UTC  DECISION            ops  approvePlan',
      '        plan WyJQbGFuIl0',
    ]);
  });
});
