import type { Positioned } from '../../store/plan-records.ts';
import { type PageOf, refuseFirst, toPage } from './connection.ts';
import type { Cursors } from './cursor.ts';

/** What a caller asks of a list of what Rolecall keeps of its own. */
export type PageRequest = { readonly first: number; readonly after?: string | null | undefined };

/**
 * One page of such a list, or of one of the index, behind the place that the cursor tells. What stood there need not be there any more, so that
 * nothing is met twice or missed that is there throughout and whose place in the order stays.
 */
export const pageFromRecords = async <T, Node, Place>(source: {
  readonly list: string;
  readonly request: PageRequest;
  readonly cursors: Cursors;
  readonly read: (page: {
    readonly after: Place | undefined;
    readonly first: number;
  }) => Promise<readonly T[]>;
  readonly placeOf: (entry: T) => Place;
  readonly toNode: (entry: T) => Node;
}): Promise<PageOf<Node>> => {
  const { list, request, cursors, read, placeOf, toNode } = source;
  const { first, after } = request;
  refuseFirst(first);
  // A cursor of this list holds a place in it.
  const start = after == null ? undefined : (cursors.read(list, after) as Place);
  // One more tells whether a page follows.
  const found = await read({ after: start, first: first + 1 });
  return toPage({
    list,
    cursors,
    found: found.slice(0, first).map((entry) => ({ node: toNode(entry), place: placeOf(entry) })),
    hasNextPage: found.length > first,
    hasPreviousPage: start !== undefined,
  });
};

/** The same of parts that stand in an order of their own. */
export const pageOfParts = <T>(source: {
  readonly list: string;
  readonly request: PageRequest;
  readonly cursors: Cursors;
  readonly read: (page: {
    readonly after: number | undefined;
    readonly first: number;
  }) => Promise<readonly Positioned<T>[]>;
}): Promise<PageOf<T>> =>
  pageFromRecords({ ...source, placeOf: ({ position }) => position, toNode: ({ entry }) => entry });
