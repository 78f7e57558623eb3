import type { EmulatorAnswer, Routes } from '../emulator.ts';
import { parseAliases } from './bodies.ts';
import { Refusal } from './refusal.ts';
import { requireRole } from './roles.ts';
import type { CfengineHub, CfenginePermission, CfengineState, CfengineUser } from './state.ts';

/** What a role may do in the API and the portal. Lists are bare arrays here. For administrators. */
export const permissionRoutes = ({ state }: CfengineHub): Routes => {
  const list = (isListed: (alias: string) => boolean): EmulatorAnswer => ({
    status: 200,
    json: [...state.permissions.values()].filter(({ alias }) => isListed(alias)),
  });

  /** Gives the role what `next` makes of its own aliases and of those sent. */
  const change = (status: 201 | 204, roleId: string, body: string, next: Change): EmulatorAnswer => {
    const sent = new Set(parseAliases(body));
    const own = aliasesOf(state, requireRole(state, roleId).id);
    const unknown = [...sent].find((alias) => !state.permissions.has(alias));
    if (unknown !== undefined) throw new Refusal(422, `Permission '${unknown}' does not exist.`);
    state.aliasesByRole.set(roleId, next(own, sent));
    return { status };
  };

  return {
    'GET /api/rbac': () => list(() => true),
    'GET /api/role/:roleId/permissions': ({ params: { roleId = '' } }) => {
      const own = aliasesOf(state, requireRole(state, roleId).id);
      return list((alias) => own.has(alias));
    },
    'POST /api/role/:roleId/permissions': ({ params: { roleId = '' }, body }) =>
      change(201, roleId, body, (own, sent) => new Set([...own, ...sent])),
    'PUT /api/role/:roleId/permissions': ({ params: { roleId = '' }, body }) =>
      change(201, roleId, body, (_, sent) => sent),
    'DELETE /api/role/:roleId/permissions': ({ params: { roleId = '' }, body }) =>
      change(204, roleId, body, (own, sent) => new Set([...own].filter((alias) => !sent.has(alias)))),
  };
};

/** The union over the roles of a user. Host visibility, which this API does not show, is the intersection. */
export const permissionsOf = (state: CfengineState, user: CfengineUser): readonly CfenginePermission[] => {
  const held = new Set(user.roles.flatMap((role) => [...aliasesOf(state, role)]));
  return [...state.permissions.values()].filter(({ alias }) => held.has(alias));
};

type Change = (own: ReadonlySet<string>, sent: ReadonlySet<string>) => ReadonlySet<string>;

const aliasesOf = ({ aliasesByRole }: CfengineState, role: string): ReadonlySet<string> =>
  aliasesByRole.get(role) ?? new Set();
