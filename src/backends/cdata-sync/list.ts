import { setImmediate } from 'node:timers/promises';
import type * as z from 'zod';
import type { CallOptions } from '../../domain/call-options.ts';
import { BackendError } from '../../domain/errors.ts';
import type { HttpClient } from '../../http/client.ts';
import { invalidAnswer, type Parts, parseParts } from '../../http/json.ts';
import { incompleteList, type ReadPage, walkPages } from '../../http/pages.ts';
import type { UrlPath } from '../../http/path.ts';
import { usersPath } from './user-path.ts';
import { hasNothing, listSchema, quoteIds } from './wire.ts';

export type ListOptions = CallOptions & {
  /** `ReadPage.next` of an earlier page. */
  readonly from?: string | undefined;
};

/**
 * Every user, complete or an error. v2 has no pages and answers with everyone at once: 100,000 users are 20 MB, which parsed as a whole would
 * take ten times that, and a second and a half in which nothing else is done. So an answer is parsed in parts, and each is a page.
 */
export const walkUsers = <Entry>(
  http: HttpClient,
  { from, ...options }: ListOptions,
  entry: { readonly schema: z.ZodType<Entry>; readonly keyOf: (entry: Entry) => string },
): AsyncGenerator<ReadPage<Entry>, void, undefined> => {
  const { backend, maxPages } = http;
  const list = { backend, operation: 'listUsers' };
  const schema = listSchema(entry.schema);
  /** The answer of which parts are left. */
  let open: { readonly query: string; readonly parts: Parts<z.output<typeof schema>> } | null = null;

  const read = async (query: string): Promise<Parts<z.output<typeof schema>>> => {
    const path = pathOf(http, query);
    const answer = await http.send({ operation: list.operation, method: 'GET', path }, options);
    if (hasNothing(answer)) return { count: 1, entries: null, part: () => ({ value: [] }) };
    return parseParts(backend, answer, schema, { respell: quoteIds });
  };

  return walkPages({
    ...list,
    maxPages,
    priority: options.priority,
    from,
    keyOf: entry.keyOf,
    read: async (at) => {
      const { query, number } = placeOf(http, at);
      // Whoever else has work does it between two parts.
      if (open?.query === query) await setImmediate();
      else open = { query, parts: await read(query) };
      const { parts } = open;
      if (number >= parts.count) throw incompleteList(list, 'became shorter while it was read');
      const { value, next } = parts.part(number);
      const isLast = number === parts.count - 1;
      if (isLast) open = null;
      const linked = next ? queryOf(http, next) : null;
      const isWhole = query === '' && linked === null;
      return {
        entries: value,
        next: isLast ? linked : `${query}#${number + 1}`,
        total: isWhole ? (parts.entries ?? value.length) : null,
      };
    },
  });
};

/** A part of an answer: what was asked for, and how many parts of it come before. */
type Place = { readonly query: string; readonly number: number };

const placeOf = ({ backend }: HttpClient, from: string | undefined): Place => {
  if (from === '') throw noPlace(backend);
  const [, query = '', number = '0'] = /^([^#]*)(?:#([1-9]\d{0,8}))?$/.exec(from ?? '') ?? [];
  if (from !== undefined && query === '' && number === '0') throw noPlace(backend);
  return { query, number: Number(number) };
};

/** The query of a link to another page of the list. */
const queryOf = (http: HttpClient, link: string): string => {
  const query = http.pathOfLink('listUsers', link, usersPath).slice(usersPath.length);
  if (query === '')
    throw invalidAnswer(http.backend, 'listUsers', 'a link that leads back to the first page');
  return query;
};

const pathOf = (http: HttpClient, query: string): UrlPath => {
  if (query === '') return usersPath;
  try {
    const linked = http.pathOfLink('listUsers', query, usersPath);
    if (linked === usersPath + query && linked !== usersPath) return linked;
  } catch (error) {
    if (!(error instanceof BackendError)) throw error;
  }
  throw noPlace(http.backend);
};

const noPlace = (backend: string): BackendError =>
  new BackendError('BAD_INPUT', `expected a place in the list of backend ${backend}`, { backend });
