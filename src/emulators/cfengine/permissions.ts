import type { EmulatorAnswer } from '../answer.ts';
import type { Routes } from '../routes.ts';
import { Refusal } from './answers.ts';
import { parseAliases } from './bodies.ts';
import type { Hub } from './hub.ts';
import { requireRole } from './roles.ts';
import type { CfengineState, Permission, User } from './state.ts';

/** What a role may do in the API and the portal. Lists are bare arrays here. For administrators. */
export const permissionRoutes = ({ state }: Hub): Routes => ({
  'GET /api/rbac': () => listPermissions(state, () => true),
  'GET /api/role/:roleId/permissions': ({ params: { roleId = '' } }) => {
    const own = aliasesOf(state, requireRole(state, roleId).id);
    return listPermissions(state, (alias) => own.has(alias));
  },
  'POST /api/role/:roleId/permissions': ({ params: { roleId = '' }, body }) => {
    changeAliases(state, roleId, body, (own, sent) => own.union(sent));
    return { status: 201 };
  },
  'PUT /api/role/:roleId/permissions': ({ params: { roleId = '' }, body }) => {
    changeAliases(state, roleId, body, (_, sent) => sent);
    return { status: 201 };
  },
  'DELETE /api/role/:roleId/permissions': ({ params: { roleId = '' }, body }) => {
    changeAliases(state, roleId, body, (own, sent) => own.difference(sent));
    return { status: 204 };
  },
});

/** The union over the roles of a user. Host visibility, which this API does not show, is the intersection. */
export const permissionsOf = (state: CfengineState, user: User): readonly Permission[] => {
  const held = new Set(user.roles.flatMap((role) => [...aliasesOf(state, role)]));
  return [...state.permissions.values()].filter(({ alias }) => held.has(alias));
};

const listPermissions = (
  { permissions }: CfengineState,
  isListed: (alias: string) => boolean,
): EmulatorAnswer => ({
  status: 200,
  json: [...permissions.values()].filter(({ alias }) => isListed(alias)),
});

/** Gives the role what `next` makes of its own aliases and of those sent. */
const changeAliases = (
  state: CfengineState,
  roleId: string,
  body: string,
  next: (own: ReadonlySet<string>, sent: ReadonlySet<string>) => ReadonlySet<string>,
): void => {
  const sent = new Set(parseAliases(body));
  const own = aliasesOf(state, requireRole(state, roleId).id);
  const unknown = [...sent].find((alias) => !state.permissions.has(alias));
  if (unknown !== undefined) throw new Refusal(422, `Permission '${unknown}' does not exist.`);
  state.aliasesByRole.set(roleId, next(own, sent));
};

const aliasesOf = ({ aliasesByRole }: CfengineState, role: string): ReadonlySet<string> =>
  aliasesByRole.get(role) ?? new Set();
