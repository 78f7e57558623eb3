import type { NativeRole, NativeRoleTable } from './native-role.ts';
import type { Organization } from './organization.ts';

/** The native roles and organizations of a backend. */
export type Catalogue = {
  readonly nativeRoles: NativeRoleTable;
  readonly organizations: readonly Organization[];
  /** When reading them began, in milliseconds since the epoch. */
  readonly asOf: number;
};

/** The same, where each is found at once. */
export type CatalogueById = Catalogue & {
  readonly nativeRolesById: ReadonlyMap<string, NativeRole>;
  readonly organizationsById: ReadonlyMap<string, Organization>;
};
