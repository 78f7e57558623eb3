import type { NativeRole, NativeRoleTable } from '../../domain/native-role.ts';
import type { Organization } from '../../domain/organization.ts';
import { type Context, loadersOf } from '../context.ts';
import { whenKnown } from '../when-known.ts';

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

/** One of them by its id; `null` where the backend does not list it. */
export const nativeRoleOf = (
  context: Context,
  backend: string,
  id: string,
): NativeRole | null | Promise<NativeRole | null> => {
  const kept = context.index.catalogue(backend);
  if (kept !== null) return kept.nativeRolesById.get(id) ?? null;
  return whenKnown(
    nativeRolesOf(context, backend),
    ({ roles }) => roles.find((role) => role.id === id) ?? null,
  );
};

/** The same for one of its organizations; `null` where there is none. */
export const organizationOf = (
  context: Context,
  backend: string,
  id: string,
): Organization | null | Promise<Organization | null> => {
  const kept = context.index.catalogue(backend);
  if (kept === null) return loadersOf(context, backend).organizations.load(id);
  return kept.organizationsById.get(id) ?? null;
};
