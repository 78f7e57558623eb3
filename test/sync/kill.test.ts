import { describe, expect, it } from 'vitest';
import { killKinds } from './harness/kill/kill-point.ts';
import { killTest } from './harness/kill/kill-test.ts';

/** One point of each kind; `npm run test:kill` has as many as you like. */
describe('kill -9 of the real process', () => {
  it('loses nothing, does nothing twice, invites nobody twice, and the next start ends it (P30, P31, G21)', async () => {
    const results = await killTest({
      seeds: killKinds.map((_, at) => at),
      worlds: 1,
      deal: ['sync', 'create', 'disable'],
    });
    expect(results.filter(({ faults }) => faults.length > 0)).toEqual([]);
    expect(new Set(results.map(({ point }) => point.kind))).toEqual(new Set(killKinds));
    expect(results.some(({ stood }) => stood === 'between an intent and its outcome')).toBe(true);
  }, 300_000);
});
