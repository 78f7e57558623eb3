import type { NativeRoleTable } from './native-role.ts';
import type { Organization } from './organization.ts';

/** The native roles and organizations of a backend. */
export type Catalogue = {
  readonly nativeRoles: NativeRoleTable;
  readonly organizations: readonly Organization[];
  /** Milliseconds since the epoch. */
  readonly asOf: number;
};
