import { BackendError } from '../../domain/errors.ts';
import { incompleteList } from '../../http/pages.ts';

/** Where a page starts. Its size belongs to it: page 3 of 100 is not page 3 of 50. */
export type Position = {
  /** From 1. */
  readonly page: number;
  /** The page size that is asked for; the hub may give less. */
  readonly count: number;
  /** Entries on the pages before. */
  readonly before: number;
  /** Entries over all pages, as the page before told; 0 for the first. */
  readonly total: number;
};

/** Reads what `positionAfter` gave; `undefined` is the first page. Throws BAD_INPUT for anything else. */
export const toPosition = (
  list: { readonly backend: string; readonly operation: string },
  from: string | undefined,
  count: number,
): Position => {
  if (from === undefined) return { page: 1, count, before: 0, total: 0 };
  const parts = /^([1-9]\d{0,8})\.([1-9]\d{0,8})\.([1-9]\d{0,8})\.([1-9]\d{0,8})$/
    .exec(from)
    ?.slice(1)
    .map(Number);
  const [page = 0, size = 0, before = 0, total = 0] = parts ?? [];
  const pagesBefore = page - 1;
  // Each page before held at least one entry and at most as many as were asked for.
  if (pagesBefore < 1 || before < pagesBefore || before > pagesBefore * size || before >= total)
    throw new BackendError('BAD_INPUT', `expected a position that the list of ${list.operation} gave`, list);
  return { page, count: size, before, total };
};

/**
 * Where the page after the one at `position` starts; `null` where that was the last.
 *
 * The hub pages by number over a live table, so that entries shift while others come and go. What shifts forward is seen twice, which
 * does no harm. What shifts back is never seen, and shows only in a total that shrank: such a list is UPSTREAM_INCOMPLETE, as is one
 * that holds more or less than its total says.
 */
export const positionAfter = (
  list: { readonly backend: string; readonly operation: string },
  position: Position,
  page: { readonly entries: number; readonly total: number },
): string | null => {
  const incomplete = (reason: string) => incompleteList(list, reason);

  const seen = position.before + page.entries;
  if (page.total < position.total)
    throw incomplete(`shrank from ${position.total} to ${page.total} while it was read`);
  if (seen > page.total) throw incomplete(`holds more than the ${page.total} that it counts`);
  if (seen === page.total) return null;
  if (page.entries === 0) throw incomplete(`ended after ${seen} of ${page.total}`);
  return `${position.page + 1}.${position.count}.${seen}.${page.total}`;
};

/** Where the page after the one at `from` starts, if that one holds as many as those before; `null` where it would be the last. */
export const guessPositionAfter = (from: string): string | null => {
  const [page = 0, count = 0, before = 0, total = 0] = from.split('.').map(Number);
  const perPage = before / (page - 1);
  const seen = before + perPage;
  return Number.isInteger(perPage) && seen < total ? `${page + 1}.${count}.${seen}.${total}` : null;
};
