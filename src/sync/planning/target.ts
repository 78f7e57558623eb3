import type { ConfiguredBackend } from '../../backends/configured-backend.ts';
import { RolecallError } from '../../domain/errors.ts';
import type { NativeRoleTable } from '../../domain/native-role.ts';
import { fits, spellingsOf } from '../../domain/role-map.ts';
import { createPlace, type Place, type RolePlace } from '../place.ts';
import { NotExpressible } from '../role-refusals.ts';
import { writable } from '../writable.ts';

/** One whose roles a plan changes. */
export type Target = RolePlace & {
  /** Why a role cannot be held here for the whole application; `null` where it can. */
  obstacleOf(role: string): RolecallError | null;
};

/** Throws UNSUPPORTED or WRITES_DISABLED. */
export const createTarget = (configured: ConfiguredBackend, table: NativeRoleTable): Target => {
  const place = createPlace(configured, table);
  const obstacles = new Map<string, RolecallError | null>();
  return {
    ...place,
    writer: writable(configured, 'roleWriter'),
    obstacleOf: (role) => {
      const known = obstacles.get(role);
      if (known !== undefined) return known;
      const obstacle = findObstacle(place, role);
      obstacles.set(role, obstacle);
      return obstacle;
    },
  };
};

const findObstacle = ({ configured, table, map }: Place, role: string): RolecallError | null => {
  const backend = configured.backend.id;
  const resolved = spellingsOf(map, role);
  if (resolved.some((spelling) => fits(spelling, null))) return null;
  if (resolved.length > 0)
    return new RolecallError(
      'ORGANIZATION_REQUIRED',
      `On backend ${backend} ${role} is held only within an organization, which no plan can choose: grant it to the account itself`,
    );
  const missing = spellingsOf(configured.roleMap, role)
    .filter(({ native }) => !table.roles.some(({ id, alias }) => id === native || alias === native))
    .map(({ native }) => native);
  if (missing.length > 0)
    return new RolecallError(
      'ROLE_MISSING',
      `Backend ${backend} has no native role ${missing.join(', ')}, which the configuration spells ${role} with`,
    );
  return new NotExpressible(backend, [role]);
};
