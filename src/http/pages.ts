import type { Priority } from '../domain/call-options.ts';
import { BackendError } from '../domain/errors.ts';

/** One page as read; `next` is `null` on the last one. */
export type ReadPage<T> = {
  readonly entries: readonly T[];
  readonly next: string | null;
  readonly total: number | null;
};

/**
 * A list that is longer than this many pages is taken for an endless one: 200,000 accounts on the smallest pages that a vendor has (ten),
 * a million on CFEngine's.
 */
export const mostPages = 20_000;

/**
 * Walks a list to its end, or throws UPSTREAM_INCOMPLETE where there is none: a page that was given before, more than `maxPages`, or
 * fewer or more entries than the last page says there are: a total that is wrong cannot tell that nothing is missing. What drifts onto
 * a second page while others come and go is told once.
 */
export async function* walkPages<T>(list: {
  readonly backend: string;
  readonly operation: string;
  readonly from?: string | undefined;
  readonly maxPages: number;
  /**
   * What reads in the background reads to the end: its next page is read while this one is worked on. Any other page is read when it is asked
   * for.
   */
  readonly priority?: Priority | undefined;
  /**
   * Where the page behind the one at `from` probably begins, `null` where that is the last: in the background it is read together with that one.
   * A wrong guess costs a call.
   */
  readonly guessNext?: ((from: string) => string | null) | undefined;
  /** `from` is `undefined` for the first page. */
  readonly read: (from: string | undefined) => Promise<ReadPage<T>>;
  readonly keyOf: (entry: T) => string;
}): AsyncGenerator<ReadPage<T>, void, undefined> {
  const { backend, operation, maxPages, priority, guessNext, read, keyOf } = list;
  const incomplete = (reason: string) => incompleteList({ backend, operation }, reason);

  const seen = new Set<string>();
  const visited = new Set<string | undefined>();
  let from = list.from;
  /** Pages that are read before their turn, by where they begin. */
  let ahead = new Map<string, Promise<ReadPage<T>>>();
  for (let pages = 1; ; pages += 1) {
    if (pages > maxPages) throw incomplete(`has no end: ${maxPages} pages were read`);
    visited.add(from);
    const page: ReadPage<T> = await (ahead.get(from ?? '') ?? read(from));

    const keys = page.entries.map(keyOf);
    const fresh = page.entries.filter((_, at) => !seen.has(keys[at] ?? ''));
    if (new Set(keys).size < keys.length)
      throw new BackendError(
        'UPSTREAM_INVALID',
        `Backend ${backend} answered ${operation} with the same id twice in one page`,
        { backend, operation },
      );
    if (fresh.length === 0 && page.entries.length > 0) throw incomplete('gave the same page again');
    if (page.next !== null && visited.has(page.next)) throw incomplete('goes round in a circle');
    for (const key of keys) seen.add(key);

    // Only a walk from the start can know how many there should be.
    if (page.next === null && list.from === undefined && page.total !== null) {
      if (seen.size < page.total) throw incomplete(`ended after ${seen.size} of ${page.total}`);
      if (seen.size > page.total)
        throw incomplete(`holds ${seen.size}, more than the ${page.total} that it counts`);
    }
    if (page.next !== null && priority === 'BACKGROUND' && pages < maxPages)
      ahead = readAhead([page.next, guessNext?.(page.next) ?? null], read, ahead);
    yield { ...page, entries: fresh };
    if (page.next === null) return;
    from = page.next;
  }
}

/** Reads at these places what is not being read there yet, and forgets whatever is read elsewhere. */
const readAhead = <T>(
  places: readonly (string | null)[],
  read: (from: string) => Promise<ReadPage<T>>,
  ahead: ReadonlyMap<string, Promise<ReadPage<T>>>,
): Map<string, Promise<ReadPage<T>>> =>
  new Map(
    places
      .filter((place) => place !== null)
      .map((place) => {
        const reading = ahead.get(place) ?? read(place);
        // Told when it is that page's turn, if anybody comes so far.
        reading.catch(() => {});
        return [place, reading];
      }),
  );

/** A list that could not be read to its end. `reason` goes on with "The list ...". */
export const incompleteList = (
  list: { readonly backend: string; readonly operation: string },
  reason: string,
): BackendError =>
  new BackendError(
    'UPSTREAM_INCOMPLETE',
    `The list of ${list.operation} of backend ${list.backend} ${reason}`,
    list,
  );

/** The same pages with every entry in other words. */
export async function* mapPages<Wire, T>(
  pages: AsyncIterable<ReadPage<Wire>>,
  toDomain: (entry: Wire) => T,
): AsyncGenerator<ReadPage<T>, void, undefined> {
  for await (const page of pages) yield { ...page, entries: page.entries.map(toDomain) };
}
