import { type RoleMap, spellingsOf } from '../domain/role-map.ts';
import type { Config } from './config.ts';

/** The role map of one backend: its kind's default, overridden by the backend's own `roleMap`, overridden by `roles`. */
export const roleMapOf = (config: Config, backendId: string, defaults: RoleMap): RoleMap => {
  const backend = config.backends.find(({ id }) => id === backendId);
  const named = config.roles.map(({ name, map }) => [name, spellingsOf(map, backendId)] as const);
  const merged: RoleMap = {
    ...defaults,
    ...backend?.roleMap,
    ...Object.fromEntries(named.filter(([, spellings]) => spellings.length > 0)),
  };
  return Object.fromEntries(Object.entries(merged).filter(([, spellings]) => spellings.length > 0));
};
