import { setTimeout as pause } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { createTrail } from '../../../src/graphql/trail/trail.ts';
import { openStore } from '../../../src/store/open-store.ts';
import { auditEventOf } from '../../store/records.ts';

const intent = auditEventOf({
  at: 1,
  caller: 'ops',
  requestId: 'r-1',
  action: 'deleteGroup',
  phase: 'INTENT',
  backend: 'vpn',
  nativeId: 'g',
});

describe('the way to the audit trail', () => {
  it('P44: is given up within two seconds, and what is written down later says that nothing was done', async () => {
    const store = await openStore('memory:');
    const trail = createTrail(store);
    const slow = store.write(() => pause(2500));
    const began = performance.now();
    await expect(trail.intend(intent)).rejects.toMatchObject({ code: 'STORE_UNAVAILABLE' });
    expect(performance.now() - began).toBeLessThan(2000);
    await slow;
    await expect.poll(async () => (await store.audit.last())?.phase).toBe('OUTCOME');
    const entries = await store.audit.list({ first: 10, backends: null });
    expect(entries).toMatchObject([
      { phase: 'INTENT', action: 'deleteGroup' },
      { phase: 'OUTCOME', outcome: 'SKIPPED', code: 'STORE_UNAVAILABLE' },
    ]);
    expect(await store.audit.unanswered()).toEqual([]);
    await store.close();
  });
});
