import { describe, expect, it } from 'vitest';
import { loseAnswers } from './harness/lost/lose-answers.ts';

/** `npm run test:stress` has a thousand. */
describe('lost answers', () => {
  it('are settled by reading, never by guessing and never by sending again (P23, P32, G22)', async () => {
    const results = await loseAnswers({ seeds: Array.from({ length: 60 }, (_, at) => at), worlds: 4 });
    expect(results).toHaveLength(60);
    expect(results.filter(({ faults }) => faults.length > 0)).toEqual([]);
    const outcomes = new Set(results.filter(({ deed }) => deed !== 'plan').map(({ outcome }) => outcome));
    expect(outcomes).toEqual(new Set(['APPLIED', 'FAILED', 'UNKNOWN']));
  }, 120_000);
});
