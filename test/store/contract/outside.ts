import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { OutsideChange } from '../../../src/domain/outside-change.ts';
import type { Place } from '../contract.ts';
import { outsideChangeOf } from '../records.ts';
import { useFreshStore } from './fresh-store.ts';

export const outsideContract = (makePlace: () => Promise<Place>): void => {
  describe('what others changed (G27)', () => {
    const store = useFreshStore(makePlace);
    const record = (...changes: readonly Omit<OutsideChange, 'id'>[]) =>
      store().write(({ outside }) => outside.record(changes));

    it('is kept as it was recorded', async () => {
      const change = outsideChangeOf('iot', 'ada', {
        granted: [{ nativeRoleId: 'admin', organizationId: 'berlin' }],
        status: { before: 'ACTIVE', after: 'DISABLED' },
      });
      await record(change);
      const [kept] = await store().outside.list({ backends: ['iot'], first: 1 });
      expect(kept).toEqual({ ...change, id: kept?.id });
    });

    it('is forgotten by when it was seen', async () => {
      await record(...[1, 2, 3].map((seenAt) => outsideChangeOf('iot', 'ada', { seenAt })));
      await store().write(({ outside }) => outside.forgetBefore(2));
      const left = await store().outside.list({ backends: ['iot'], first: 10 });
      expect(left.map(({ seenAt }) => seenAt)).toEqual([3, 2]);
    });

    it(
      'is listed the newest first, in pages that make the whole of what was asked for',
      () =>
        fc.assert(
          fc.asyncProperty(fc.array(someChange, { maxLength: 40 }), someQuery, async (changes, query) => {
            const place = await (await makePlace()).open();
            await place.write(({ outside }) => outside.record(changes));
            const expected = changes
              .filter(({ account }) => query.backends.includes(account.backend))
              .filter(
                ({ account }) =>
                  query.account === undefined ||
                  (account.backend === query.account.backend && account.id === query.account.id),
              )
              .filter(({ seenAt }) => query.since === undefined || seenAt >= query.since)
              .toReversed();
            const found: OutsideChange[] = [];
            for (let before: number | undefined; ; before = found.at(-1)?.id) {
              const page = await place.outside.list({ ...query, before });
              found.push(...page);
              if (page.length < query.first) break;
            }
            await place.close();
            expect(found.map(({ id: _id, ...change }) => change)).toEqual(expected);
          }),
          { numRuns: 40 },
        ),
      60_000,
    );
  });
};

const someChange = fc
  .record({
    backend: fc.constantFrom('iot', 'hub'),
    id: fc.constantFrom('ada', 'mia'),
    seenAt: fc.constantFrom(100, 200, 300),
  })
  .map(({ backend, id, seenAt }) => outsideChangeOf(backend, id, { seenAt }));

const someQuery = fc.record(
  {
    backends: fc.subarray(['iot', 'hub']),
    account: fc.record({ backend: fc.constantFrom('iot', 'hub'), id: fc.constantFrom('ada', 'mia') }),
    since: fc.constantFrom(100, 200, 301),
    first: fc.integer({ min: 1, max: 9 }),
  },
  { requiredKeys: ['backends', 'first'] },
);
