import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Approval, PlanOrigin } from '../../../src/domain/plan.ts';
import type { Positioned } from '../../../src/store/plan-records.ts';
import { mostAtOnce, type Store } from '../../../src/store/store.ts';
import type { Place } from '../contract.ts';
import { changeOf, exclusionOf, planned, planOf, runOf } from '../records.ts';
import { useFreshStore } from './fresh-store.ts';

export const planContract = (makePlace: () => Promise<Place>): void => {
  describe('plans', () => {
    const store = useFreshStore(makePlace);
    const save = (...plans: readonly ReturnType<typeof planOf>[]) =>
      store().write(async (writer) => {
        for (const plan of plans) await writer.plans.save(plan);
      });
    const everything = { origins: allOrigins, backends: ['iot', 'hub', 'vpn'], first: 100 };
    const idsOf = async (query: Partial<Parameters<Store['plans']['list']>[0]>) =>
      (await store().plans.list({ ...everything, ...query })).map(({ id }) => id);

    it('are kept as they are saved, the last time (G17)', async () => {
      const plan = planOf('p', { request: { reason: 'half a pair: \ud800' }, backends: ['iot', 'hub'] });
      await save(plan);
      expect(await store().plans.find('p')).toEqual(plan);
      expect(await store().plans.find('q')).toBeNull();
      const later = { ...plan, backends: ['hub', 'vpn'], outcome: planned };
      await save(later);
      expect(await store().plans.find('p')).toEqual(later);
      expect([await idsOf({ backends: ['iot', 'hub'] }), await idsOf({ backends: ['hub', 'vpn'] })]).toEqual([
        [],
        ['p'],
      ]);
    });

    it('are unfinished while they are PLANNING, the oldest first', async () => {
      await save(planOf('a'), planOf('b'), planOf('c'));
      await save(planOf('b', { outcome: { state: 'FAILED', code: 'INTERNAL', message: 'no' } }));
      expect((await store().plans.unfinished()).map(({ id }) => id)).toEqual(['a', 'c']);
    });

    it('that nobody applied in time are forgotten, part by part, and no others', async () => {
      const many = Array.from({ length: mostAtOnce }, (_, at) => changeOf('iot', `${at}`));
      await save(planOf('large', { outcome: planned }), planOf('applied', { outcome: planned }));
      await save(planOf('later', { outcome: planned, expiresAt: 9001 }), planOf('planning'));
      await save(planOf('undo', { origin: 'UNDO', outcome: planned }));
      await store().write(async ({ plans, runs }) => {
        await plans.addChanges('large', 0, many);
        await plans.addChanges('large', mostAtOnce, many.slice(0, 1));
        await plans.addExclusions('large', 0, [exclusionOf('ada')]);
        await plans.approve({ planId: 'large', digest: 'd', by: 'a', reason: 'r', at: 1, expiresAt: 2 });
        await plans.addChanges('applied', 0, [changeOf('iot', 'ada')]);
        await runs.begin(runOf('r', 'applied'));
      });
      const forget = (before: number) => store().write(({ plans }) => plans.forgetUnapplied(before));
      expect(await forget(9000)).toBe(false);
      expect(await forget(9001)).toBe(true);
      expect(await store().plans.changes('large', { first: 9 })).toHaveLength(1);
      while (await forget(9001));
      expect(await idsOf({})).toEqual(['planning', 'later', 'applied']);
      expect(await store().plans.changes('applied', { first: 9 })).toHaveLength(1);
      // What is begun next is another one in every part.
      await save(planOf('next', { outcome: planned }));
      expect(await store().plans.changes('next', { first: 9 })).toEqual([]);
      expect(await store().plans.exclusions('next', { first: 9 })).toEqual([]);
      expect(await store().plans.approval('next')).toBeNull();
    });

    it('are listed by origin, the newest first, however often they were saved since', async () => {
      await save(planOf('a'), planOf('b', { origin: 'DIRECT' }), planOf('c', { origin: 'UNDO' }));
      await save(planOf('a', { outcome: planned }));
      expect(await idsOf({})).toEqual(['c', 'b', 'a']);
      expect(await idsOf({ origins: ['ROLE_SYNC', 'UNDO', 'UNDO'] })).toEqual(['c', 'a']);
      expect(await idsOf({ origins: [] })).toEqual([]);
      expect(await idsOf({ before: 'c' })).toEqual(['b', 'a']);
      expect(await idsOf({ before: 'nothing' })).toEqual([]);
    });

    it(
      'are listed in pages that are full and make the whole, of no backend that was not asked for',
      () =>
        fc.assert(
          fc.asyncProperty(
            fc.array(fc.tuple(fc.subarray(['iot', 'hub', 'vpn']), fc.constantFrom(...allOrigins)), {
              maxLength: 30,
            }),
            fc.subarray(['iot', 'hub', 'vpn']),
            fc.subarray([...allOrigins]),
            fc.integer({ min: 1, max: 7 }),
            async (plans, backends, origins, first) => {
              const place = await (await makePlace()).open();
              await place.write(async (writer) => {
                for (const [at, [concerned, origin]] of plans.entries())
                  await writer.plans.save(planOf(`${at}`, { backends: concerned, origin }));
              });
              const expected = plans
                .map(([concerned, origin], at) => ({ concerned, origin, id: `${at}` }))
                .filter(({ origin }) => origins.includes(origin))
                .filter(({ concerned }) => concerned.every((one) => backends.includes(one)))
                .map(({ id }) => id)
                .toReversed();
              const found: string[] = [];
              for (let before: string | undefined; ; before = found.at(-1)) {
                const page = await place.plans.list({ origins, backends, first, before });
                found.push(...page.map(({ id }) => id));
                expect(found.length === expected.length || page.length === first).toBe(true);
                if (page.length < first) break;
              }
              await place.close();
              expect(found).toEqual(expected);
            },
          ),
          { numRuns: 25 },
        ),
      60_000,
    );

    it('have their changes and exclusions in order, in pages that make the whole', async () => {
      await save(planOf('p'), planOf('q'));
      const changes = Array.from({ length: 23 }, (_, at) => changeOf('iot', `${at}`, { losses: at }));
      const exclusions = Array.from({ length: 11 }, (_, at) => exclusionOf(`${at}`));
      await store().write(async ({ plans }) => {
        await plans.addChanges('p', 0, changes.slice(0, 20));
        await plans.addChanges('q', 0, [changeOf('hub', 'other')]);
        await plans.addChanges('p', 20, changes.slice(20));
        await plans.addExclusions('p', 0, exclusions);
      });
      for (const first of [1, 7, 23, 500]) {
        expect(await wholeOf((page) => store().plans.changes('p', page), first)).toEqual(changes);
        expect(await wholeOf((page) => store().plans.exclusions('p', page), first)).toEqual(exclusions);
      }
      expect(await store().plans.changes('p', { after: 22, first: 5 })).toEqual([]);
      expect(await store().plans.exclusions('q', { first: 5 })).toEqual([]);
      expect(await store().plans.changes('nothing', { first: 5 })).toEqual([]);
    });

    it('have no two changes at one position, and none without a plan', async () => {
      await save(planOf('p'));
      const add = (planId: string) =>
        store().write(({ plans }) => plans.addChanges(planId, 3, [changeOf('iot', 'a')]));
      await add('p');
      await expect(add('p')).rejects.toThrow();
      await expect(add('nothing')).rejects.toThrow('nothing');
      expect(await store().plans.changes('p', { first: 5 })).toHaveLength(1);
    });

    it('may have 5,000 changes and exclude 100,000 accounts', async () => {
      await save(planOf('p'));
      const add = async (count: number, put: (from: number) => Promise<void>) => {
        for (let from = 0; from < count; from += 500) await put(from);
      };
      const some = Array.from({ length: 500 }, (_, at) => at);
      await add(5000, (from) =>
        store().write(({ plans }) =>
          plans.addChanges(
            'p',
            from,
            some.map((at) => changeOf('iot', `${from + at}`)),
          ),
        ),
      );
      await add(100_000, (from) =>
        store().write(({ plans }) =>
          plans.addExclusions(
            'p',
            from,
            some.map((at) => exclusionOf(`${from + at}`)),
          ),
        ),
      );
      const { plans } = store();
      expect(await plans.changes('p', { after: 4997, first: 500 })).toMatchObject([
        { position: 4998, entry: { account: { id: '4998' } } },
        { position: 4999, entry: { account: { id: '4999' } } },
      ]);
      expect(await plans.exclusions('p', { after: 99_998, first: 500 })).toEqual([
        { position: 99_999, entry: exclusionOf('99999') },
      ]);
      expect(await plans.exclusions('p', { after: 49_999, first: 500 })).toHaveLength(500);
    }, 60_000);

    it('are approved as they were last (G32)', async () => {
      await save(planOf('p'), planOf('q'));
      const approval: Approval = {
        planId: 'p',
        digest: 'd',
        by: 'boss',
        reason: 'it is right',
        at: 1000,
        expiresAt: 2000,
      };
      expect(await store().plans.approval('p')).toBeNull();
      await store().write(({ plans }) => plans.approve(approval));
      await store().write(({ plans }) => plans.approve({ ...approval, by: 'another', at: 500 }));
      expect(await store().plans.approval('p')).toEqual({ ...approval, by: 'another', at: 500 });
      expect(await store().plans.approval('q')).toBeNull();
      await expect(
        store().write(({ plans }) => plans.approve({ ...approval, planId: 'nothing' })),
      ).rejects.toThrow('nothing');
    });
  });
};

const allOrigins: readonly PlanOrigin[] = ['ROLE_SYNC', 'OFFBOARDING', 'UNDO', 'DIRECT'];

/** Page after page, each of which tells its positions. */
const wholeOf = async <T>(
  read: (page: {
    readonly after?: number | undefined;
    readonly first: number;
  }) => Promise<readonly Positioned<T>[]>,
  first: number,
): Promise<readonly T[]> => {
  const whole: T[] = [];
  for (;;) {
    const page = await read({ after: whole.length === 0 ? undefined : whole.length - 1, first });
    expect(page.map(({ position }) => position)).toEqual(page.map((_, at) => whole.length + at));
    whole.push(...page.map(({ entry }) => entry));
    if (page.length < first) return whole;
  }
};
