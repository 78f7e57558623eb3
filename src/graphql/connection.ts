import type { ListOptions, Page } from '../backends/backend.ts';
import { RolecallError } from '../domain/errors.ts';
import type { Cursors } from './cursor.ts';

/** A page in Relay's form. https://relay.dev/graphql/connections.htm */
export type Connection<T> = {
  readonly edges: readonly { readonly cursor: string; readonly node: T }[];
  readonly nodes: readonly T[];
  readonly pageInfo: {
    readonly hasNextPage: boolean;
    readonly hasPreviousPage: boolean;
    readonly startCursor: string | null;
    readonly endCursor: string | null;
  };
  readonly totalCount: number | null;
};

/** A place in a backend's list: just after entry `after` of the page that begins at `from`. `at` finds it when that entry is gone. */
type Place = { readonly from: string | undefined; readonly after: string; readonly at: number };

/**
 * One page of a backend's list, read live: upstream pages from where the cursor points until `first` are found, and no further.
 * `list` names the list, so that a cursor of another one is refused.
 */
export const connect = async <T, Node>(source: {
  readonly list: string;
  readonly first: number;
  readonly after: string | null | undefined;
  readonly cursors: Cursors;
  readonly pages: (options: ListOptions) => AsyncIterable<Page<T>>;
  readonly keyOf: (entry: T) => string;
  readonly toNode: (entry: T) => Node;
}): Promise<Connection<Node>> => {
  const { list, first, after, cursors, pages, keyOf, toNode } = source;
  if (first < 1 || first > 100)
    throw new RolecallError('BAD_INPUT', `expected first to be 1 to 100, got ${first}`, { path: ['first'] });
  const start = after === null || after === undefined ? null : (cursors.read(list, after) as Place);

  const edges: { cursor: string; node: Node }[] = [];
  let total: number | null = null;
  let hasNextPage = false;
  let from = start?.from;
  for await (const page of pages({ from, pageSize: 100 })) {
    total = page.total;
    const skipped =
      from === start?.from && start !== null ? entriesBefore(page.entries.map(keyOf), start) : 0;
    const wanted = page.entries.slice(skipped, skipped + first - edges.length);
    for (const [index, entry] of wanted.entries()) {
      const place: Place = { from, after: keyOf(entry), at: skipped + index + 1 };
      edges.push({ cursor: cursors.write(list, place), node: toNode(entry) });
    }
    hasNextPage = skipped + wanted.length < page.entries.length || page.next !== null;
    if (edges.length === first) break;
    from = page.next ?? undefined;
  }

  return {
    edges,
    nodes: edges.map(({ node }) => node),
    pageInfo: {
      hasNextPage,
      hasPreviousPage: start !== null,
      startCursor: edges[0]?.cursor ?? null,
      endCursor: edges.at(-1)?.cursor ?? null,
    },
    totalCount: total,
  };
};

const entriesBefore = (keys: readonly string[], start: Place): number => {
  const found = keys.indexOf(start.after);
  return found === -1 ? Math.min(start.at, keys.length) : found + 1;
};
