import type { EmulatorAnswer } from '../answer.ts';
import type { Routes } from '../routes.ts';
import { empty, ok, refuse, unpaged } from './answers.ts';
import { type RoleDelta, roleDeltaShape, withBody } from './bodies.ts';
import { withFlag, withRole, withUser } from './parameters.ts';
import { firstUnknown, inheritedRolesOf, isOwnerRole, type Role, type User } from './state.ts';
import type { Tenant } from './tenant.ts';
import { userRoles, userView } from './views.ts';

/** Roles and who holds them. Nothing makes a role, and nothing assigns one from its side. */
export const roleRoutes = (tenant: Tenant): Routes => {
  const { state, switches } = tenant;
  return {
    'GET /tenants/roles': () => unpaged(switches, [...state.roles.values()]),
    'GET /tenants/roles/:id': ({ params }) => withRole(tenant, params.id, ok),
    'GET /tenants/roles/:id/users': ({ params, query }) =>
      withFlag(tenant, query, 'groups', switches.roleUsersGroups, (groups) =>
        withRole(tenant, params.id, (role) => unpaged(switches, holdersOf(tenant, role, groups))),
      ),
    'DELETE /tenants/roles/:id/users/:userId': ({ params }) =>
      withRole(tenant, params.id, (role) =>
        withUser(tenant, params.userId, (user) =>
          changeRoles(tenant, user, { addedRoles: [], removedRoles: [role.id] }, switches.deleteStatus),
        ),
      ),
    'GET /tenants/users/:id/roles': ({ params, query }) =>
      withFlag(tenant, query, 'rolesOnly', false, (rolesOnly) =>
        withFlag(tenant, query, 'groupsOnly', false, (groupsOnly) =>
          withUser(tenant, params.id, (user) => {
            const heeded = switches.roleFlags === 'narrow';
            const want = { direct: !(heeded && groupsOnly), inherited: !(heeded && rolesOnly) };
            return unpaged(switches, userRoles(tenant, user, want));
          }),
        ),
      ),
    'PATCH /tenants/users/:id/roles': (request) =>
      withBody(switches, request, roleDeltaShape, (delta) =>
        withUser(tenant, request.params.id, (user) => changeRoles(tenant, user, delta, 200)),
      ),
  };
};

const holdersOf = (tenant: Tenant, role: Role, groups: boolean): readonly object[] => {
  const { state } = tenant;
  return [...state.users.values()]
    .filter((user) => user.directRoles.has(role.id) || (groups && inheritedRolesOf(state, user).has(role.id)))
    .map((user) => userView(tenant, user));
};

/** Changes direct roles, all of them or none: what a group grants stays. */
const changeRoles = (tenant: Tenant, user: User, delta: RoleDelta, status: number): EmulatorAnswer => {
  const refusal = refuseDelta(tenant, user, delta);
  if (refusal !== null) return refusal;
  const added = new Set(delta.addedRoles);
  const removed = new Set(delta.removedRoles);
  const lasting = tenant.switches.roleInBothArrays === 'added' ? removed.difference(added) : removed;
  for (const id of added) user.directRoles.add(id);
  for (const id of lasting) user.directRoles.delete(id);
  user.updatedAt = tenant.now();
  return empty(status);
};

const refuseDelta = (
  { state, switches }: Tenant,
  user: User,
  { addedRoles, removedRoles }: RoleDelta,
): EmulatorAnswer | null => {
  const named = [...addedRoles, ...removedRoles];
  const unknown = firstUnknown(state.roles, named);
  if (unknown !== undefined) return refuse(switches, switches.unknownReference, `Role ${unknown} not found`);
  if (named.some((id) => isOwnerRole(state, id)))
    return refuse(switches, switches.protectedRefusal, 'The owner role cannot be assigned or removed');

  const both = addedRoles.filter((id) => removedRoles.includes(id));
  if (both.length > 0 && switches.roleInBothArrays === 400)
    return refuse(switches, 400, 'A role cannot be added and removed at once');

  const inherited = inheritedRolesOf(state, user);
  const missing = removedRoles.filter((id) => !both.includes(id) && !user.directRoles.has(id));
  if (switches.inheritedRole !== 'ignored' && missing.some((id) => inherited.has(id)))
    return refuse(switches, switches.inheritedRole, 'The role is inherited from a group');

  const held = addedRoles.filter((id) => !both.includes(id) && user.directRoles.has(id));
  if (switches.redundantRole === 'ignored') return null;
  if (held.length > 0) return refuse(switches, switches.redundantRole, 'User already has the role');
  if (missing.some((id) => !inherited.has(id)))
    return refuse(switches, switches.redundantRole, 'User does not have the role');
  return null;
};
