import type { ListOptions, Page } from '../../backends/backend.ts';
import { RolecallError } from '../../domain/errors.ts';
import type { Cursors } from './cursor.ts';

/** A page in Relay's form. https://relay.dev/graphql/connections.htm */
export type PageOf<T> = {
  readonly edges: readonly { readonly cursor: string; readonly node: T }[];
  readonly nodes: readonly T[];
  readonly pageInfo: {
    readonly hasNextPage: boolean;
    readonly hasPreviousPage: boolean;
    readonly startCursor: string | null;
    readonly endCursor: string | null;
  };
};

/** `totalCount` is `null` where the backend does not tell how many there are. */
export type Connection<T> = PageOf<T> & { readonly totalCount: number | null };

/**
 * A place in a backend's list: in the page that begins at `from`, behind the first of the entries `after` that is still there, the nearest
 * first, or with `null` at its beginning. Where all of them are gone, what is shown twice is better than what is never shown.
 */
type Place = {
  readonly from: string | undefined;
  readonly after: readonly string[] | null;
  readonly at: number;
};

/** How many entries a cursor remembers, so that it finds its place when some of them are deleted. */
const maxRemembered = 8;

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
  refuseFirst(first);
  const start = after === null || after === undefined ? null : (cursors.read(list, after) as Place);

  const found: { readonly node: Node; readonly place: Place }[] = [];
  let total: number | null = null;
  let hasNextPage = false;
  let from = start?.from;
  for await (const page of pages({ from, pageSize: 100 })) {
    total = page.total;
    const keys = page.entries.map(keyOf);
    const skipped = found.length === 0 && start !== null ? entriesBefore(keys, start) : 0;
    const wanted = page.entries.slice(skipped, skipped + first - found.length);
    for (const [index, entry] of wanted.entries()) {
      const at = skipped + index + 1;
      // Behind a page's last entry the next page begins, and this one need not be read again.
      const isLast = at === page.entries.length && page.next !== null;
      found.push({
        node: toNode(entry),
        place: isLast
          ? { from: page.next ?? undefined, after: null, at: 0 }
          : { from, after: keys.slice(Math.max(0, at - maxRemembered), at).toReversed(), at },
      });
    }
    hasNextPage = skipped + wanted.length < page.entries.length || page.next !== null;
    if (found.length === first) break;
    from = page.next ?? undefined;
  }

  const page = toPage({ list, cursors, found, hasNextPage, hasPreviousPage: start !== null });
  return { ...page, totalCount: total };
};

/** Throws BAD_INPUT for a page of a size that nobody gets. */
export const refuseFirst = (first: number): void => {
  if (first < 1 || first > 100)
    throw new RolecallError('BAD_INPUT', `expected first to be 1 to 100, got ${first}`, { path: ['first'] });
};

/** A page of what was found. Cursors are written only for those who ask for them. */
export const toPage = <Node>(page: {
  readonly list: string;
  readonly cursors: Cursors;
  readonly found: readonly { readonly node: Node; readonly place: unknown }[];
  readonly hasNextPage: boolean;
  readonly hasPreviousPage: boolean;
}): PageOf<Node> => {
  const { list, cursors, found, hasNextPage, hasPreviousPage } = page;
  // Encrypting takes time, and hardly anyone asks for all of them.
  const edges = found.map(({ node, place }) => ({
    node,
    get cursor() {
      return cursors.write(list, place);
    },
  }));
  return {
    edges,
    nodes: found.map(({ node }) => node),
    pageInfo: {
      hasNextPage,
      hasPreviousPage,
      get startCursor() {
        return edges[0]?.cursor ?? null;
      },
      get endCursor() {
        return edges.at(-1)?.cursor ?? null;
      },
    },
  };
};

const entriesBefore = (keys: readonly string[], { after, at }: Place): number => {
  if (after === null) return 0;
  const nearest = after.map((key) => keys.indexOf(key)).find((index) => index !== -1);
  return nearest === undefined ? Math.min(Math.max(0, at - after.length), keys.length) : nearest + 1;
};
