import { getDirective } from '@graphql-tools/utils';
import {
  type DocumentNode,
  type FieldNode,
  type GraphQLCompositeType,
  type GraphQLField,
  type GraphQLOutputType,
  type GraphQLSchema,
  getArgumentValues,
  getNamedType,
  isCompositeType,
  isInterfaceType,
  isListType,
  isNonNullType,
  isObjectType,
  type OperationDefinitionNode,
  type SelectionSetNode,
} from 'graphql';
import { type CollectedField, fieldCollector } from './collect-fields.ts';

/** What an operation is held to cost before it is executed. */
export type Cost = {
  /** That its answer may hold. */
  readonly objects: number;
  /** That `@upstream` tells of. Others become known only while it is executed, and are held then. */
  readonly upstreamCalls: number;
};

/**
 * Counts lists as long as they may be: a page as many as `first` says, a list that an argument names one by one as many as that, and any
 * other list as many as `@listSize` assumes. Fields that execution merges are counted once; each is computed once, however often fragments
 * lead to it.
 */
export const costOf = (
  schema: GraphQLSchema,
  asked: {
    readonly document: DocumentNode;
    readonly operation: OperationDefinitionNode;
    /** Coerced. */
    readonly variables: Readonly<Record<string, unknown>>;
  },
): Cost => {
  const { document, operation, variables } = asked;
  const collect = fieldCollector(schema, document);
  const known = new Map<string, Cost>();
  const numbers = new Map<FieldNode, number>();
  const numberOf = (node: FieldNode): number => {
    const number = numbers.get(node) ?? numbers.size;
    numbers.set(node, number);
    return number;
  };

  /** Of what is within the object, which `pageSize` entries of a page make up where it is one. */
  const ofObject = (
    type: GraphQLCompositeType,
    selectionSets: readonly SelectionSetNode[],
    pageSize: number | null,
  ): Cost => {
    let sum = nothing;
    for (const field of collect(type, selectionSets)) sum = add(sum, ofField(field, pageSize));
    return sum;
  };

  const ofField = (field: CollectedField, pageSize: number | null): Cost => {
    const key = `${field.parent.name} ${pageSize} ${field.nodes.map(numberOf).join(' ')}`;
    const found = known.get(key) ?? computeField(field, pageSize);
    known.set(key, found);
    return found;
  };

  const computeField = ({ parent, nodes }: CollectedField, pageSize: number | null): Cost => {
    const [node] = nodes;
    const field = node === undefined ? undefined : fieldOf(parent, node.name.value);
    if (node === undefined || field === undefined) return nothing;
    const args = argumentsOf(field, node, variables);
    const calls = { objects: 0, upstreamCalls: upstreamCallsOf(schema, field, args) };
    const type = getNamedType(field.type);
    if (!isCompositeType(type)) return calls;
    const within = ofObject(
      type,
      nodes.flatMap(({ selectionSet }) => selectionSet ?? []),
      pageSizeOf(args),
    );
    const length = isList(field.type) ? (pageSize ?? namedBy(args) ?? assumedSizeOf(schema, field)) : 1;
    return add(calls, times(length, add(oneObject, within)));
  };

  const root = schema.getRootType(operation.operation);
  return root == null ? nothing : ofObject(root, [operation.selectionSet], null);
};

const nothing: Cost = { objects: 0, upstreamCalls: 0 };
const oneObject: Cost = { objects: 1, upstreamCalls: 0 };

const add = (one: Cost, other: Cost): Cost => ({
  objects: one.objects + other.objects,
  upstreamCalls: one.upstreamCalls + other.upstreamCalls,
});

const times = (length: number, { objects, upstreamCalls }: Cost): Cost => ({
  objects: length * objects,
  upstreamCalls: length * upstreamCalls,
});

const fieldOf = (parent: GraphQLCompositeType, name: string): GraphQLField<unknown, unknown> | undefined =>
  isObjectType(parent) || isInterfaceType(parent) ? parent.getFields()[name] : undefined;

const isList = (type: GraphQLOutputType): boolean =>
  isNonNullType(type) ? isList(type.ofType) : isListType(type);

type Arguments = Readonly<Record<string, unknown>>;

/** Wrong ones are refused when the field is resolved. */
const argumentsOf = (
  field: GraphQLField<unknown, unknown>,
  node: FieldNode,
  variables: Arguments,
): Arguments => {
  try {
    return getArgumentValues(field, node, variables);
  } catch {
    return {};
  }
};

/** No page is larger than 100. */
const pageSizeOf = ({ first }: Arguments): number | null =>
  typeof first === 'number' ? Math.min(Math.max(first, 0), 100) : null;

const namedBy = ({ ids, refs }: Arguments): number | null => {
  const named = ids ?? refs;
  return Array.isArray(named) ? named.length : null;
};

const assumedSizeOf = (schema: GraphQLSchema, field: GraphQLField<unknown, unknown>): number =>
  Number(getDirective(schema, field, 'listSize')?.[0]?.assumedSize ?? 4);

const upstreamCallsOf = (
  schema: GraphQLSchema,
  field: GraphQLField<unknown, unknown>,
  args: Arguments,
): number => {
  const { calls = 0, given } = getDirective(schema, field, 'upstream')?.[0] ?? {};
  return given === undefined || args[given] != null ? Number(calls) * (namedBy(args) ?? 1) : 0;
};
