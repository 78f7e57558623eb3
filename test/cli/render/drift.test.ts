import { describe, expect, it } from 'vitest';
import { renderDrift } from '../../../src/cli/render/drift.ts';
import { change, held, page, plan, run } from './sample.ts';

const outside = {
  account: { backend: 'iot', nativeId: 'a1', name: 'Ada Lovelace' },
  since: '2026-11-26T10:00:00.000Z',
  seenAt: '2026-11-26T10:15:00.000Z',
  granted: [held('Org Operator', 'Oslo')],
  revoked: [held('Viewer')],
  status: null,
  presence: 'STAYED',
} as const;

describe('drift on the terminal (G27)', () => {
  it('keeps what others changed apart from what Rolecall has still to do', () => {
    const lines = renderDrift(
      {
        outside: {
          nodes: [
            outside,
            { ...outside, granted: [held('Admin')], revoked: [], presence: 'APPEARED' },
            {
              ...outside,
              granted: [],
              revoked: [],
              status: { before: 'ACTIVE', after: 'DISABLED' },
              presence: 'STAYED',
            },
            { ...outside, granted: [], revoked: [held('Admin')], presence: 'VANISHED' },
          ],
        },
        pending: [
          {
            change: change('etl', 'Wei Xu', { grants: [held('Operator')], revokes: [held('Viewer')] }),
            plan: { id: plan({}).id, state: 'READY' },
            run: null,
            outcome: null,
          },
          {
            change: change('hub', 'Uma Ito', { kind: 'DELETE' }),
            plan: { id: plan({}).id, state: 'APPLIED' },
            run: { id: run({}).id, state: 'PARTIAL' },
            outcome: 'CONFLICT',
          },
        ],
      },
      page,
    );
    expect(lines).toEqual([
      '4 changes by others than Rolecall, the newest first:',
      'iot Ada Lovelace [a1]',
      '    seen 2026-11-26 10:15:00 UTC, not yet 2026-11-26 10:00:00 UTC',
      '    + Org Operator in Oslo',
      '    - Viewer',
      'iot Ada Lovelace [a1]',
      '    seen 2026-11-26 10:15:00 UTC, not yet 2026-11-26 10:00:00 UTC',
      '    + the account itself',
      '    + Admin',
      'iot Ada Lovelace [a1]',
      '    seen 2026-11-26 10:15:00 UTC, not yet 2026-11-26 10:00:00 UTC',
      '    ~ ACTIVE -> DISABLED',
      'iot Ada Lovelace [a1]',
      '    seen 2026-11-26 10:15:00 UTC, not yet 2026-11-26 10:00:00 UTC',
      '    - the account itself',
      '    - Admin',
      '',
      '2 changes that Rolecall itself still has to make:',
      '  TO COME etl Wei Xu [weixu]',
      '    + Operator, - Viewer',
      `    plan ${plan({}).id}`,
      '  CONFLICT hub Uma Ito [umaito]',
      '    DELETE',
      `    run ${run({}).id}`,
    ]);
  });

  it('that there is none says so', () => {
    expect(renderDrift({ outside: { nodes: [] }, pending: [] }, page)).toEqual([
      'Nobody else has changed anything.',
    ]);
  });
});
