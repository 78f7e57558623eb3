import { describe, expect, it } from 'vitest';
import { failAndUndo } from './harness/partial/fail-and-undo.ts';

/** `npm run test:stress` has two hundred. */
describe('a run of which changes fail for good', () => {
  it('tells of each what became of it, and is taken back but for what others did since (P41, G24, G26)', async () => {
    const results = await failAndUndo({ seeds: Array.from({ length: 6 }, (_, at) => at) });
    expect(results.filter(({ faults }) => faults.length > 0)).toEqual([]);
    expect(results.filter(({ outcomes }) => /FAILED/.test(outcomes)).length).toBeGreaterThan(3);
    expect(results.filter(({ edits }) => edits > 0).length).toBeGreaterThan(3);
  }, 60_000);
});
