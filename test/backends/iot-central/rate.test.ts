import { describe, expect, it } from 'vitest';
import { inventPeople } from '../../../src/emulators/population.ts';
import { startApplication } from './application.ts';

describe('the rate of an IoT Central application, of 20 requests a second for all its callers', () => {
  it('P22, G35: is never exceeded by 50 lookups at once and a walk in the background', {
    timeout: 40_000,
  }, async () => {
    const application = await startApplication({
      people: inventPeople({ seed: 1, size: 60 }),
      requestsPerSecond: 20,
      switches: { pageSize: 4 },
      http: { requestsPerSecond: 16 },
    });
    const { backend, emulator } = application;
    const ids = [...emulator.state.users.keys()].slice(0, 50);
    const [listed, ...found] = await Promise.all([
      Array.fromAsync(backend.listAccounts({ priority: 'BACKGROUND' })),
      ...ids.map((id) => backend.getAccounts([id])),
    ]);

    expect(listed.flatMap(({ entries }) => entries)).toHaveLength(emulator.state.users.size);
    expect(found.flat().map((account) => (account instanceof Error ? account : account?.ref.id))).toEqual(
      ids,
    );
    const arrivals = emulator.requests.map(({ at }) => at);
    expect(arrivals.length).toBeGreaterThan(60);
    expect(
      Math.max(...arrivals.map((from) => arrivals.filter((at) => at >= from && at < from + 1000).length)),
    ).toBe(16);
    expect(emulator.requests.filter(({ answered }) => answered?.status !== 200)).toEqual([]);
    await application.close();
  });
});
