import type { EmulatorAnswer } from '../answer.ts';
import type { Routes } from '../routes.ts';
import { empty, ok, page, refuse } from './answers.ts';
import { type GroupFields, groupShape, joinGroupShape, withBody } from './bodies.ts';
import { withGroup, withUser } from './parameters.ts';
import { defaultGroupOf, firstUnknown, type Group, groupsOf, isOwnerRole, join, type User } from './state.ts';
import type { Tenant } from './tenant.ts';
import { groupView } from './views.ts';

/** Groups, and their members, whom only the side of the user can change. */
export const groupRoutes = (tenant: Tenant): Routes => {
  const { state, switches } = tenant;
  return {
    'GET /tenants/groups': ({ query }) =>
      page(switches, query, [...state.groups.values()], (group) => groupView(tenant, group)),
    'POST /tenants/groups': (request) =>
      withBody(switches, request, groupShape, (fields) => createGroup(tenant, fields)),
    'GET /tenants/groups/:id': ({ params }) =>
      withGroup(tenant, params.id, (group) => ok(groupView(tenant, group))),
    'PUT /tenants/groups/:id': (request) =>
      withBody(switches, request, groupShape, (fields) =>
        withGroup(tenant, request.params.id, (group) => replaceGroup(tenant, group, fields)),
      ),
    'DELETE /tenants/groups/:id': ({ params }) =>
      withGroup(tenant, params.id, (group) => deleteGroup(tenant, group)),
    'POST /tenants/users/:id/groups': (request) =>
      withBody(switches, request, joinGroupShape, ({ groupId }) =>
        withUser(tenant, request.params.id, (user) => addToGroup(tenant, user, groupId)),
      ),
    'DELETE /tenants/users/:id/groups/:groupId': ({ params }) =>
      withUser(tenant, params.id, (user) =>
        withGroup(tenant, params.groupId, (group) => removeFromGroup(tenant, user, group)),
      ),
  };
};

const createGroup = (tenant: Tenant, fields: GroupFields): EmulatorAnswer => {
  const refusal = refuseFields(tenant, fields, null);
  if (refusal !== null) return refusal;
  const at = tenant.now();
  const group: Group = {
    id: tenant.newId(),
    createdAt: at,
    updatedAt: at,
    name: fields.name,
    ...(fields.description === undefined ? {} : { description: fields.description }),
    roles: new Set(fields.roles),
    deleteable: true,
    members: new Map(),
    maxDevices: 5,
    isSamlDefaultGroup: false,
    idpMapping: [],
  };
  tenant.state.groups.set(group.id, group);
  return { status: tenant.switches.createStatus, json: groupView(tenant, group) };
};

const replaceGroup = (tenant: Tenant, group: Group, fields: GroupFields): EmulatorAnswer => {
  const { switches } = tenant;
  const refusal = refuseFields(tenant, fields, group);
  if (refusal !== null) return refusal;
  const roles = new Set(fields.roles);
  if (!group.deleteable && roles.symmetricDifference(group.roles).size > 0)
    return refuse(switches, switches.protectedRefusal, 'The roles of the default group cannot be changed');
  group.name = fields.name;
  group.roles = roles;
  if (fields.description !== undefined) group.description = fields.description;
  else if (switches.omittedOnPut === 'cleared') delete group.description;
  group.updatedAt = tenant.now();
  return ok(groupView(tenant, group));
};

const refuseFields = (
  { state, switches }: Tenant,
  { name, roles }: GroupFields,
  replaced: Group | null,
): EmulatorAnswer | null => {
  const unknown = firstUnknown(state.roles, roles);
  if (unknown !== undefined) return refuse(switches, switches.unknownReference, `Role ${unknown} not found`);
  if (roles.some((id) => isOwnerRole(state, id)))
    return refuse(switches, switches.protectedRefusal, 'The owner role cannot be inherited');
  const isTaken = [...state.groups.values()].some((group) => group !== replaced && group.name === name);
  if (!isTaken || switches.duplicateGroupName === 'accepted') return null;
  return refuse(switches, switches.duplicateGroupName, 'Group already exists');
};

const deleteGroup = (tenant: Tenant, group: Group): EmulatorAnswer => {
  const { state, switches } = tenant;
  if (!group.deleteable)
    return refuse(switches, switches.protectedRefusal, 'The default group cannot be deleted');
  const orphans = [...state.users.values()].filter((user) => {
    const groups = groupsOf(state, user);
    return groups.length === 1 && groups.includes(group);
  });
  if (orphans.length > 0 && switches.orphans === 'refused')
    return refuse(switches, 400, 'A user must belong to at least one group');
  state.groups.delete(group.id);
  const refuge = switches.orphans === 'moved-to-default' ? defaultGroupOf(state) : undefined;
  if (refuge !== undefined) for (const user of orphans) join(refuge, user.id, tenant.now());
  return empty(switches.deleteStatus);
};

const addToGroup = (tenant: Tenant, user: User, groupId: string): EmulatorAnswer => {
  const { state, switches } = tenant;
  const group = state.groups.get(groupId);
  if (group === undefined) return refuse(switches, switches.unknownReference, 'Group not found');
  if (!group.members.has(user.id)) join(group, user.id, tenant.now());
  else if (switches.redundantMembership === 'refused')
    return refuse(switches, 409, 'User is already in the group');
  return empty(201);
};

const removeFromGroup = ({ state, switches }: Tenant, user: User, group: Group): EmulatorAnswer => {
  if (!group.members.has(user.id)) {
    if (switches.redundantMembership === 'ignored') return empty(204);
    return refuse(switches, 404, 'User is not in the group');
  }
  if (switches.lastGroup !== 'accepted' && groupsOf(state, user).length === 1)
    return refuse(switches, switches.lastGroup, 'A user must belong to at least one group');
  group.members.delete(user.id);
  return empty(204);
};
