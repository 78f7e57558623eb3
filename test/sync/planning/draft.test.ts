import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Change } from '../../../src/domain/change.ts';
import type { Plan } from '../../../src/domain/plan.ts';
import { openStore } from '../../../src/store/open-store.ts';
import type { Store } from '../../../src/store/store.ts';
import { type Decided, excluded, unchanged } from '../../../src/sync/planning/decided.ts';
import { createDraft, mostChanges } from '../../../src/sync/planning/draft.ts';

const plan: Plan = {
  id: 'a plan',
  origin: 'ROLE_SYNC',
  request: {},
  createdBy: 'author',
  createdAt: 0,
  expiresAt: 1,
  backends: ['hub'],
  outcome: { state: 'PLANNING' },
};

const changing = (id: string, kind: 'grant' | 'revoke'): Decided => {
  const edge = [{ nativeRoleId: 'x', organizationId: null, name: null }];
  const change: Change = {
    account: { backend: 'hub', id, name: null },
    userId: `user of ${id}`,
    step: {
      kind: 'ROLES',
      before: [],
      after: [],
      grants: kind === 'grant' ? edge : [],
      revokes: kind === 'revoke' ? edge : [],
      resent: [],
      displaced: [],
    },
    fingerprint: null,
    sources: [],
    escalations: [],
    losses: kind === 'revoke' ? 1 : 0,
    reason: kind,
  };
  const administration = { before: 'NONE', after: 'NONE', isTouched: false } as const;
  return {
    ...unchanged(change.account),
    changes: [
      {
        change,
        effect: {
          account: change.account,
          userId: change.userId,
          losses: change.losses,
          isGain: kind === 'grant',
          isBroader: false,
          administration,
        },
      },
    ],
  };
};

const called = (id: string) => ({ backend: 'hub', id, name: null });

describe('a draft', () => {
  let store: Store;
  beforeAll(async () => {
    store = await openStore('memory:');
    await store.write(({ plans }) => plans.save(plan));
  });
  afterAll(() => store.close());

  it('keeps more than one write takes, changes in their order and exclusions as they came', async () => {
    const draft = createDraft(plan.id, ['hub'], store);
    const ids = Array.from({ length: 1100 }, (_, at) => `${at}`.padStart(4, '0'));
    for (const id of ids.toReversed()) {
      await draft.add([changing(id, Number(id) % 2 === 0 ? 'grant' : 'revoke')]);
      await draft.add([
        excluded(called(`not ${id}`), null, { code: 'PROTECTED', message: 'no' }),
        unchanged(called(`still ${id}`)),
        { ...unchanged(called(`equal ${id}`)), notExpressible: ['ghost'] },
        unchanged({ ...called(id), backend: 'another' }),
      ]);
    }
    const drafted = await draft.end();
    expect(drafted).toMatchObject({
      excluded: 1100,
      notExpressible: [{ backend: 'hub', role: 'ghost', accounts: 1100 }],
      summary: [
        {
          backend: 'hub',
          accounts: 4400,
          unchanged: 2200,
          changes: 1100,
          grants: 550,
          revokes: 550,
          gaining: 550,
          losing: 550,
        },
      ],
    });
    const kept = [
      ...(await store.plans.changes(plan.id, { first: 500 })),
      ...(await store.plans.changes(plan.id, { after: 499, first: 500 })),
      ...(await store.plans.changes(plan.id, { after: 999, first: 500 })),
    ];
    expect(kept.map(({ position }) => position)).toEqual(ids.map((_, at) => at));
    expect(kept.map(({ entry }) => entry)).toEqual(drafted.changes);
    expect(kept.map(({ entry }) => entry.reason)).toEqual(
      ids.map((_, at) => (at < 550 ? 'grant' : 'revoke')),
    );
    const exclusions = await store.plans.exclusions(plan.id, { after: 998, first: 500 });
    expect(exclusions.map(({ entry }) => entry.account.id).slice(-1)).toEqual(['not 0000']);
  });

  it('holds no more changes than anybody could review', async () => {
    const draft = createDraft(plan.id, ['hub'], store);
    const one = changing('0', 'grant');
    await draft.add(Array.from({ length: mostChanges }, () => one));
    await expect(draft.add([one])).rejects.toMatchObject({ code: 'BAD_INPUT', inputPath: ['over'] });
  });
});
