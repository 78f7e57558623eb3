import * as z from 'zod';
import type { CallOptions } from '../../domain/call-options.ts';
import { BackendError } from '../../domain/errors.ts';
import type { HttpAnswer, HttpCall } from '../../http/call.ts';
import type { HttpClient } from '../../http/client.ts';
import { isWebPage } from '../../http/content-type.ts';
import { invalidAnswer, parseAnswer } from '../../http/json.ts';
import { listOf } from '../../http/json-list.ts';
import { type ReadPage, walkPages } from '../../http/pages.ts';
import { path, UnusableSegment, type UrlPath, withQuery } from '../../http/path.ts';

/** One collection of the data plane. All of them speak alike: `GET /api/users`, and GET, PUT, PATCH and DELETE on `/api/users/{id}`. */
export type Resource<Wire> = Listed<Wire> &
  Readable<Wire> & {
    put(id: string, body: unknown, options: CallOptions): Promise<HttpAnswer>;
    patch(id: string, body: unknown, options: CallOptions): Promise<HttpAnswer>;
    remove(id: string, options: CallOptions): Promise<HttpAnswer>;
  };

export type Listed<Wire> = {
  /** Every page, or it throws. `from` is `next` of an earlier page of this list; anything else is BAD_INPUT. */
  list(
    options: CallOptions & { readonly from?: string | undefined },
  ): AsyncGenerator<ReadPage<Wire>, void, undefined>;
};

export type Readable<Wire> = {
  /** `null` where there is none; also, without a call, for an id that no URL can carry. */
  get(id: string, options: CallOptions): Promise<Wire | null>;
};

/** `name` is the vendor's, as in `Users_List`. */
export const createResource = <Schema extends z.ZodType<{ readonly id: string }>>(
  http: HttpClient,
  name: string,
  collection: string,
  schema: Schema,
): Resource<z.output<Schema>> => {
  const { backend } = http;
  const listing = `${name}_List`;
  const all = versioned(path`/api/${collection}`);
  const page = z.object({ value: listOf(schema), nextLink: z.string().nullish() });

  /** Opaque, and followed as it is once it is known to lead to this list in this version. */
  const followLink = (link: string): UrlPath => {
    const place = http.pathOfLink(listing, link, all);
    if (new URLSearchParams(place.split('?')[1]).get('api-version') === apiVersion) return place;
    throw invalidAnswer(backend, listing, 'a nextLink to another version');
  };

  const startOf = (from: string): UrlPath => {
    try {
      return followLink(from);
    } catch (cause) {
      const message = `Expected where an earlier page of ${listing} of backend ${backend} ended`;
      throw new BackendError('BAD_INPUT', message, { backend, cause });
    }
  };

  const readPage = async (place: UrlPath, options: CallOptions): Promise<ReadPage<z.output<Schema>>> => {
    const answer = await http.send({ operation: listing, method: 'GET', path: place }, options);
    const { value, nextLink } = parseAnswer(backend, answer, page);
    return { entries: value, next: typeof nextLink === 'string' ? followLink(nextLink) : null, total: null };
  };

  const write = (
    operation: string,
    method: 'PUT' | 'PATCH' | 'DELETE',
    id: string,
    content: Pick<HttpCall, 'body' | 'contentType'>,
    options: CallOptions,
  ): Promise<HttpAnswer> => {
    const place = pathOf(collection, id);
    if (place instanceof UnusableSegment)
      throw new BackendError('BAD_INPUT', place.message, { backend, operation, cause: place });
    return http.send({ ...content, operation, method, path: place }, options);
  };

  return {
    list: async function* ({ from, ...options }) {
      yield* walkPages({
        backend,
        operation: listing,
        maxPages: http.maxPages,
        priority: options.priority,
        from: from === undefined ? undefined : startOf(from),
        read: (next) => readPage(next === undefined ? all : followLink(next), options),
        keyOf: ({ id }) => id,
      });
    },
    get: async (id, options) => {
      const operation = `${name}_Get`;
      const place = pathOf(collection, id);
      if (place instanceof UnusableSegment) return null;
      const answer = await http.send({ operation, method: 'GET', path: place, accept: [404] }, options);
      if (answer.status !== 404) return parseNamed(backend, answer, id, schema);
      // Azure's front door answers so for an application that is gone; that is no word about one of its records.
      if (isWebPage(answer.headers['content-type']))
        throw invalidAnswer(backend, operation, 'expected JSON, got a web page');
      return null;
    },
    put: async (id, body, options) => write(`${name}_Create`, 'PUT', id, { body }, options),
    patch: async (id, body, options) =>
      write(`${name}_Update`, 'PATCH', id, { body, contentType: 'application/merge-patch+json' }, options),
    remove: async (id, options) => write(`${name}_Remove`, 'DELETE', id, {}, options),
  };
};

/** The answer's record. An answer to a write may lack the id, which then is the one asked for; another one is UPSTREAM_INVALID. */
export const parseNamed = <Schema extends z.ZodType<{ readonly id?: string | undefined }>>(
  backend: string,
  answer: HttpAnswer,
  id: string,
  schema: Schema,
): z.output<Schema> & { readonly id: string } => {
  const record = parseAnswer(backend, answer, schema);
  if (record.id === undefined || record.id === id) return { ...record, id };
  throw invalidAnswer(backend, answer.operation, 'another id than was asked for');
};

const apiVersion = '2022-07-31';

/** Every call names the version. */
const versioned = (place: UrlPath): UrlPath => withQuery(place, { 'api-version': apiVersion });

/** The error is returned, as it means "there is none" to a read and BAD_INPUT to a write. */
const pathOf = (collection: string, id: string): UrlPath | UnusableSegment => {
  try {
    return versioned(path`/api/${collection}/${id}`);
  } catch (error) {
    if (error instanceof UnusableSegment) return error;
    throw error;
  }
};
