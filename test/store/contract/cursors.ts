import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { AccountOrder, Position } from '../../../src/domain/account-query.ts';
import type { Store } from '../../../src/store/store.ts';
import { keep } from '../accounts.ts';
import type { Place } from '../contract.ts';
import { inventAccounts, someBackends } from '../population.ts';

export const cursorContract = (makePlace: () => Promise<Place>): void => {
  describe('a walk from page to page', () => {
    const filter = { backends: someBackends };

    it(
      'repeats none and skips none that was there throughout, whatever comes and goes meanwhile',
      () =>
        fc.assert(
          fc.asyncProperty(someWalk, async ({ order, first, arrivals, departures }) => {
            const store = await (await makePlace()).open();
            try {
              const [stay, come] = [inventAccounts(40), inventAccounts(80).slice(40)];
              const keys = (await keep(store, stay)).map(({ key }) => key);
              const gone = new Set<number>();
              const seen: number[] = [];
              await walkPages(
                (after) => store.accounts.list({ filter, order, first, after }),
                (entry) => seen.push(entry.key),
                async (page) => {
                  const arriving = arrivals[page] ?? [];
                  await keep(
                    store,
                    come.filter((_, at) => arriving.includes(at)),
                    { asOf: 2000 + page },
                  );
                  const leaving = (departures[page] ?? []).map((at) => keys[at] ?? 0);
                  for (const key of leaving) gone.add(key);
                  await store.write((writer) => writer.accounts.markVanished(leaving, 3000 + page));
                },
              );
              expect(new Set(seen).size).toBe(seen.length);
              expect(keys.filter((key) => !gone.has(key) && !seen.includes(key))).toEqual([]);
            } finally {
              await store.close();
            }
          }),
          { numRuns: 30 },
        ),
      60_000,
    );

    it('meets every user once', async () => {
      const store = await (await makePlace()).open();
      try {
        const accounts = inventAccounts(60);
        await keep(store, accounts, { userIdOf: (_, at) => `user-${at % 25}` });
        for (const by of ['FIRST_SEEN', 'NAME'] as const)
          for (const descending of [false, true]) {
            const seen: string[] = [];
            await walkPages(
              (after) => store.accounts.listUsers({ filter, order: { by, descending }, first: 4, after }),
              (entry) => seen.push(entry),
              (page) => keepAnother(store, page),
            );
            const before = seen.filter((id) => !id.startsWith('other'));
            expect(before.length).toBe(25);
            expect(new Set(seen).size).toBe(seen.length);
          }
      } finally {
        await store.close();
      }
    });
  });
};

const walkPages = async <T>(
  read: (
    after: Position | undefined,
  ) => Promise<readonly { readonly entry: T; readonly position: Position }[]>,
  see: (entry: T) => void,
  meanwhile: (page: number) => Promise<void>,
): Promise<void> => {
  let after: Position | undefined;
  for (let page = 0; ; page += 1) {
    const listed = await read(after);
    for (const { entry } of listed) see(entry);
    // As a client hands it back.
    after = JSON.parse(JSON.stringify(listed.at(-1)?.position ?? null)) ?? undefined;
    if (after === undefined) return;
    await meanwhile(page);
  }
};

const keepAnother = async (store: Store, page: number): Promise<void> => {
  const another = inventAccounts(100 + page).slice(100, 101);
  await keep(store, another, { userIdOf: (key) => `other-${key}` });
};

const someIndexes = fc.array(fc.array(fc.nat(39), { maxLength: 3 }), { maxLength: 12 });

const someWalk = fc.record({
  order: fc.record({
    by: fc.constantFrom<AccountOrder['by']>('ACCOUNT', 'NAME', 'EMAIL'),
    descending: fc.boolean(),
  }),
  first: fc.integer({ min: 1, max: 9 }),
  arrivals: someIndexes,
  departures: someIndexes,
});
