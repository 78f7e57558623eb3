import { describe, expect, it } from 'vitest';
import type { Outcome } from '../../../src/cli/documents/run.ts';
import { countsLine, renderOutlivingTokens, renderRun } from '../../../src/cli/render/run.ts';
import { change, counts, held, page, run } from './sample.ts';

const outcome = (name: string, kind: Outcome['outcome'], more: Partial<Outcome> = {}): Outcome => ({
  change: change('etl', name, { grants: [held('Operator')] }),
  outcome: kind,
  code: null,
  reason: null,
  intendedAt: null,
  settledAt: null,
  ...more,
});

const partial = run({
  state: 'PARTIAL',
  counts: counts({ applied: 1, noop: 1, conflict: 1, unknown: 1 }),
  outcomes: {
    nodes: [
      outcome('Ada Lovelace', 'APPLIED'),
      outcome('Grace Hopper', 'NOOP'),
      outcome('Wei Xu', 'CONFLICT', {
        code: 'CONFLICT',
        reason: 'The account weixu holds Viewer, which it did not when it was planned: plan again.',
      }),
      outcome('Uma Ito', 'UNKNOWN', {
        code: 'UPSTREAM_TIMEOUT',
        reason: 'etl\u001b[2J did not answer in time.',
      }),
    ],
  },
});

describe('a run on the terminal (G44)', () => {
  it('tells of each change that is not done, of the others how many, and what to do', () => {
    expect(renderRun(partial, page)).toEqual([
      `Run ${partial.id}`,
      '  by ops, began 2 min ago, ended 2026-11-26 11:58:30 UTC',
      '  1 applied, 1 not needed, 1 in conflict, 1 unknown',
      '',
      'CONFLICT etl Wei Xu [weixu]',
      '    CONFLICT: The account weixu holds Viewer, which it did not when it was',
      '    planned: plan again.',
      '    + Operator',
      'UNKNOWN  etl Uma Ito [umaito]',
      '    UPSTREAM_TIMEOUT: etl did not answer in time.',
      '    + Operator',
      '',
      'PARTIAL: 2 changes are not done. To try them again:',
      `  npm run -s rolecall -- resume ${partial.id}`,
    ]);
  });

  it('with --verbose tells of every change', () => {
    const lines = renderRun(partial, { ...page, verbose: true });
    expect(lines.filter((line) => /^[A-Z]+ +etl/.test(line))).toEqual([
      'APPLIED  etl Ada Lovelace [adalovelace]',
      'NOOP     etl Grace Hopper [gracehopper]',
      'CONFLICT etl Wei Xu [weixu]',
      'UNKNOWN  etl Uma Ito [umaito]',
    ]);
  });

  it('that is done says how to take it back', () => {
    const done = run({ counts: counts({ applied: 2 }), outcomes: { nodes: [outcome('Ada', 'APPLIED')] } });
    expect(renderRun(done, page).slice(2)).toEqual([
      '  2 applied',
      '',
      'DONE. To plan to take it back:',
      `  npm run -s rolecall -- undo ${done.id}`,
    ]);
  });

  it.each([
    ['RUNNING', ['RUNNING. It goes on without this command.']],
    ['CANCELLED', ['CANCELLED. To go on with it:', `  npm run -s rolecall -- resume ${run({}).id}`]],
  ] as const)('that is %s says so', (state, last) => {
    expect(renderRun(run({ state, finishedAt: null }), page).slice(-last.length)).toEqual(last);
  });

  it('of nothing says so', () => {
    expect(countsLine(counts({}))).toBe('nothing to change');
  });

  it('names tokens that still grant what it took (G49)', () => {
    expect(renderOutlivingTokens([], page)).toEqual([]);
    expect(
      renderOutlivingTokens(
        [
          {
            backend: 'iot',
            nativeId: 'ci-token',
            expiresAt: '2027-01-01T00:00:00.000Z',
            assignments: [{ nativeRole: { nativeId: 'r1', name: 'Administrator' } }, { nativeRole: null }],
          },
        ],
        page,
      ),
    ).toEqual([
      '',
      '1 API token still grants a role that the run has taken from somebody:',
      '  iot ci-token: Administrator, , until 2027-01-01 00:00:00 UTC',
    ]);
  });
});
