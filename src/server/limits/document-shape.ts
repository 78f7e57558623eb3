import {
  type DocumentNode,
  type FragmentDefinitionNode,
  Kind,
  OperationTypeNode,
  type SelectionSetNode,
  visit,
} from 'graphql';

/** How much a document is, whatever the schema says of it. Numbers of unlike operations are those of the largest. */
export type DocumentShape = {
  readonly definitions: number;
  readonly aliases: number;
  readonly directives: number;
  /** Fields within fields, through fragments. What lies within `__schema` and `__type` does not count. */
  readonly depth: number;
  /** Of an operation, fragments spread out. */
  readonly rootFields: number;
  /** The same of mutations. */
  readonly mutations: number;
};

/** Each fragment is measured once, however often it is spread, so that no document takes longer than it is long. */
export const shapeOf = (document: DocumentNode): DocumentShape => {
  const measure = measureOver(document);
  let aliases = 0;
  let directives = 0;
  let depth = 0;
  let rootFields = 0;
  let mutations = 0;
  visit(document, {
    Field: ({ alias }) => {
      if (alias !== undefined) aliases += 1;
    },
    Directive: () => {
      directives += 1;
    },
    FragmentDefinition: ({ selectionSet }) => {
      depth = Math.max(depth, measure(selectionSet).depth);
    },
    OperationDefinition: ({ operation, selectionSet }) => {
      const measured = measure(selectionSet);
      depth = Math.max(depth, measured.depth);
      rootFields = Math.max(rootFields, measured.fields);
      if (operation === OperationTypeNode.MUTATION) mutations = Math.max(mutations, measured.fields);
    },
  });
  return { definitions: document.definitions.length, aliases, directives, depth, rootFields, mutations };
};

/** `fields` at the top of a selection set, `depth` of all that is within. */
type Measure = { readonly fields: number; readonly depth: number };

const nothing: Measure = { fields: 0, depth: 0 };

const measureOver = (document: DocumentNode): ((selectionSet: SelectionSetNode | undefined) => Measure) => {
  const fragments = new Map(
    document.definitions.flatMap((definition) =>
      definition.kind === Kind.FRAGMENT_DEFINITION ? [[definition.name.value, definition] as const] : [],
    ),
  );
  const measured = new Map<FragmentDefinitionNode, Measure>();

  const ofFragment = (name: string): Measure => {
    const fragment = fragments.get(name);
    if (fragment === undefined) return nothing;
    const known = measured.get(fragment);
    if (known !== undefined) return known;
    // A fragment within itself is refused by validation; here it only has to end.
    measured.set(fragment, nothing);
    const measure = ofSelections(fragment.selectionSet);
    measured.set(fragment, measure);
    return measure;
  };

  const ofSelections = (selectionSet: SelectionSetNode | undefined): Measure =>
    (selectionSet?.selections ?? [])
      .map(ofSelection)
      .reduce(
        (sum, { fields, depth }) => ({ fields: sum.fields + fields, depth: Math.max(sum.depth, depth) }),
        nothing,
      );

  const ofSelection = (selection: SelectionSetNode['selections'][number]): Measure => {
    switch (selection.kind) {
      case Kind.FIELD:
        return {
          fields: 1,
          depth: introspection.has(selection.name.value) ? 1 : 1 + ofSelections(selection.selectionSet).depth,
        };
      case Kind.INLINE_FRAGMENT:
        return ofSelections(selection.selectionSet);
      case Kind.FRAGMENT_SPREAD:
        return ofFragment(selection.name.value);
    }
  };

  return ofSelections;
};

/** graphql-js itself bounds how deep these go. */
const introspection: ReadonlySet<string> = new Set(['__schema', '__type']);
