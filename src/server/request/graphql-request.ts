import { RolecallError } from '../../domain/errors.ts';

/** What a request asks for. https://graphql.github.io/graphql-over-http/draft/#sec-Request-Parameters */
export type GraphQLRequest = {
  /** `null` where the document is named by its id alone. */
  readonly query: string | null;
  /** Of a trusted document; `null` where none is named. */
  readonly documentId: string | null;
  readonly operationName?: string;
  readonly variables?: Record<string, unknown>;
  readonly extensions?: Record<string, unknown>;
};

/** Reads the parameters of a request. Throws BAD_INPUT for anything else; others than these are ignored. */
export const readGraphQLRequest = (parameters: unknown): GraphQLRequest => {
  if (!isMapping(parameters)) throw wrong('expected one JSON object with a query; batches are not taken');
  const { query, operationName, variables, extensions } = parameters;
  if (!isNotGiven(query) && typeof query !== 'string') throw wrong(expectedQuery);
  if (!isNotGiven(operationName) && typeof operationName !== 'string')
    throw wrong('expected operationName to be a string');
  if (!isNotGiven(variables) && !isMapping(variables)) throw wrong('expected variables to be an object');
  if (!isNotGiven(extensions) && !isMapping(extensions)) throw wrong('expected extensions to be an object');
  const documentId = idOf(parameters.documentId, extensions?.persistedQuery);
  // Some clients have an empty text where they send an id.
  const text = query === '' ? null : (query ?? null);
  if (text === null && documentId === null) throw wrong(expectedQuery);
  return {
    query: text,
    documentId,
    ...(isNotGiven(operationName) ? {} : { operationName }),
    ...(isNotGiven(variables) ? {} : { variables }),
    ...(isNotGiven(extensions) ? {} : { extensions }),
  };
};

/**
 * A document's id, as the draft's appendix on persisted documents has it (`documentId`), or as clients of Apollo send it
 * (https://www.apollographql.com/docs/react/data/persisted-queries).
 */
const idOf = (documentId: unknown, persistedQuery: unknown): string | null => {
  const [id, other = id] = [documentId, hashOf(persistedQuery)].filter((one) => !isNotGiven(one));
  if (id === undefined) return null;
  if (typeof id !== 'string' || id === '' || id.length > longestId || other !== id)
    throw wrong(`expected one document id of 1 to ${longestId} characters`);
  return id;
};

const hashOf = (persistedQuery: unknown): unknown => {
  if (isNotGiven(persistedQuery)) return null;
  if (!isMapping(persistedQuery) || persistedQuery.version !== 1 || isNotGiven(persistedQuery.sha256Hash))
    throw wrong('expected extensions.persistedQuery to be { version: 1, sha256Hash }');
  return persistedQuery.sha256Hash;
};

/** Longer ids name nothing. */
export const longestId = 255;

const expectedQuery = 'expected query to be a GraphQL document';

const isMapping = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const isNotGiven = (value: unknown): value is null | undefined => value === undefined || value === null;

const wrong = (message: string): RolecallError => new RolecallError('BAD_INPUT', message);
