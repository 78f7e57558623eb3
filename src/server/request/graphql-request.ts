import { RolecallError } from '../../domain/errors.ts';

/** What a body asks for. https://graphql.github.io/graphql-over-http/draft/#sec-Request-Parameters */
export type GraphQLRequest = {
  readonly query: string;
  readonly operationName?: string;
  readonly variables?: Record<string, unknown>;
  readonly extensions?: Record<string, unknown>;
};

/** Reads the body of a request. Throws BAD_INPUT for anything else; keys beyond these four are ignored. */
export const readGraphQLRequest = (body: unknown): GraphQLRequest => {
  if (!isMapping(body)) throw wrong('expected one JSON object with a query; batches are not taken');
  const { query, operationName, variables, extensions } = body;
  if (typeof query !== 'string' || query === '') throw wrong('expected query to be a GraphQL document');
  if (!isNotGiven(operationName) && typeof operationName !== 'string')
    throw wrong('expected operationName to be a string');
  if (!isNotGiven(variables) && !isMapping(variables)) throw wrong('expected variables to be an object');
  if (!isNotGiven(extensions) && !isMapping(extensions)) throw wrong('expected extensions to be an object');
  return {
    query,
    ...(isNotGiven(operationName) ? {} : { operationName }),
    ...(isNotGiven(variables) ? {} : { variables }),
    ...(isNotGiven(extensions) ? {} : { extensions }),
  };
};

/** Reads JSON in UTF-8. Throws BAD_INPUT for anything else, for a byte order mark, and for keys that reach for prototypes. */
export const parseJson = (bytes: Buffer): unknown => {
  try {
    return JSON.parse(utf8.decode(bytes), (key, value: unknown) => {
      if (key === '__proto__') throw new Error('a key that reaches for prototypes');
      return value;
    });
  } catch (cause) {
    throw new RolecallError('BAD_INPUT', 'expected a JSON body in UTF-8', { cause });
  }
};

const utf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

/** Whether a Content-Type says JSON. Nothing else is taken: what a form or a plain-text post can send, any page on the web can send. */
export const isJsonType = (contentType = ''): boolean =>
  /^application\/json\s*(;\s*charset\s*=\s*"?utf-8"?\s*)?$/i.test(contentType);

const isMapping = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const isNotGiven = (value: unknown): value is null | undefined => value === undefined || value === null;

const wrong = (message: string): RolecallError => new RolecallError('BAD_INPUT', message);
