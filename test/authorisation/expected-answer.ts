import {
  type DocumentNode,
  type FieldNode,
  type GraphQLObjectType,
  type GraphQLOutputType,
  type GraphQLSchema,
  isListType,
  isNonNullType,
  isObjectType,
  Kind,
  type SelectionSetNode,
} from 'graphql';
import type { Scope } from '../../src/domain/caller.ts';
import { areHeld, type DeclaredScopes, scopesFor } from './declared-scopes.ts';

/** What a caller is to be answered, and where it is to be told that it is not. */
export type ExpectedAnswer = {
  readonly data: unknown;
  /** Paths of fields that the caller may not have, as errors write them. */
  readonly denied: ReadonlySet<string>;
  /** Fields that the document found something in, each with the way to it. */
  readonly found: ReadonlySet<string>;
};

/**
 * What is left, for a caller with these scopes, of an answer to a document in which every object was asked for its `__typename`: what the SDL
 * denies is null, up to what may be null around it, and what `node` would lead to is not there at all.
 */
export const expectedAnswer = (
  schema: GraphQLSchema,
  declared: DeclaredScopes,
  asked: { readonly document: DocumentNode; readonly data: unknown; readonly scopes: readonly Scope[] },
): ExpectedAnswer => {
  const { document, data, scopes } = asked;
  const denied = new Set<string>();
  const found = new Set<string>();

  const ofValue = (
    type: GraphQLOutputType,
    nodes: readonly FieldNode[],
    value: unknown,
    path: string,
  ): unknown => {
    if (isNonNullType(type)) {
      const inner = ofValue(type.ofType, nodes, value, path);
      if (inner === null) throw new Unanswerable();
      return inner;
    }
    return orNull(() => {
      if (value === null || value === undefined) return null;
      if (isListType(type))
        return (value as readonly unknown[]).map((entry, at) =>
          ofValue(type.ofType, nodes, entry, `${path}.${at}`),
        );
      return typeof value === 'object' ? ofObject(nodes, value as Answered, path) : value;
    });
  };

  const ofObject = (nodes: readonly FieldNode[], value: Answered, path: string): unknown => {
    const type = typeOf(schema, value);
    // `node` and `nodes` find nothing of what the caller may not see.
    if (isLedToByNode(path) && !areHeld(declared.ofType.get(type.name) ?? [], scopes)) return null;
    const fields = new Map<string, FieldNode[]>();
    for (const { selectionSet } of nodes) collect(fields, selectionSet, type);
    return Object.fromEntries(
      [...fields].map(([key, [first, ...others]]) => [
        key,
        first === undefined ? null : ofField(type, [first, ...others], value[key], `${path}.${key}`),
      ]),
    );
  };

  const ofField = (
    type: GraphQLObjectType,
    nodes: readonly [FieldNode, ...FieldNode[]],
    value: unknown,
    path: string,
  ): unknown => {
    const name = nodes[0].name.value;
    if (name === '__typename') return value;
    const field = type.getFields()[name];
    if (field === undefined) throw new Error(`${type.name} has no ${name}`);
    if (value !== null) found.add(`${type.name}.${name} at ${path.replaceAll(/\.\d+/g, '')}`);
    if (areHeld(scopesFor(declared, type.name, name), scopes)) return ofValue(field.type, nodes, value, path);
    denied.add(path);
    if (isNonNullType(field.type)) throw new Unanswerable();
    return null;
  };

  const [operation] = document.definitions;
  if (operation?.kind !== Kind.OPERATION_DEFINITION) throw new Error('expected an operation');
  const root: FieldNode = { kind: Kind.FIELD, name: rootName, selectionSet: operation.selectionSet };
  return {
    data: orNull(() => ofObject([root], { __typename: 'Query', ...(data as object) }, '')),
    denied,
    found,
  };
};

type Answered = Readonly<Record<string, unknown>>;

const rootName = { kind: Kind.NAME, value: 'root' } as const;

/** Something is null that cannot be. */
class Unanswerable extends Error {}

const orNull = (answer: () => unknown): unknown => {
  try {
    return answer();
  } catch (error) {
    if (error instanceof Unanswerable) return null;
    throw error;
  }
};

const isLedToByNode = (path: string): boolean => /^\.(node|nodes\.\d+)$/.test(path);

const typeOf = (schema: GraphQLSchema, { __typename: name }: Answered): GraphQLObjectType => {
  const type = schema.getType(String(name));
  if (!isObjectType(type)) throw new Error(`expected an object with __typename, got ${String(name)}`);
  return type;
};

const collect = (
  fields: Map<string, FieldNode[]>,
  selectionSet: SelectionSetNode | undefined,
  type: GraphQLObjectType,
): void => {
  for (const selection of selectionSet?.selections ?? [])
    if (selection.kind === Kind.FIELD) {
      const key = (selection.alias ?? selection.name).value;
      fields.set(key, [...(fields.get(key) ?? []), selection]);
    } else if (selection.kind === Kind.INLINE_FRAGMENT) {
      const { typeCondition } = selection;
      if (typeCondition === undefined || typeCondition.name.value === type.name)
        collect(fields, selection.selectionSet, type);
    } else throw new Error('expected no named fragments');
};
