import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { AccountFilter, AccountOrder, UserOrder } from '../../../src/domain/account-query.ts';
import type { StoredAccount } from '../../../src/domain/stored-account.ts';
import type { Store } from '../../../src/store/store.ts';
import type { Place } from '../contract.ts';
import { inNaiveOrder, lets } from '../naive.ts';
import { inventAccounts, keepPopulation, someFilter } from '../population.ts';

/** So many that a store has reason to answer some filters by an index and others along an order. */
const size = 6000;

export const filterContract = (makePlace: () => Promise<Place>): void => {
  describe('a filter', () => {
    let store: Store;
    let kept: readonly StoredAccount[];
    /** Numbers of users in the order in which they were first seen. */
    let numbers: ReadonlyMap<string, number>;
    beforeAll(async () => {
      store = await (await makePlace()).open();
      kept = await keepPopulation(store, inventAccounts(size));
      numbers = new Map([...new Set(kept.map(({ userId }) => userId))].map((id, at) => [id, at]));
    }, 60_000);
    afterAll(() => store.close());

    const forAnyFilter = <Order>(
      someOrder: fc.Arbitrary<Order>,
      check: (filter: AccountFilter, order: Order, first: number) => Promise<void>,
    ) =>
      fc.assert(fc.asyncProperty(someFilter, someOrder, fc.constantFrom(1, 20, 100), check), {
        numRuns: 150,
      });

    it(
      'lets through what each of its conditions lets through, in every order',
      () =>
        forAnyFilter(someAccountOrder, async (filter, order, first) => {
          const expected = inNaiveOrder(
            kept.filter((account) => lets(filter, account)),
            order,
          );
          const start = await store.accounts.list({ filter, order, first });
          expect(start.map(({ entry }) => entry)).toEqual(expected.slice(0, first));
          const middle = expected.slice(0, Math.floor(expected.length / 2)).at(-1);
          const position = start.find(({ entry }) => entry.key === middle?.key)?.position;
          if (position === undefined) return;
          const rest = await store.accounts.list({ filter, order, first, after: position });
          const at = expected.findIndex(({ key }) => key === middle?.key);
          expect(rest.map(({ entry }) => entry.key)).toEqual(
            expected.slice(at + 1, at + 1 + first).map(({ key }) => key),
          );
        }),
      60_000,
    );

    it(
      'counts as many as it lets through',
      () =>
        forAnyFilter(fc.constant(null), async (filter) => {
          const passing = kept.filter((account) => lets(filter, account));
          expect(await store.accounts.count(filter)).toBe(passing.length);
          expect(await store.accounts.countUsers(filter)).toBe(
            new Set(passing.map(({ userId }) => userId)).size,
          );
        }),
      60_000,
    );

    it(
      'lists users by what it lets through of them, and by nothing else',
      () =>
        forAnyFilter(someUserOrder, async (filter, order, first) => {
          const users = usersInOrder(
            kept.filter((account) => lets(filter, account)),
            order,
            numbers,
          );
          const start = await store.accounts.listUsers({ filter, order, first });
          expect(start.map(({ entry }) => entry)).toEqual(users.slice(0, first));
          const last = start.at(-1);
          if (last === undefined) return;
          const rest = await store.accounts.listUsers({ filter, order, first, after: last.position });
          expect(rest.map(({ entry }) => entry)).toEqual(users.slice(first, 2 * first));
        }),
      60_000,
    );
  });
};

const someAccountOrder: fc.Arbitrary<AccountOrder> = fc.record({
  by: fc.constantFrom('ACCOUNT', 'NAME', 'EMAIL'),
  descending: fc.boolean(),
});

const someUserOrder: fc.Arbitrary<UserOrder> = fc.record({
  by: fc.constantFrom('FIRST_SEEN', 'NAME'),
  descending: fc.boolean(),
});

const usersInOrder = (
  passing: readonly StoredAccount[],
  { by, descending }: UserOrder,
  numbers: ReadonlyMap<string, number>,
): readonly string[] => {
  const byName = inNaiveOrder(passing, { by: 'NAME', descending: false }).map(({ userId }) => userId);
  const users = [...new Set(byName)];
  const ordered =
    by === 'NAME'
      ? users
      : users.toSorted((one, other) => (numbers.get(one) ?? 0) - (numbers.get(other) ?? 0));
  return descending ? ordered.toReversed() : ordered;
};
