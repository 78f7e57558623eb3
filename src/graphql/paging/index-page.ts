import type { Listed, Position } from '../../domain/account-query.ts';
import type { AccountFilter } from '../resolver-types.ts';
import { type PageOf, refuseFirst, toPage } from './connection.ts';
import type { Cursors } from './cursor.ts';

/** What a caller asks of a list of the index. */
export type ListRequest<Order> = {
  readonly first: number;
  readonly after?: string | null | undefined;
  readonly filter?: AccountFilter | null | undefined;
  readonly orderBy?: Order | null | undefined;
};

/**
 * One page of a list of the index, behind the place that the cursor tells. What stood there need not be there any more, so that nothing is
 * met twice or missed that is there throughout and whose place in the order stays.
 */
export const pageFromIndex = async <T, Node>(source: {
  readonly list: string;
  readonly first: number;
  readonly after: string | null | undefined;
  readonly cursors: Cursors;
  readonly read: (place: {
    readonly after: Position | undefined;
    readonly first: number;
  }) => Promise<readonly Listed<T>[]>;
  readonly toNode: (entry: T) => Node;
}): Promise<PageOf<Node>> => {
  const { list, first, after, cursors, read, toNode } = source;
  refuseFirst(first);
  const start = after == null ? undefined : (cursors.read(list, after) as Position);
  // One more tells whether a page follows.
  const found = await read({ after: start, first: first + 1 });
  return toPage({
    list,
    cursors,
    found: found.slice(0, first).map(({ entry, position }) => ({ node: toNode(entry), place: position })),
    hasNextPage: found.length > first,
    hasPreviousPage: start !== undefined,
  });
};
