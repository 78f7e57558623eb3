import { createSchema } from '../../src/graphql/schema.ts';
import type { StoryBackend } from './backends.ts';
import { type Example, mutations, queries } from './examples.ts';
import { documentOf } from './selection.ts';

/** A root field, with a document that asks it for everything. */
export type Field = {
  readonly operation: 'query' | 'mutation';
  readonly name: string;
  readonly example: Example;
  readonly document: string;
  /** The same, asking for less. */
  readonly brief: string;
};

const schema = createSchema();

const fieldsOf = (
  operation: Field['operation'],
  examples: Readonly<Record<string, Example>>,
): readonly Field[] =>
  Object.entries(examples).map(([name, example]) => ({
    operation,
    name,
    example,
    document: documentOf(schema, { operation, name, depth: 5 }),
    brief: documentOf(schema, { operation, name, depth: 2 }),
  }));

export const fields: readonly Field[] = [...fieldsOf('query', queries), ...fieldsOf('mutation', mutations)];

/** Whether backends of the kind can do it. */
export const isAble = ({ example: { kinds } }: Field, { kind }: StoryBackend): boolean =>
  kinds?.includes(kind) ?? true;

const listing =
  'query ($backend: ID!) { accounts(first: 1, filter: { backend: $backend }, maxAgeSeconds: 0) { totalCount } }';

/** A read that closes the circuit breaker of a backend which is healthy again. */
export const recovery: Field = {
  operation: 'query',
  name: 'accounts',
  example: { variables: ({ id }) => ({ backend: id }) },
  document: listing,
  brief: listing,
};
