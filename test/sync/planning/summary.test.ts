import { describe, expect, it } from 'vitest';
import type { Change, Step } from '../../../src/domain/change.ts';
import { createTally, summaryOfChanges } from '../../../src/sync/planning/summary.ts';

const grant = { nativeRoleId: 'a', organizationId: null, name: 'A' };
const roles: Step = {
  kind: 'ROLES',
  before: [],
  after: [],
  grants: [grant],
  revokes: [],
  resent: [],
  displaced: [],
};

const change = (id: string | null, step: Step, losses = 0): Change => ({
  account: { backend: 'hub', id, name: null },
  userId: null,
  step,
  fingerprint: null,
  sources: [],
  escalations: [],
  losses,
  reason: '',
});

describe('what a plan comes to', () => {
  it('counts an account once that is changed twice', () => {
    const tally = createTally(['hub']);
    const account = { backend: 'hub', id: 'ada', name: null };
    const nothing = { account, changes: [], exclusions: [], notExpressible: [] };
    tally.add({ ...nothing, changes: [{ change: change('ada', roles) }] });
    tally.add({
      ...nothing,
      changes: [{ change: change('ada', { kind: 'STATUS', before: 'DISABLED', after: 'ACTIVE' }) }],
    });
    tally.add({ ...nothing, account: { ...account, id: 'bert' } });
    expect(tally.summary()).toEqual([
      {
        backend: 'hub',
        accounts: 2,
        unchanged: 1,
        changes: 2,
        grants: 1,
        revokes: 0,
        gaining: 1,
        losing: 0,
      },
    ]);
  });

  it('counts each account that is to be, and what it is given', () => {
    const created: Step = { kind: 'CREATE', account: {}, grants: [grant] };
    expect(summaryOfChanges([change(null, created), change(null, created), change('ada', roles, 1)])).toEqual(
      [
        {
          backend: 'hub',
          accounts: 3,
          unchanged: 0,
          changes: 3,
          grants: 3,
          revokes: 1,
          gaining: 3,
          losing: 1,
        },
      ],
    );
  });
});
