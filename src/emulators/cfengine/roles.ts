import type { EmulatorAnswer } from '../answer.ts';
import type { Routes } from '../routes.ts';
import { inOrderOfNames, page, Refusal, whole } from './answers.ts';
import { parseRoleWrite } from './bodies.ts';
import type { Hub } from './hub.ts';
import { type CfengineState, type Role, saveUser } from './state.ts';

/** Which hosts a role shows. For administrators. */
export const roleRoutes = (hub: Hub): Routes => ({
  'GET /api/role': ({ query }) => listRoles(hub, query),
  'GET /api/role/:roleId': ({ params: { roleId = '' } }) => getRole(hub, roleId),
  'PUT /api/role/:roleId': ({ params: { roleId = '' }, body }) => createRole(hub, roleId, body),
  'POST /api/role/:roleId': ({ params: { roleId = '' }, body }) => updateRole(hub, roleId, body),
  'DELETE /api/role/:roleId': ({ params: { roleId = '' } }) => deleteRole(hub, roleId),
});

export const requireRole = ({ roles }: CfengineState, id: string): Role => {
  const role = roles.get(id);
  if (role === undefined) throw new Refusal(404, `Role '${id}' not found.`);
  return role;
};

const listRoles = ({ state, switches }: Hub, query: URLSearchParams): EmulatorAnswer => {
  const known = [...state.roles.values()];
  const roles = switches.order === 'name' ? inOrderOfNames(known) : known;
  return switches.rolesPaged ? page(switches, query, roles, (role) => role) : whole(roles);
};

const getRole = ({ state, switches }: Hub, id: string): EmulatorAnswer => {
  if (switches.unknownName === 'empty' && !state.roles.has(id)) return whole([]);
  return whole([requireRole(state, id)]);
};

const createRole = ({ state, switches }: Hub, id: string, body: string): EmulatorAnswer => {
  const write = parseRoleWrite(body);
  if (switches.putExisting === 'conflict' && state.roles.has(id))
    throw new Refusal(409, `Role '${id}' already exists.`);
  refusePredefined({ state, switches }, id);
  saveRole(state, { id, ...write });
  const allowed = [...state.permissions.values()].filter(({ allowed_by_default }) => allowed_by_default);
  state.aliasesByRole.set(id, new Set(allowed.map(({ alias }) => alias)));
  return { status: switches.rolePutStatus };
};

const updateRole = ({ state, switches }: Hub, id: string, body: string): EmulatorAnswer => {
  const write = parseRoleWrite(body);
  const role = requireRole(state, id);
  refusePredefined({ state, switches }, id);
  saveRole(state, switches.postMissingKeys === 'reset' ? { id, ...write } : { ...role, ...write });
  return { status: 204 };
};

const deleteRole = ({ state, switches }: Hub, id: string): EmulatorAnswer => {
  requireRole(state, id);
  refusePredefined({ state, switches }, id);
  state.roles.delete(id);
  state.aliasesByRole.delete(id);
  if (switches.deletedRole === 'taken-off') takeOff(state, id);
  return { status: 204 };
};

const saveRole = (state: CfengineState, role: Role): void => {
  state.roles.delete(role.id);
  state.roles.set(role.id, role);
};

const takeOff = (state: CfengineState, id: string): void => {
  const holders = [...state.internal.values(), ...state.external.values()].filter(({ roles }) =>
    roles.includes(id),
  );
  for (const user of holders) saveUser(state, { ...user, roles: user.roles.filter((role) => role !== id) });
};

const refusePredefined = ({ state, switches }: Hub, id: string): void => {
  const isPredefined = (id === 'admin' || id === 'cf_remoteagent') && state.roles.has(id);
  if (isPredefined && switches.predefinedRoles === 'protected')
    throw new Refusal(403, `Role '${id}' is predefined.`);
};
