import type { NativeRoleTable } from '../domain/native-role.ts';
import type { Organization } from '../domain/organization.ts';
import { type Context, loadersOf } from './context.ts';

/** A backend's native roles, for what is told of them beside something else: as the index keeps them, else as the backend lists them. */
export const nativeRolesOf = (
  context: Context,
  backend: string,
): NativeRoleTable | Promise<NativeRoleTable> => {
  const kept = context.index.catalogue(backend);
  if (kept !== null) return kept.nativeRoles;
  const loaders = loadersOf(context, backend);
  return loaders.nativeRolesAtHand() ?? loaders.nativeRoles();
};

/** The same for one of its organizations; `null` where there is none. */
export const organizationOf = (
  context: Context,
  backend: string,
  id: string,
): Organization | null | Promise<Organization | null> => {
  const kept = context.index.catalogue(backend);
  if (kept === null) return loadersOf(context, backend).organizations.load(id);
  return kept.organizations.find((organization) => organization.id === id) ?? null;
};
