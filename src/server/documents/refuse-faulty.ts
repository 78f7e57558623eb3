import { type DocumentNode, GraphQLError, type GraphQLSchema, Kind, parse, validate } from 'graphql';
import { RolecallError } from '../../domain/errors.ts';
import { createDocumentLimits, type DocumentLimits } from '../limits/document-limits.ts';
import { heldLimit } from '../limits/held-limit.ts';
import { longestId } from '../request/graphql-request.ts';
import { sha256IdOf, sha256Prefix } from './sha256-id.ts';
import type { TrustedDocument } from './trusted-documents.ts';

/** A file of trusted documents, in its order. */
export type Manifest = { readonly path: string; readonly documents: readonly TrustedDocument[] };

/**
 * Throws BAD_INPUT, naming each, for documents that could never be executed by their ids: what the schema does not know, what is over a limit,
 * and what has the id of another.
 */
export const refuseFaulty = (
  manifests: readonly Manifest[],
  against: { readonly schema: GraphQLSchema; readonly limits: DocumentLimits },
): void => {
  const examine = examinerOf(against);
  const textsById = new Map<string, string>();
  const faults = manifests.flatMap(({ path, documents }) =>
    documents.flatMap(({ id, text }) => {
      const { name, faults } = examine(text);
      const place = `${path}, ${JSON.stringify(id.slice(0, 80))}${name === null ? '' : ` (${name})`}`;
      const isTaken = (textsById.get(id) ?? text) !== text;
      textsById.set(id, text);
      return [...(isTaken ? ['another document has this id'] : []), ...faultsOfId(id, text), ...faults].map(
        (fault) => `${place}: ${fault}`,
      );
    }),
  );
  if (faults.length > 0)
    throw new RolecallError(
      'BAD_INPUT',
      `expected trusted documents that this gateway can answer:\n  ${faults.join('\n  ')}`,
    );
};

const faultsOfId = (id: string, text: string): readonly string[] => [
  ...(id.length > longestId ? [`no request can name an id of more than ${longestId} characters`] : []),
  ...(id.startsWith(sha256Prefix) && id !== sha256IdOf(text)
    ? ['this id is the SHA-256 of another text']
    : []),
];

/** `name` is that of the first operation; `null` where it has none. */
type Examined = { readonly name: string | null; readonly faults: readonly string[] };

const examinerOf = ({
  schema,
  limits,
}: {
  readonly schema: GraphQLSchema;
  readonly limits: DocumentLimits;
}): ((text: string) => Examined) => {
  const hold = createDocumentLimits({ limits, tell: () => {} });
  const maxTokens = heldLimit(limits, 'tokens');
  return (text) => {
    let document: DocumentNode;
    try {
      hold(text, 'a manifest');
      document = parse(text, { maxTokens });
    } catch (error) {
      if (error instanceof GraphQLError) return { name: null, faults: [sentenceOf(error)] };
      if (error instanceof RolecallError) return { name: null, faults: [error.message] };
      throw error;
    }
    const operations = document.definitions.flatMap((definition) =>
      definition.kind === Kind.OPERATION_DEFINITION ? [definition] : [],
    );
    const unserved = operations.filter(({ operation }) => schema.getRootType(operation) == null);
    return {
      name: operations[0]?.name?.value.slice(0, 80) ?? null,
      faults: [
        ...(operations.length === 0 ? ['it has no operation'] : []),
        ...unserved.map(({ operation }) => `no ${operation} is served`),
        ...validate(schema, document).map(sentenceOf),
      ],
    };
  };
};

/** With where it is in the document. */
const sentenceOf = ({ message, locations = [] }: GraphQLError): string =>
  [message, ...locations.slice(0, 1).map(({ line, column }) => `(${line}:${column})`)].join(' ');
