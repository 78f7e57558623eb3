import type { Role } from './role.ts';
import type { RoleMap } from './role-map.ts';

/** What the roles of the default role maps are for; a vendor's relation is held against these. */
export const defaultDescriptions: Readonly<Record<string, string>> = {
  admin: 'Runs the backend and its accounts',
  builder: 'Changes settings, but not accounts',
  operator: 'Runs things, changes no settings',
  viewer: 'Reads',
  auditor: 'Reads what was done by whom',
  billing: 'Sees and pays the bills',
};

/** All roles that are configured or that some backend can spell, by name. */
export const createVocabulary = (
  named: readonly { readonly name: string; readonly description?: string | undefined }[],
  backends: readonly { readonly id: string; readonly roleMap: RoleMap }[],
): readonly Role[] => {
  const descriptions = new Map(Object.entries(defaultDescriptions));
  for (const { name, description } of named)
    if (description !== undefined) descriptions.set(name, description);
  const names = new Set([
    ...named.map(({ name }) => name),
    ...backends.flatMap(({ roleMap }) => Object.keys(roleMap)),
  ]);
  return [...names].toSorted().map((name) => ({
    name,
    description: descriptions.get(name) ?? null,
    mappings: backends.flatMap(({ id, roleMap }) =>
      (Object.hasOwn(roleMap, name) ? (roleMap[name] ?? []) : []).map(({ native, relation }) => ({
        backend: id,
        native,
        relation,
      })),
    ),
  }));
};
