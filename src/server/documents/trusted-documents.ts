import { print } from 'graphql';
import { RolecallError } from '../../domain/errors.ts';
import type { GraphQLRequest } from '../request/graphql-request.ts';
import { parseWithin } from './parse-within.ts';
import { sha256IdOf } from './sha256-id.ts';

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

/** A document that is trusted, under the id that its manifest gives it. */
export type TrustedDocument = { readonly id: string; readonly text: string };

export const createTrustedDocuments = (deps: {
  readonly mode: TrustMode;
  /** As `refuseFaulty` leaves them: each a document within the limits, and one to an id. */
  readonly trusted: readonly TrustedDocument[];
  /** Of a document. */
  readonly maxTokens: number;
  /** Told who has sent a document that is not trusted, where such ones are executed all the same. */
  readonly onUntrusted: (caller: string, text: string) => void;
}): TrustedDocuments => {
  const { mode, trusted, maxTokens, onUntrusted } = deps;
  const textsById = new Map(
    trusted.flatMap(({ id, text }) => [[id, text] as const, [sha256IdOf(text), text] as const]),
  );
  const texts = new Set(textsById.values());
  const layoutOf = (text: string): string | null => {
    const document = parseWithin(text, maxTokens);
    return document && print(document);
  };
  const layouts = new Set([...texts].map(layoutOf));

  /** Documents that differ in nothing but layout and comments are the same. */
  const isTrusted = (text: string): boolean => {
    if (texts.has(text)) return true;
    const layout = layoutOf(text);
    return layout !== null && layouts.has(layout);
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
