import { describe, expect, it } from 'vitest';
import { setWorkload } from './harness/set/set-workload.ts';

/** `npm run test:stress` grants ten thousand. */
describe('sixteen clients and somebody else', () => {
  it('lose no grant that was acknowledged, and grant nothing that nobody asked for (P34, P35, P42)', async () => {
    const result = await setWorkload({ pairs: 300, clients: 16, seed: 1, pauseMs: 10 });
    expect(result).toMatchObject({ missing: [], unasked: [], others: [] });
    expect(result.granted + result.conflicts).toBe(300);
    expect(result.granted).toBeGreaterThan(250);
    expect(result.outsideEdits).toBeGreaterThan(20);
    // Where roles are granted one by one there is no set to overwrite.
    expect(result.overwritten.filter((pair) => pair.startsWith('vpn'))).toEqual([]);
  }, 120_000);
});
