import { type FragmentDefinitionNode, type GraphQLResolveInfo, Kind, type SelectionSetNode } from 'graphql';

/** Whether the field being resolved is asked for any of these subfields, through fragments too. For subfields that cost extra calls. */
export const selects = (info: GraphQLResolveInfo, names: readonly string[]): boolean =>
  info.fieldNodes.some(
    ({ selectionSet }) => selectionSet !== undefined && selectsAny(selectionSet, names, info.fragments),
  );

const selectsAny = (
  { selections }: SelectionSetNode,
  names: readonly string[],
  fragments: Readonly<Record<string, FragmentDefinitionNode>>,
): boolean =>
  selections.some((selection) => {
    if (selection.kind === Kind.FIELD) return names.includes(selection.name.value);
    if (selection.kind === Kind.INLINE_FRAGMENT) return selectsAny(selection.selectionSet, names, fragments);
    const fragment = fragments[selection.name.value];
    return fragment !== undefined && selectsAny(fragment.selectionSet, names, fragments);
  });
