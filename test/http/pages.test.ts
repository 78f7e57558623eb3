import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type ReadPage, walkPages } from '../../src/http/pages.ts';
import { errorOf } from './error-of.ts';

const maxPages = 100;

type Page = ReadPage<string>;
type Read = (from: string | undefined) => Page;

const page = (entries: readonly string[], next: string | null, total: number | null = null): Page => ({
  entries,
  next,
  total,
});

/** `first` is the page without a link; every other one is found by its link. */
const given =
  (first: Page, others: Readonly<Record<string, Page>> = {}): Read =>
  (from) => {
    const found = from === undefined ? first : others[from];
    if (found === undefined) throw new Error(`there is no page ${from}`);
    return found;
  };

const list = { backend: 'hub', operation: 'Users_List', maxPages, keyOf: (entry: string) => entry };

const walk = (read: Read, from?: string) => walkPages({ ...list, from, read: async (next) => read(next) });

const entriesOf = async (read: Read, from?: string) =>
  (await Array.fromAsync(walk(read, from))).map(({ entries }) => entries);

/** How a walk ends that never comes to an end, and what it gave before. */
const giveUp = async (read: Read, from?: string) => {
  const given: string[] = [];
  const error = await errorOf(
    (async () => {
      for await (const { entries } of walk(read, from)) given.push(...entries);
    })(),
  );
  return { error, given };
};

describe('a walk through a list', () => {
  it('gives every page in order and ends after the last one', async () => {
    const read = given(page(['a', 'b'], '2'), { 2: page(['c'], '3'), 3: page(['d'], null) });
    expect(await entriesOf(read)).toEqual([['a', 'b'], ['c'], ['d']]);
  });

  it('gives the one page of an empty list', async () => {
    expect(await entriesOf(given(page([], null, 0)))).toEqual([[]]);
  });

  it('goes on over an empty page in the middle', async () => {
    const read = given(page(['a'], '2'), { 2: page([], '3'), 3: page(['b'], null) });
    expect(await entriesOf(read)).toEqual([['a'], [], ['b']]);
  });

  it('reads a page only when it is asked for', async () => {
    const reads: (string | undefined)[] = [];
    const pages = walk((from) => {
      reads.push(from);
      return page([`entry ${from}`], `${from}+`);
    });
    await pages.next();
    await pages.next();
    await pages.return();
    expect(reads).toEqual([undefined, 'undefined+']);
  });

  it('reads one page ahead in the background, and tells how that failed when the page is asked for', async () => {
    const reads: (string | undefined)[] = [];
    const read = given(page(['a'], '2'), { 2: page(['b'], 'missing') });
    const pages = walkPages({
      ...list,
      priority: 'BACKGROUND',
      read: async (from) => {
        reads.push(from);
        return read(from);
      },
    });
    expect((await pages.next()).value).toMatchObject({ entries: ['a'] });
    expect(reads).toEqual([undefined, '2']);
    expect((await pages.next()).value).toMatchObject({ entries: ['b'] });
    expect(reads).toEqual([undefined, '2', 'missing']);
    await expect(pages.next()).rejects.toThrow('there is no page missing');
  });

  it('may be left although a page that was read ahead fails', async () => {
    const pages = walkPages({
      ...list,
      priority: 'BACKGROUND',
      read: async (from) => given(page(['a'], 'missing'))(from),
    });
    await pages.next();
    await pages.return();
  });

  it('gives the totals and links of the backend along', async () => {
    const [first] = await Array.fromAsync(walk(given(page(['a'], null, 1))));
    expect(first).toEqual({ entries: ['a'], next: null, total: 1 });
  });

  it('tells once what drifts onto a second page', async () => {
    const read = given(page(['a', 'b'], '2', 3), { 2: page(['b', 'c'], null, 3) });
    expect(await entriesOf(read)).toEqual([['a', 'b'], ['c']]);
  });

  it.each([
    ['shrunk', 4],
    ['grown', 2],
  ])('heeds the total of the last page, as the list may have %s', async (_, total) => {
    const read = given(page(['a', 'b'], '2', total), { 2: page(['c'], null, 3) });
    expect(await entriesOf(read)).toEqual([['a', 'b'], ['c']]);
  });

  it('passes an error of a page on, after the pages before it', async () => {
    const pages = walk(given(page(['a'], 'missing')));
    expect((await pages.next()).value).toMatchObject({ entries: ['a'] });
    await expect(pages.next()).rejects.toThrow('there is no page missing');
  });

  it('goes on where an earlier one ended, and needs no total then', async () => {
    for (const total of [1, 4]) {
      const read = given(page(['a', 'b'], '2'), { 2: page(['c'], '3', total), 3: page(['d'], null, total) });
      expect(await entriesOf(read, '2')).toEqual([['c'], ['d']]);
    }
  });

  it('gives every entry once, however pages overlap', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.uniqueArray(fc.string(), { minLength: 1, maxLength: 40 }),
        fc.integer({ min: 1, max: 7 }),
        fc.nat({ max: 6 }),
        async (all, step, overlap) => {
          const pageAt = (from: number) =>
            page(
              all.slice(Math.max(0, from - Math.min(overlap, step)), from + step),
              from + step < all.length ? String(from + step) : null,
              all.length,
            );
          expect((await entriesOf((from) => pageAt(Number(from ?? 0)))).flat()).toEqual(all);
        },
      ),
    );
  });
});

describe('a walk that cannot be trusted', () => {
  it(`P27: is cut after ${maxPages} pages where the list has no end`, async () => {
    let reads = 0;
    const { error, given } = await giveUp(() => {
      reads += 1;
      return page([`entry ${reads}`], String(reads));
    });
    expect(error).toMatchObject({ code: 'UPSTREAM_INCOMPLETE', backend: 'hub', operation: 'Users_List' });
    expect(error.message).toContain('has no end');
    expect([reads, given.length]).toEqual([maxPages, maxPages]);
  });

  it(`P27: is cut after ${maxPages} pages where all of them are empty`, async () => {
    let reads = 0;
    const { error } = await giveUp(() => {
      reads += 1;
      return page([], String(reads));
    });
    expect(error.message).toContain('has no end');
    expect(reads).toBe(maxPages);
  });

  it('takes a list of just as many pages', async () => {
    const pages = await entriesOf((from) => {
      const at = Number(from ?? 1);
      return page([`entry ${at}`], at < maxPages ? String(at + 1) : null);
    });
    expect(pages).toHaveLength(maxPages);
  });

  it.each([
    ['to itself', { 2: page(['b'], '2') }],
    ['to the page before', { 2: page(['b'], '3'), 3: page(['c'], '2') }],
  ])('P27: ends where a link goes in a circle %s', async (_, others) => {
    const { error, given: before } = await giveUp(given(page(['a'], '2'), others));
    expect(error).toMatchObject({ code: 'UPSTREAM_INCOMPLETE', retryable: true });
    expect(error.message).toContain('goes round in a circle');
    expect(before).not.toContain('c');
  });

  it('P27: ends where a circle begins at the link it was resumed from', async () => {
    const { error } = await giveUp(given(page([], null), { 2: page(['b'], '3'), 3: page(['c'], '2') }), '2');
    expect(error.message).toContain('goes round in a circle');
  });

  it('S16: ends where the same page comes for ever under new links', async () => {
    let reads = 0;
    const { error, given } = await giveUp(() => {
      reads += 1;
      return page(['a', 'b'], String(reads));
    });
    expect(error).toMatchObject({ code: 'UPSTREAM_INCOMPLETE' });
    expect(error.message).toContain('gave the same page again');
    expect([reads, given]).toEqual([2, ['a', 'b']]);
  });

  it('P27: refuses an id that is twice in one page', async () => {
    const { error, given: before } = await giveUp(given(page(['a', 'canary', 'canary'], null)));
    expect(error).toMatchObject({ code: 'UPSTREAM_INVALID' });
    expect(error.message).not.toContain('canary');
    expect(before).toEqual([]);
  });

  it('P27: never gives the last page where entries are missing', async () => {
    const read = given(page(['a', 'b'], '2', 4), { 2: page(['c'], null, 4) });
    const { error, given: before } = await giveUp(read);
    expect(error).toMatchObject({ code: 'UPSTREAM_INCOMPLETE' });
    expect(error.message).toContain('ended after 3 of 4');
    expect(before).toEqual(['a', 'b']);
  });

  it.each([0, 2])('P27: never gives the last page of three entries with a total of %d', async (total) => {
    const read = given(page(['a', 'b'], '2', total), { 2: page(['c'], null, total) });
    const { error, given: before } = await giveUp(read);
    expect(error).toMatchObject({ code: 'UPSTREAM_INCOMPLETE', retryable: true });
    expect(error.message).toContain(`holds 3, more than the ${total} that it counts`);
    expect(before).toEqual(['a', 'b']);
  });

  it('P27: counts an entry that drifted once, so that another one is missed', async () => {
    const read = given(page(['a', 'b'], '2', 4), { 2: page(['b', 'c'], null, 4) });
    expect((await giveUp(read)).error.message).toContain('ended after 3 of 4');
  });

  it('P27: refuses an empty list of 5,000', async () => {
    expect((await giveUp(given(page([], null, 5000)))).error.message).toContain('ended after 0 of 5000');
  });

  describe('in the background', () => {
    /** Ten pages, of which each says where the next is; `starts` tells where reading began, in order. */
    const readTen = (guessNext?: (from: string) => string | null) => {
      const starts: (string | undefined)[] = [];
      const pages = walkPages({
        ...list,
        priority: 'BACKGROUND',
        guessNext,
        read: async (from) => {
          starts.push(from);
          const at = Number(from ?? 1);
          return page([`entry ${at}`], at < 10 ? String(at + 1) : null);
        },
      });
      return { pages, starts };
    };
    const oneOn = (from: string) => (Number(from) < 10 ? String(Number(from) + 1) : null);

    it('reads one page before its turn, and two where the place of the second can be guessed', async () => {
      for (const [guess, ahead] of [
        [undefined, [undefined, '2']],
        [oneOn, [undefined, '2', '3']],
      ] as const) {
        const { pages, starts } = readTen(guess);
        await pages.next();
        expect(starts).toEqual(ahead);
      }
    });

    it('reads each page once, in order, where the guesses are right', async () => {
      const { pages, starts } = readTen(oneOn);
      const entries = (await Array.fromAsync(pages)).flatMap((one) => one.entries);
      expect(entries).toEqual(Array.from({ length: 10 }, (_, at) => `entry ${at + 1}`));
      expect(starts).toEqual([undefined, ...Array.from({ length: 9 }, (_, at) => String(at + 2))]);
    });

    it('gives the same where they are wrong', async () => {
      const { pages } = readTen((from) => String(Number(from) + 2));
      const entries = (await Array.fromAsync(pages)).flatMap((one) => one.entries);
      expect(entries).toEqual(Array.from({ length: 10 }, (_, at) => `entry ${at + 1}`));
    });
  });
});
