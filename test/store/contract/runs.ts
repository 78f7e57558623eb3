import { describe, expect, it } from 'vitest';
import type { JournalEntry, OutcomeKind } from '../../../src/domain/run.ts';
import type { RunReader } from '../../../src/store/run-records.ts';
import type { Place } from '../contract.ts';
import { changeOf, named, outcomeOf, planOf, roleStepOf, runOf } from '../records.ts';
import { useFreshStore } from './fresh-store.ts';

export const runContract = (makePlace: () => Promise<Place>): void => {
  describe('runs', () => {
    const store = useFreshStore(makePlace);
    const begin = (planId: string, backends: readonly string[] = ['iot']) =>
      store().write(async ({ plans, runs }) => {
        await plans.save(planOf(planId, { backends }));
        await plans.addChanges(
          planId,
          0,
          ['a', 'b', 'c', 'd'].map((id) => changeOf(backends[0] ?? 'iot', id)),
        );
        await runs.begin(runOf(`run of ${planId}`, planId));
      });
    const run = 'run of p';
    const intend = (positions: readonly number[], at: number, id = run) =>
      store().write(({ runs }) => runs.intend(id, positions, at));
    const settle = (position: number, kind: OutcomeKind, at: number, told: { nativeId?: string } = {}) =>
      store().write(({ runs }) =>
        runs.settle({
          runId: run,
          position,
          outcome: outcomeOf(kind),
          at,
          requestIds: [`request ${position}`],
          ...told,
        }),
      );
    const entries = (page = {}) => store().runs.entries(run, { first: 500, ...page });

    it('are kept as they begin, and as they go on', async () => {
      await begin('p');
      const begun = runOf(run, 'p');
      expect(await store().runs.find(run)).toEqual(begun);
      expect(await store().runs.ofPlan('p')).toEqual(begun);
      expect(await store().runs.find('q')).toBeNull();
      expect(await store().runs.ofPlan('q')).toBeNull();
      const ended = { ...begun, state: 'PARTIAL', finishedAt: 3000 } as const;
      await store().write(({ runs }) => runs.save(ended));
      expect(await store().runs.find(run)).toEqual(ended);
    });

    it('are one to a plan (G19)', async () => {
      await begin('p');
      await expect(store().write(({ runs }) => runs.begin(runOf('another', 'p')))).rejects.toThrow();
      await expect(store().write(({ runs }) => runs.begin(runOf('another', 'nothing')))).rejects.toThrow();
      expect(await store().runs.find('another')).toBeNull();
    });

    it('are listed the newest first, of no backend that was not asked for', async () => {
      await begin('p', ['iot']);
      await begin('q', ['hub', 'iot']);
      await begin('r', ['iot']);
      const list = async (query: Omit<Parameters<RunReader['list']>[0], 'first'> & { first?: number }) =>
        (await store().runs.list({ first: 10, ...query })).map(({ planId }) => planId);
      expect(await list({ backends: ['iot', 'hub'] })).toEqual(['r', 'q', 'p']);
      expect(await list({ backends: ['iot'] })).toEqual(['r', 'p']);
      expect(await list({ backends: ['iot'], first: 1 })).toEqual(['r']);
      expect(await list({ backends: ['iot'], first: 1, before: 'run of r' })).toEqual(['p']);
      expect(await list({ backends: [] })).toEqual([]);
      expect(await list({ backends: null })).toEqual(['r', 'q', 'p']);
      await store().write(({ runs }) => runs.save(runOf('run of q', 'q', { state: 'DONE' })));
      expect(await list({ backends: null, isOpen: true })).toEqual(['r', 'p']);
      expect(await list({ backends: null, isOpen: false })).toEqual(['r', 'q', 'p']);
    });

    it('are open until they are DONE, but those of what a mutation changed at once only while they are RUNNING', async () => {
      for (const plan of ['p', 'q', 'r']) await begin(plan);
      await store().write(async ({ plans, runs }) => {
        await plans.save(planOf('q', { origin: 'DIRECT' }));
        await plans.save(planOf('r', { origin: 'DIRECT' }));
        await runs.save(runOf('run of p', 'p', { state: 'PARTIAL' }));
        await runs.save(runOf('run of q', 'q', { state: 'PARTIAL' }));
      });
      const open = await store().runs.list({ backends: null, isOpen: true, first: 10 });
      expect(open.map(({ planId }) => planId)).toEqual(['r', 'p']);
    });

    it('are unfinished while they are RUNNING, the oldest first (G21)', async () => {
      for (const plan of ['p', 'q', 'r']) await begin(plan);
      await store().write(({ runs }) =>
        runs.save(runOf('run of q', 'q', { state: 'DONE', finishedAt: 3000 })),
      );
      expect((await store().runs.unfinished()).map(({ planId }) => planId)).toEqual(['p', 'r']);
    });

    it('show every change, with what has become of it', async () => {
      await begin('p');
      await begin('other');
      await intend([0, 2], 2100);
      await settle(2, 'APPLIED', 2200);
      await settle(3, 'SKIPPED', 2300);
      const nothing = { intendedAt: null, outcome: null, settledAt: null, requestIds: [] };
      const expected: readonly JournalEntry[] = [
        { ...nothing, runId: run, position: 0, change: changeOf('iot', 'a'), intendedAt: 2100 },
        { ...nothing, runId: run, position: 1, change: changeOf('iot', 'b') },
        {
          runId: run,
          position: 2,
          change: changeOf('iot', 'c'),
          intendedAt: 2100,
          outcome: outcomeOf('APPLIED'),
          settledAt: 2200,
          requestIds: ['request 2'],
        },
        {
          runId: run,
          position: 3,
          change: changeOf('iot', 'd'),
          intendedAt: null,
          outcome: outcomeOf('SKIPPED'),
          settledAt: 2300,
          requestIds: ['request 3'],
        },
      ];
      expect(await entries()).toEqual(expected);
      expect(await entries({ after: 0, first: 2 })).toEqual(expected.slice(1, 3));
      expect(await entries({ isOpen: true })).toEqual(expected.slice(0, 2));
      expect(await entries({ isOpen: true, after: 0, first: 1 })).toEqual(expected.slice(1, 2));
      expect(await entries({ backend: 'hub' })).toEqual([]);
      expect(await entries({ backend: 'iot', after: 2 })).toEqual(expected.slice(3));
      expect(await store().runs.counts(run)).toEqual({
        APPLIED: 1,
        NOOP: 0,
        FAILED: 0,
        SKIPPED: 1,
        CONFLICT: 0,
        UNKNOWN: 0,
        PENDING: 2,
      });
    });

    it('count nothing where they are not there', async () => {
      const counts = Object.values(await store().runs.counts('nothing'));
      expect(counts).toEqual(counts.map(() => 0));
      expect(await entries()).toEqual([]);
    });

    it('intend nothing that has an outcome which stands, and nothing of what is intended with it (P31)', async () => {
      await begin('p');
      for (const [position, kind] of [
        [0, 'APPLIED'],
        [1, 'NOOP'],
      ] as const) {
        await settle(position, kind, 2200);
        await expect(intend([2, position], 2300)).rejects.toThrow();
      }
      await expect(intend([2, 4], 2300)).rejects.toThrow();
      await expect(intend([0], 2300, 'nothing')).rejects.toThrow();
      expect((await entries()).map(({ intendedAt }) => intendedAt)).toEqual([null, null, null, null]);
    });

    it('intend anew what has no outcome that stands, which it then has not', async () => {
      await begin('p');
      await intend([0, 1], 2100);
      await settle(1, 'FAILED', 2150);
      await intend([0, 0, 1], 2200);
      expect((await entries()).slice(0, 2)).toMatchObject([
        { intendedAt: 2200, outcome: null, settledAt: null },
        { intendedAt: 2200, outcome: null, settledAt: null },
      ]);
    });

    it('settle nothing that is no change of theirs', async () => {
      await begin('p');
      await expect(settle(4, 'APPLIED', 2200)).rejects.toThrow();
    });

    it('take back what does not stand when they are reopened, but not that it was intended (G21)', async () => {
      await begin('p');
      const kinds = ['APPLIED', 'UNKNOWN', 'CONFLICT', 'SKIPPED'] as const;
      await intend([0, 1, 2], 2100);
      for (const [position, kind] of kinds.entries()) await settle(position, kind, 2200);
      await store().write(({ runs }) => runs.reopen(run));
      expect(
        (await entries()).map(({ outcome, intendedAt, settledAt }) => [outcome?.kind, intendedAt, settledAt]),
      ).toEqual([
        ['APPLIED', 2100, 2200],
        [undefined, 2100, null],
        [undefined, 2100, null],
        [undefined, null, null],
      ]);
      expect(await store().runs.counts(run)).toMatchObject({ APPLIED: 1, PENDING: 3 });
    });

    it('know an account by the id that its backend has chosen', async () => {
      await store().write(async ({ plans, runs }) => {
        await plans.save(planOf('p'));
        await plans.addChanges('p', 0, [changeOf('iot', null), changeOf('iot', null)]);
        await runs.begin(runOf(run, 'p'));
        await runs.intend(run, [0, 1], 2100);
      });
      const positions = async () =>
        (await store().runs.creationsInDoubt('iot')).map(({ position }) => position);
      expect(await positions()).toEqual([0, 1]);
      await settle(0, 'APPLIED', 2200, { nativeId: 'chosen' });
      await settle(1, 'UNKNOWN', 2200);
      expect(await positions()).toEqual([1]);
      expect(await entries()).toMatchObject([
        { change: { account: { id: 'chosen' } } },
        { change: { account: { id: null } } },
      ]);
      expect(await store().runs.lastOf('iot', 'chosen', 0)).toMatchObject({ position: 0 });
      await settle(1, 'FAILED', 2300);
      expect(await positions()).toEqual([]);
      expect(await store().runs.creationsInDoubt('hub')).toEqual([]);
    });

    it('tell the last change of an account that was intended since a time', async () => {
      await begin('p');
      await begin('q');
      await intend([0, 1], 2100);
      await intend([0], 2200, 'run of q');
      const last = async (nativeId: string, since: number, backend = 'iot') => {
        const entry = await store().runs.lastOf(backend, nativeId, since);
        return entry && [entry.runId, entry.position, entry.intendedAt];
      };
      expect(await last('a', 0)).toEqual(['run of q', 0, 2200]);
      expect(await last('a', 2200)).toEqual(['run of q', 0, 2200]);
      expect(await last('a', 2201)).toBeNull();
      expect(await last('b', 2100)).toEqual([run, 1, 2100]);
      expect(await last('c', 0)).toBeNull();
      expect(await last('a', 0, 'hub')).toBeNull();
    });

    it('tell the changes of accounts that may have come to something since a time (G27)', async () => {
      await begin('p');
      await begin('q');
      await intend([0, 1, 2], 2100);
      await settle(0, 'APPLIED', 2200);
      await settle(1, 'APPLIED', 2300);
      await settle(3, 'SKIPPED', 2400);
      await intend([0], 2050, 'run of q');
      const told = async (ids: readonly string[], since: number) =>
        (await store().runs.changesSince('iot', ids, since)).map(({ runId, position }) => [runId, position]);
      expect(await told(['a', 'b', 'c', 'd'], 2300)).toEqual([
        ['run of q', 0],
        [run, 1],
        [run, 2],
      ]);
      expect(await told(['a'], 2200)).toEqual([
        ['run of q', 0],
        [run, 0],
      ]);
      expect(await told(['b'], 2301)).toEqual([]);
      expect(await told([], 0)).toEqual([]);
    });

    it('keep what a change would do as it was planned', async () => {
      const step = roleStepOf([named('viewer', 'berlin')], [named('admin')]);
      await store().write(async ({ plans, runs }) => {
        await plans.save(planOf('p'));
        await plans.addChanges('p', 0, [changeOf('iot', 'a', { step, losses: 1, reason: 'tidy \ud800' })]);
        await runs.begin(runOf(run, 'p'));
      });
      expect((await entries())[0]?.change).toEqual(
        changeOf('iot', 'a', { step, losses: 1, reason: 'tidy \ud800' }),
      );
    });
  });
};
