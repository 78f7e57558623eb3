import { BackendError } from '../../domain/errors.ts';
import { incompleteList, type ReadPage, walkPages } from '../../http/pages.ts';
import type { ListOptions } from '../backend.ts';
import type { CipherscaleClient, PageQuery } from './client.ts';
import type { Group, MemberlessGroup, Paginated, User } from './wire.ts';

/** Every user, page by page, complete or an error. */
export const walkUsers = (client: CipherscaleClient, options: ListOptions = {}): Walk<User> =>
  walk(client, 'UsersController_findAll', options, (page) => client.findUsers(page, options));

/** Every group, page by page, complete or an error. */
export const walkGroups = (client: CipherscaleClient, options: ListOptions = {}): Walk<Group> =>
  walk(client, 'GroupsController_findAll', options, (page) => client.findGroups(page, options));

/** The same groups without who is in them. */
export const walkMemberlessGroups = (
  client: CipherscaleClient,
  options: ListOptions = {},
): Walk<MemberlessGroup> =>
  walk(client, 'GroupsController_findAll', options, (page) => client.findMemberlessGroups(page, options));

/** A walk to its end; `pages` counts its calls. */
export const collect = async <T>(
  walk: Walk<T>,
): Promise<{ readonly records: readonly T[]; readonly pages: number }> => {
  const records: T[] = [];
  let pages = 0;
  for await (const { entries } of walk) {
    records.push(...entries);
    pages += 1;
  }
  return { records, pages };
};

export type Walk<T> = AsyncGenerator<ReadPage<T>, void, undefined>;

/** The documentation names it as an example; a page may hold less than was asked for. */
const greatestLimit = 100;

async function* walk<T extends { readonly id: string }>(
  { backend, maxPages }: CipherscaleClient,
  operation: string,
  { from, pageSize = greatestLimit, priority }: ListOptions,
  find: (page: PageQuery) => Promise<Paginated<T>>,
): Walk<T> {
  const list = { backend, operation };
  if (from !== undefined && !/^\d{1,15}$/.test(from))
    throw new BackendError('BAD_INPUT', 'expected what an earlier page of this list gave as its next', list);
  const limit = Math.min(Math.max(1, pageSize), greatestLimit);
  let greatestTotal = 0;

  yield* walkPages({
    ...list,
    maxPages,
    priority,
    from,
    keyOf: ({ id }) => id,
    read: async (at) => {
      const offset = Number(at ?? 0);
      const page = await find({ limit, offset });
      // When records go, the others move up, and one may slip from the next page onto one that was read before.
      if (typeof page.total === 'number' && page.total < greatestTotal)
        throw incompleteList(list, 'became shorter while it was read');
      greatestTotal = Math.max(greatestTotal, page.total ?? 0);

      // Not the limit asked for: the backend has a greatest one of its own.
      const end = offset + page.data.length;
      if (!hasMore(page, end)) return { entries: page.data, next: null, total: page.total ?? null };
      if (page.data.length === 0) throw incompleteList(list, 'gave an empty page before its end');
      return { entries: page.data, next: String(end), total: page.total ?? null };
    },
  });
}

/** No member of a page is certain to be there. Without any, only an empty page is the end. */
const hasMore = ({ data, total, hasNext }: Paginated<unknown>, end: number): boolean => {
  if (typeof hasNext === 'boolean') return hasNext;
  if (typeof total === 'number') return end < total;
  return data.length > 0;
};
