import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { OutcomeKind, RunState } from '../../../src/domain/run.ts';
import type { Place } from '../contract.ts';
import { changeOf, outcomeOf, planOf, runOf } from '../records.ts';

export const lossContract = (makePlace: () => Promise<Place>): void => {
  describe('what accounts lose by runs', () => {
    it(
      'is counted by what the words say, over any runs (G29)',
      () =>
        fc.assert(
          fc.asyncProperty(fc.array(someRun, { maxLength: 8 }), async (runs) => {
            const store = await (await makePlace()).open();
            await store.write(async (writer) => {
              for (const [at, { changes, state, isApproved }] of runs.entries()) {
                const [planId, runId] = [`plan ${at}`, `run ${at}`];
                await writer.plans.save(planOf(planId, { backends: ['iot', 'hub'] }));
                await writer.plans.addChanges(
                  planId,
                  0,
                  changes.map(({ backend, losses }, id) => changeOf(backend, `${id}`, { losses })),
                );
                await writer.runs.begin(runOf(runId, planId, { isApproved }));
                for (const [position, { intendedAt, outcome }] of changes.entries()) {
                  if (intendedAt !== null) await writer.runs.intend(runId, [position], intendedAt);
                  if (outcome === null) continue;
                  const settled = { runId, position, at: 900, requestIds: [], outcome: outcomeOf(outcome) };
                  await writer.runs.settle(settled);
                }
                await writer.runs.save(runOf(runId, planId, { state }));
              }
            });
            for (const backend of ['iot', 'hub', 'vpn'])
              for (const since of [0, 300, 500, 1000])
                expect([backend, since, await store.runs.lossesSince(backend, since)]).toEqual([
                  backend,
                  since,
                  naiveLosses(runs, backend, since),
                ]);
            for (const [at, { changes }] of runs.entries()) {
              const counts = await store.runs.counts(`run ${at}`);
              for (const kind of kinds)
                expect(counts[kind]).toBe(changes.filter(({ outcome }) => outcome === kind).length);
              expect(Object.values(counts).reduce((sum, count) => sum + count, 0)).toBe(changes.length);
            }
            await store.close();
          }),
          { numRuns: 40 },
        ),
      60_000,
    );

    it('counts what goes outside of runs, on its backend and within the window', async () => {
      const store = await (await makePlace()).open();
      await store.write(async ({ runs }) => {
        await runs.addLosses({ backend: 'iot', at: 300, losses: 4 });
        await runs.addLosses({ backend: 'iot', at: 500, losses: 2 });
        await runs.addLosses({ backend: 'hub', at: 500, losses: 1 });
      });
      expect([
        await store.runs.lossesSince('iot', 300),
        await store.runs.lossesSince('iot', 301),
        await store.runs.lossesSince('hub', 0),
        await store.runs.lossesSince('vpn', 0),
      ]).toEqual([6, 2, 1, 0]);
      await store.close();
    });
  });
};

type SomeRun = {
  readonly state: RunState;
  readonly isApproved: boolean;
  readonly changes: readonly {
    readonly backend: string;
    readonly losses: number;
    readonly intendedAt: number | null;
    readonly outcome: OutcomeKind | null;
  }[];
};

const kinds: readonly OutcomeKind[] = ['APPLIED', 'NOOP', 'FAILED', 'SKIPPED', 'CONFLICT', 'UNKNOWN'];

const someRun: fc.Arbitrary<SomeRun> = fc.record({
  state: fc.constantFrom<RunState>('RUNNING', 'DONE', 'PARTIAL', 'CANCELLED'),
  isApproved: fc.boolean(),
  changes: fc.array(
    fc.record({
      backend: fc.constantFrom('iot', 'hub'),
      losses: fc.nat({ max: 3 }),
      intendedAt: fc.constantFrom(null, 299, 300, 500, 800),
      outcome: fc.constantFrom(null, ...kinds),
    }),
    { maxLength: 8 },
  ),
});

/** As `RunReader.lossesSince` has it, word for word. */
const naiveLosses = (runs: readonly SomeRun[], backend: string, since: number): number =>
  runs
    .filter(({ isApproved }) => !isApproved)
    .flatMap(({ state, changes }) =>
      changes.filter((change) => {
        if (change.backend !== backend) return false;
        if (state === 'RUNNING') return true;
        const cameToNothing =
          change.outcome === 'FAILED' || change.outcome === 'SKIPPED' || change.outcome === 'NOOP';
        return change.intendedAt !== null && change.intendedAt >= since && !cameToNothing;
      }),
    )
    .reduce((sum, { losses }) => sum + losses, 0);
