import type { RoleWriter } from '../backends/backend.ts';
import type { ConfiguredBackend } from '../backends/configured-backend.ts';
import type { NativeRoleTable } from '../domain/native-role.ts';
import { type RoleMap, resolveRoleMap } from '../domain/role-map.ts';

/** A backend, with what it takes to decide on changes of its accounts. */
export type Place = {
  readonly configured: ConfiguredBackend;
  readonly table: NativeRoleTable;
  /** With native ids in place of aliases, as the table tells them. */
  readonly map: RoleMap;
};

/** One whose roles may be changed. */
export type RolePlace = Place & { readonly writer: RoleWriter };

export const createPlace = (configured: ConfiguredBackend, table: NativeRoleTable): Place => ({
  configured,
  table,
  map: resolveRoleMap(configured.roleMap, table),
});
