import {
  type DocumentNode,
  type FieldNode,
  type FragmentDefinitionNode,
  type GraphQLCompositeType,
  type GraphQLSchema,
  isCompositeType,
  Kind,
  type SelectionSetNode,
} from 'graphql';

/** A field as it is asked of one type, by all the places that ask it under one response key. */
export type CollectedField = {
  readonly parent: GraphQLCompositeType;
  readonly nodes: readonly FieldNode[];
};

/** The fields that selection sets ask of a type. What alternative types are asked comes apart: any of them may be there. */
export type CollectFields = (
  type: GraphQLCompositeType,
  selectionSets: readonly SelectionSetNode[],
) => Iterable<CollectedField>;

/** Collects as execution does (https://spec.graphql.org/October2021/#sec-Field-Collection), but before it is known which types there are. */
export const fieldCollector = (schema: GraphQLSchema, { definitions }: DocumentNode): CollectFields => {
  const fragments = new Map(
    definitions.flatMap((definition) =>
      definition.kind === Kind.FRAGMENT_DEFINITION ? [[definition.name.value, definition] as const] : [],
    ),
  );
  return (type, selectionSets) => {
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
            const fragment = unspread(spread, fragments, parent, selection.name.value);
            if (fragment !== null)
              add(typeNamed(schema, fragment.typeCondition.name.value) ?? parent, fragment.selectionSet);
            break;
          }
        }
    };
    for (const selectionSet of selectionSets) add(type, selectionSet);
    return collected.values();
  };
};

/** The fragment of that name, the first time that it is spread on the type. */
const unspread = (
  spread: Set<string>,
  fragments: ReadonlyMap<string, FragmentDefinitionNode>,
  parent: GraphQLCompositeType,
  name: string,
): FragmentDefinitionNode | null => {
  const fragment = fragments.get(name);
  const key = `${parent.name} ${name}`;
  if (fragment === undefined || spread.has(key)) return null;
  spread.add(key);
  return fragment;
};

const typeNamed = (schema: GraphQLSchema, name: string | undefined): GraphQLCompositeType | undefined => {
  const type = name === undefined ? undefined : schema.getType(name);
  return isCompositeType(type) ? type : undefined;
};
