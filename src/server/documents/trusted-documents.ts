import { type DocumentNode, GraphQLError, type GraphQLSchema, Kind, parse, print, validate } from 'graphql';
import { RolecallError } from '../../domain/errors.ts';
import type { GraphQLRequest } from '../request/graphql-request.ts';
import { parseWithin } from './parse-within.ts';

/** Which documents are executed. */
export type TrustedDocuments = {
  /** The text that a request asks for, by its id or as it came. Throws BAD_INPUT where the id is none of ours, or of another document. */
  textOf(asked: Pick<GraphQLRequest, 'query' | 'documentId'>): string;
  /** Throws FORBIDDEN for one that is not to be executed as it came. `caller` is for the log. */
  admit(asked: Pick<GraphQLRequest, 'query' | 'documentId'>, caller: string): void;
};

/**
 * `off`: every document. `log`: every document, and the log tells who sends others than trusted ones. `safelist`: trusted ones, by id or in
 * full. `only`: trusted ones, by id. A document that is trusted gives nobody a right and is held to every limit.
 */
export type TrustMode = 'off' | 'log' | 'safelist' | 'only';

/** A file of them. */
export type Manifest = {
  readonly path: string;
  /** By id. */
  readonly documents: ReadonlyMap<string, string>;
};

/** Throws BAD_INPUT, naming each, for documents that the schema does not know how to answer, or that have one id. */
export const createTrustedDocuments = (deps: {
  readonly mode: TrustMode;
  readonly manifests: readonly Manifest[];
  readonly schema: GraphQLSchema;
  /** Of a document that came in full; a longer one is none of ours. */
  readonly maxTokens: number;
  /** Told who has sent a document that is not trusted, where such ones are executed all the same. */
  readonly onUntrusted: (caller: string, text: string) => void;
}): TrustedDocuments => {
  const { mode, manifests, schema, maxTokens, onUntrusted } = deps;
  refuseFaulty(manifests, schema);
  const textsById = new Map(manifests.flatMap(({ documents }) => [...documents]));
  const texts = new Set(textsById.values());
  const canonical = new Set([...texts].map((text) => print(parse(text))));

  /** Documents that differ in nothing but layout and comments are the same. */
  const isTrusted = (text: string): boolean => {
    if (texts.has(text)) return true;
    const document = parseWithin(maxTokens, text);
    return document !== null && canonical.has(print(document));
  };

  return {
    textOf: ({ query, documentId }) => {
      if (documentId === null) return query ?? '';
      const text = textsById.get(documentId);
      if (text === undefined)
        throw new RolecallError(
          'BAD_INPUT',
          'expected the id of a trusted document; nobody can add one by asking',
        );
      if (query !== null && query !== text)
        throw new RolecallError(
          'BAD_INPUT',
          'expected no query beside documentId, or the document of that id',
        );
      return text;
    },
    admit: ({ query, documentId }, caller) => {
      if (mode === 'off' || documentId !== null || query === null) return;
      if (mode === 'only')
        throw new RolecallError(
          'FORBIDDEN',
          'expected the id of a trusted document; no text is executed here',
        );
      if (isTrusted(query)) return;
      if (mode === 'safelist')
        throw new RolecallError('FORBIDDEN', 'expected a trusted document; no other is executed here');
      onUntrusted(caller, query);
    },
  };
};

const refuseFaulty = (manifests: readonly Manifest[], schema: GraphQLSchema): void => {
  const texts = new Map<string, string>();
  const faults: string[] = [];
  for (const { path, documents } of manifests)
    for (const [id, text] of documents) {
      const fault = (texts.get(id) ?? text) === text ? faultOf(text, schema) : 'another document has this id';
      if (fault !== null) faults.push(`${path}, ${JSON.stringify(id.slice(0, 80))}: ${fault}`);
      texts.set(id, text);
    }
  if (faults.length > 0)
    throw new RolecallError(
      'BAD_INPUT',
      `expected trusted documents that this gateway can answer:\n  ${faults.join('\n  ')}`,
    );
};

const faultOf = (text: string, schema: GraphQLSchema): string | null => {
  let document: DocumentNode;
  try {
    document = parse(text);
  } catch (error) {
    if (error instanceof GraphQLError) return error.message;
    throw error;
  }
  if (!document.definitions.some(({ kind }) => kind === Kind.OPERATION_DEFINITION)) return 'no operation';
  return validate(schema, document)[0]?.message ?? null;
};
