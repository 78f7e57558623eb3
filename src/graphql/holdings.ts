import type { ConfiguredBackend } from '../backends/configured-backend.ts';
import type { Holding } from '../domain/account-query.ts';
import { fits, resolveRoleMap, spellingsOf } from '../domain/role-map.ts';
import type { Context } from './context.ts';

/** What holds a role on one backend; nothing where the role has no spelling there. */
export const holdingsOfRole = (
  { index, nativeRoleTables }: Pick<Context, 'index' | 'nativeRoleTables'>,
  { backend, roleMap }: ConfiguredBackend,
  role: string,
): readonly Holding[] => {
  const table = index.catalogue(backend.id)?.nativeRoles ?? nativeRoleTables.peek(backend);
  const spellings = spellingsOf(table === null ? roleMap : resolveRoleMap(roleMap, table), role);
  const fitting = (organizationId: string | null): readonly string[] => [
    ...new Set(spellings.filter((spelling) => fits(spelling, organizationId)).map(({ native }) => native)),
  ];
  const forApplication = fitting(null);
  const withinOrganization = fitting('any');
  const places: readonly (readonly [Holding['place'], readonly string[]])[] = spellings.every(
    ({ scope }) => scope === undefined,
  )
    ? [['ANYWHERE', forApplication]]
    : [
        ['APPLICATION', forApplication],
        ['ORGANIZATION', withinOrganization],
      ];
  return places
    .filter(([, nativeRoleIds]) => nativeRoleIds.length > 0)
    .map(([place, nativeRoleIds]) => ({ backend: backend.id, nativeRoleIds, place }));
};
