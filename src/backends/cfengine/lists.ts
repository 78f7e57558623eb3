import type { CallOptions } from '../../domain/call-options.ts';
import type { HttpAnswer } from '../../http/call.ts';
import type { HttpClient } from '../../http/client.ts';
import { invalidAnswer } from '../../http/json.ts';
import { incompleteList, type ReadPage, walkPages } from '../../http/pages.ts';
import { type UrlPath, withQuery } from '../../http/path.ts';
import { guessPositionAfter, positionAfter, toPosition } from './paging.ts';
import type { Envelope } from './wire.ts';

export type ListQuery = CallOptions & {
  readonly operation: string;
  readonly path: UrlPath;
  /** A pattern of names, where the list takes one. */
  readonly id?: string | undefined;
  /** `ReadPage.next` of an earlier page. */
  readonly from?: string | undefined;
  /** Entries on a page; 100 when not given. The hub may give fewer. */
  readonly pageSize?: number | undefined;
};

/** Walks a list of the hub to its end, or throws. */
export const walkList = <Entry>(
  http: HttpClient,
  query: ListQuery,
  entries: {
    readonly parse: (answer: HttpAnswer) => Envelope<Entry>;
    readonly keyOf: (entry: Entry) => string;
  },
): AsyncGenerator<ReadPage<Entry>, void, undefined> => {
  const { operation, signal, priority, spend } = query;
  const { parse, keyOf } = entries;
  const list = { backend: http.backend, operation };

  /** `null` beyond the end, which some hubs answer with 404. */
  const readPage = async (page: number, count: number): Promise<Envelope<Entry> | null> => {
    const path = withQuery(query.path, { id: query.id, page, count });
    const accept = page === 1 ? [] : [404];
    const answer = await http.send({ operation, method: 'GET', path, accept }, { signal, priority, spend });
    return answer.status === 404 ? null : parse(answer);
  };

  /** One full page, and a total of just as many: that may be the page's own, and only what follows can tell. */
  const expectEnd = async (first: readonly Entry[], count: number): Promise<void> => {
    const keys = new Set(first.map(keyOf));
    const following = await readPage(2, count);
    if (following?.data.some((entry) => !keys.has(keyOf(entry))))
      throw incompleteList(list, `holds more than the ${count} that it counts`);
  };

  return walkPages({
    ...list,
    maxPages: http.maxPages,
    priority,
    guessNext: guessPositionAfter,
    from: query.from,
    keyOf,
    read: async (from) => {
      const position = toPosition(list, from, query.pageSize ?? defaultPageSize);
      const { page, count } = position;
      const { meta, data } = (await readPage(page, count)) ?? {
        meta: { page, total: position.total },
        data: [],
      };
      if (meta.page !== page) throw invalidAnswer(http.backend, operation, `expected page ${page}`);
      if (page === 1 && data.length === count && meta.total === count) await expectEnd(data, count);
      const next = positionAfter(list, position, { entries: data.length, total: meta.total });
      return { entries: data, next, total: meta.total };
    },
  });
};

const defaultPageSize = 100;
