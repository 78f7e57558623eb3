import { describe, expect, it } from 'vitest';
import { raceToApply } from './harness/race/appliers.ts';
import { raceForLastAdministrators } from './harness/race/last-administrators.ts';

/** `npm run test:stress` has two hundred of the first and a thousand of the second. */
describe('races', () => {
  it('for the last administrators leave as many as have to stay (P16, G30)', async () => {
    const results = await raceForLastAdministrators({ seeds: Array.from({ length: 12 }, (_, at) => at) });
    expect(results.filter(({ faults }) => faults.length > 0)).toEqual([]);
    expect(results.filter(({ left, needed }) => left === needed).length).toBeGreaterThan(6);
  }, 60_000);

  it('of callers who apply one plan are one run, which writes once (P38, G19)', async () => {
    const results = await raceToApply(12);
    expect(results).toHaveLength(12);
    expect(results.filter(({ faults }) => faults.length > 0)).toEqual([]);
  }, 60_000);
});
