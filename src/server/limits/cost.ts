import { getDirective } from '@graphql-tools/utils';
import {
  type DocumentNode,
  type FieldNode,
  type FragmentDefinitionNode,
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
  Kind,
  type OperationDefinitionNode,
  type SelectionSetNode,
} from 'graphql';

/**
 * How many objects the answer to an operation may hold. A page holds as many as `first` says, a list that an argument names one by one as
 * many as that, and any other list as many as `@listSize` assumes. Fields that execution merges are counted once; each is computed once,
 * however often fragments lead to it.
 */
export const costOf = (
  schema: GraphQLSchema,
  asked: {
    readonly document: DocumentNode;
    readonly operation: OperationDefinitionNode;
    /** Coerced. */
    readonly variables: Readonly<Record<string, unknown>>;
  },
): number => {
  const { document, operation, variables } = asked;
  const fragments = fragmentsOf(document);
  const known = new Map<string, number>();
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
  ): number =>
    collect(schema, fragments, type, selectionSets)
      .values()
      .reduce((sum, { parent, nodes }) => sum + ofField(parent, nodes, pageSize), 0);

  const ofField = (
    parent: GraphQLCompositeType,
    nodes: readonly FieldNode[],
    pageSize: number | null,
  ): number => {
    const key = `${parent.name} ${pageSize} ${nodes.map(numberOf).join(' ')}`;
    const found = known.get(key) ?? computeField(parent, nodes, pageSize);
    known.set(key, found);
    return found;
  };

  const computeField = (
    parent: GraphQLCompositeType,
    nodes: readonly FieldNode[],
    pageSize: number | null,
  ): number => {
    const [node] = nodes;
    const field = node === undefined ? undefined : fieldOf(parent, node.name.value);
    if (node === undefined || field === undefined) return 0;
    const type = getNamedType(field.type);
    if (!isCompositeType(type)) return 0;
    const args = argumentsOf(field, node, variables);
    const within = ofObject(
      type,
      nodes.flatMap(({ selectionSet }) => selectionSet ?? []),
      pageSizeOf(args),
    );
    return isList(field.type)
      ? (pageSize ?? namedBy(args) ?? assumedSizeOf(schema, field)) * (1 + within)
      : 1 + within;
  };

  const root = schema.getRootType(operation.operation);
  return root == null ? 0 : ofObject(root, [operation.selectionSet], null);
};

type Collected = ReadonlyMap<
  string,
  { readonly parent: GraphQLCompositeType; readonly nodes: readonly FieldNode[] }
>;

/** Fields by type and response key. What alternative types are asked is added up: any of them may come. */
const collect = (
  schema: GraphQLSchema,
  fragments: ReadonlyMap<string, FragmentDefinitionNode>,
  type: GraphQLCompositeType,
  selectionSets: readonly SelectionSetNode[],
): Collected => {
  const collected = new Map<string, { parent: GraphQLCompositeType; nodes: FieldNode[] }>();
  const spread = new Set<string>();
  const add = (parent: GraphQLCompositeType, { selections }: SelectionSetNode): void => {
    for (const selection of selections)
      switch (selection.kind) {
        case Kind.FIELD: {
          const key = `${parent.name}.${(selection.alias ?? selection.name).value}`;
          const group = collected.get(key) ?? { parent, nodes: [] };
          group.nodes.push(selection);
          collected.set(key, group);
          break;
        }
        case Kind.INLINE_FRAGMENT:
          add(typeNamed(schema, selection.typeCondition?.name.value) ?? parent, selection.selectionSet);
          break;
        case Kind.FRAGMENT_SPREAD: {
          const fragment = fragments.get(selection.name.value);
          const key = `${parent.name} ${selection.name.value}`;
          if (fragment === undefined || spread.has(key)) break;
          spread.add(key);
          add(typeNamed(schema, fragment.typeCondition.name.value) ?? parent, fragment.selectionSet);
          break;
        }
      }
  };
  for (const selectionSet of selectionSets) add(type, selectionSet);
  return collected;
};

const fragmentsOf = ({ definitions }: DocumentNode): ReadonlyMap<string, FragmentDefinitionNode> =>
  new Map(
    definitions.flatMap((definition) =>
      definition.kind === Kind.FRAGMENT_DEFINITION ? [[definition.name.value, definition] as const] : [],
    ),
  );

const typeNamed = (schema: GraphQLSchema, name: string | undefined): GraphQLCompositeType | undefined => {
  const type = name === undefined ? undefined : schema.getType(name);
  return isCompositeType(type) ? type : undefined;
};

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
