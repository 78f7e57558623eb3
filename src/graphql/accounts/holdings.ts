import type { ConfiguredBackend } from '../../backends/configured-backend.ts';
import type { Holding } from '../../domain/account-query.ts';
import { attempt, isAnswer } from '../../domain/attempt.ts';
import { holdingsOf, resolveRoleMap, spellingsOf } from '../../domain/role-map.ts';
import type { Context } from '../context.ts';
import { nativeRolesOf } from '../index/catalogue.ts';

/**
 * What holds a role on one backend; nothing where the role has no spelling there. Where the backend cannot tell its native roles, spellings
 * count by their ids alone.
 */
export const holdingsOfRole = async (
  context: Context,
  { backend: { id }, roleMap }: ConfiguredBackend,
  role: string,
): Promise<readonly Holding[]> => {
  if (spellingsOf(roleMap, role).length === 0) return [];
  const table = await attempt(() => nativeRolesOf(context, id));
  const map = isAnswer(table) ? resolveRoleMap(roleMap, table) : roleMap;
  return holdingsOf(map, role).map((holding) => ({ backend: id, ...holding }));
};
