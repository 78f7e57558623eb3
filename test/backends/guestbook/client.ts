import * as z from 'zod';
import type { CallOptions } from '../../../src/domain/call-options.ts';
import type { HttpCall } from '../../../src/http/call.ts';
import type { HttpClient } from '../../../src/http/client.ts';
import { invalidAnswer, parseAnswer } from '../../../src/http/json.ts';
import { listOf, recordListOf } from '../../../src/http/json-list.ts';
import { incompleteList, type ReadPage, walkPages } from '../../../src/http/pages.ts';
import { path, withQuery } from '../../../src/http/path.ts';

/** The guestbook's API in its own words. */
export type GuestbookClient = {
  readonly backend: string;
  listGuests(options?: ListOptions): AsyncGenerator<ReadPage<Guest>, void, undefined>;
  /** `null` where there is none. */
  getGuest(id: string, options?: CallOptions): Promise<Guest | null>;
  listPasses(options?: CallOptions): Promise<readonly Pass[]>;
  changePasses(id: string, change: PassChange, options?: CallOptions): Promise<void>;
};

export type ListOptions = CallOptions & {
  readonly offset?: string | undefined;
  readonly limit?: number | undefined;
};

export type PassChange = { readonly add: readonly string[]; readonly remove: readonly string[] };

const guest = z.object({
  id: z.string().min(1),
  name: z.string(),
  email: z.string().nullable(),
  passes: recordListOf(z.string().min(1)),
});
const pass = z.object({ id: z.string().min(1), name: z.string() });
const guestPage = z.object({ guests: listOf(guest), total: z.int().nonnegative() });
const passList = z.object({ passes: listOf(pass) });

export type Guest = z.output<typeof guest>;
export type Pass = z.output<typeof pass>;

export const createGuestbookClient = (http: HttpClient): GuestbookClient => {
  const { backend } = http;
  const get = (operation: string, place: HttpCall['path']): HttpCall => ({
    operation,
    method: 'GET',
    path: place,
  });

  return {
    backend,

    listGuests: ({ offset, limit = 50, ...options } = {}) => {
      const list = { backend, operation: 'listGuests' };
      return walkPages({
        ...list,
        maxPages: http.maxPages,
        from: offset,
        keyOf: ({ id }) => id,
        read: async (from = '0') => {
          const call = get(list.operation, withQuery(path`/guests`, { offset: from, limit }));
          const { guests, total } = parseAnswer(backend, await http.send(call, options), guestPage);
          const end = Number(from) + guests.length;
          if (end > total) throw incompleteList(list, `holds more than the ${total} that it counts`);
          return { entries: guests, next: end < total ? String(end) : null, total };
        },
      });
    },

    getGuest: async (id, options) => {
      const call = { ...get('getGuest', path`/guests/${id}`), accept: [404] };
      const answer = await http.send(call, options);
      if (answer.status === 404) return null;
      const found = parseAnswer(backend, answer, guest);
      if (found.id !== id) throw invalidAnswer(backend, call.operation, 'another guest than was asked for');
      return found;
    },

    listPasses: async (options) => {
      const answer = await http.send(get('listPasses', path`/passes`), options);
      const { passes } = parseAnswer(backend, answer, passList);
      if (new Set(passes.map(({ id }) => id)).size < passes.length)
        throw invalidAnswer(backend, answer.operation, 'the same pass twice');
      return passes;
    },

    changePasses: async (id, change, options) => {
      const place = path`/guests/${id}/passes`;
      await http.send({ operation: 'changePasses', method: 'PATCH', path: place, body: change }, options);
    },
  };
};
