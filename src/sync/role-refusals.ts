import type { RoleWriter } from '../backends/backend.ts';
import type { ConfiguredBackend } from '../backends/configured-backend.ts';
import type { RoleTerm } from '../domain/assignment-set.ts';
import { RolecallError } from '../domain/errors.ts';
import type { NativeRoleTable } from '../domain/native-role.ts';
import { resolveRoleMap, type SpelledAssignment, spellingsOf } from '../domain/role-map.ts';

/** Some of the roles asked for have no spelling on the backend. */
export class NotExpressible extends RolecallError {
  override readonly name = 'NotExpressible';
  readonly roles: readonly string[];

  constructor(backend: string, roles: readonly string[]) {
    super('NOT_EXPRESSIBLE', `Backend ${backend} cannot express ${roles.join(', ')}`, { path: ['roles'] });
    this.roles = roles;
  }
}

/** Throws a `NotExpressible` that names every role without a spelling here, not only the first. */
export const refuseInexpressible = (
  configured: ConfiguredBackend,
  table: NativeRoleTable,
  terms: readonly RoleTerm[],
): void => {
  const map = resolveRoleMap(configured.roleMap, table);
  const roles = terms.flatMap((term) =>
    'role' in term && spellingsOf(map, term.role).length === 0 ? [term.role] : [],
  );
  if (roles.length > 0) throw new NotExpressible(configured.backend.id, roles);
};

/** Throws UNSUPPORTED for an organization on a backend that has none: without it, what is meant for a part would be for the whole. */
export const refusePlace = ({ backend }: ConfiguredBackend, organizationId: string | null): void => {
  if (organizationId === null) return;
  if (backend.organizations === undefined)
    throw new RolecallError('UNSUPPORTED', `Backend ${backend.id} has no organizations`, {
      path: ['organization'],
    });
  if (organizationId === '')
    throw new RolecallError('BAD_INPUT', 'expected the id of an organization, got an empty one', {
      path: ['organization'],
    });
};

/** Throws ROLE_MISSING, IMMUTABLE, ORGANIZATION_REQUIRED, BAD_INPUT or GUARD_BLOCKED for a grant that cannot be made so. */
export const refuseUngrantable = (
  { backend }: ConfiguredBackend,
  table: NativeRoleTable,
  grants: readonly SpelledAssignment[],
  allowEscalation: boolean,
): void => {
  for (const { nativeRoleId, organizationId, relation } of grants) {
    const role = table.roles.find(({ id }) => id === nativeRoleId);
    if (role === undefined && table.complete)
      throw new RolecallError(
        'ROLE_MISSING',
        `Backend ${backend.id} has no native role ${JSON.stringify(nativeRoleId.slice(0, 64))}`,
        {
          path: ['nativeRoles'],
        },
      );
    const label = role?.name ?? nativeRoleId;
    if (role?.immutable != null)
      throw new RolecallError('IMMUTABLE', `The native role ${label} cannot be granted: ${role.immutable}`, {
        path: ['nativeRoles'],
      });
    if (role?.scope === 'ORGANIZATION' && organizationId === null)
      throw new RolecallError(
        'ORGANIZATION_REQUIRED',
        `The native role ${label} is held within an organization: name one`,
        {
          path: ['organization'],
        },
      );
    if (role?.scope === 'APPLICATION' && organizationId !== null)
      throw new RolecallError(
        'BAD_INPUT',
        `The native role ${label} is held for the whole application, not within an organization`,
        {
          path: ['organization'],
        },
      );
    if (relation === 'BROADER' && !allowEscalation)
      throw new RolecallError(
        'GUARD_BLOCKED',
        `On backend ${backend.id} the role is spelled by ${label}, which gives more; it is granted all the same where the request allows escalation`,
        { path: ['allowEscalation'] },
      );
  }
};

/** Throws BAD_INPUT where the backend keeps fewer, or needs more, assignments on an account. */
export const refuseCount = (
  { backend }: ConfiguredBackend,
  writer: Pick<RoleWriter, 'min' | 'max'>,
  count: number,
): void => {
  if (count < writer.min)
    throw new RolecallError(
      'BAD_INPUT',
      `An account of backend ${backend.id} holds at least ${writer.min} native role; this would leave ${count}`,
      {
        path: ['roles'],
      },
    );
  if (count > writer.max)
    throw new RolecallError(
      'BAD_INPUT',
      `An account of backend ${backend.id} holds at most ${writer.max} native roles; this would make ${count}`,
      {
        path: ['roles'],
      },
    );
};
