import type { ApiToken } from '../../domain/api-token.ts';
import type { AssignmentRef } from '../../domain/assignment.ts';
import type { Run } from '../../domain/run.ts';
import { pagesOf } from '../../store/pages.ts';
import { type Context, loadersOf } from '../context.ts';
import { planSeen } from './plans-seen.ts';
import { toldAssignments } from './told-change.ts';

/**
 * API tokens that still grant a native role which a run has taken from somebody, in the same organization or in all: whoever has one can
 * still do what the account cannot any more. `null` where none of the run's backends issues tokens.
 */
export const outlivingTokens = async (context: Context, run: Run): Promise<readonly ApiToken[] | null> => {
  const plan = await planSeen(context, run.planId);
  const issuing = (plan?.backends ?? []).filter(
    (id) => context.backends.get(id)?.backend.apiTokens !== undefined,
  );
  if (issuing.length === 0) return null;
  const revoked = await revokedBy(context, run);
  const outliving: ApiToken[] = [];
  for (const id of issuing.filter((one) => revoked.has(one)))
    for await (const { entries } of loadersOf(context, id).apiTokenPages({ pageSize: 100 }))
      outliving.push(
        ...entries.filter(({ assignments }) => assignments.some((one) => isIn(one, revoked.get(id)))),
      );
  return outliving;
};

/** Places from which a native role was taken, by the role's id; `null` is the whole application. */
type Places = ReadonlyMap<string, ReadonlySet<string | null>>;

/** By backend. */
const revokedBy = async ({ records }: Context, { id }: Run): Promise<ReadonlyMap<string, Places>> => {
  const revoked = new Map<string, Map<string, Set<string | null>>>();
  for await (const entries of pagesOf((page) => records.runs.entries(id, { ...page, isOpen: false })))
    for (const { change, outcome } of entries) {
      if (outcome?.kind !== 'APPLIED') continue;
      for (const { backend, nativeRoleId, organizationId } of toldAssignments(change).revokes) {
        const places = revoked.get(backend) ?? new Map<string, Set<string | null>>();
        places.set(nativeRoleId, (places.get(nativeRoleId) ?? new Set()).add(organizationId));
        revoked.set(backend, places);
      }
    }
  return revoked;
};

const isIn = ({ nativeRoleId, organizationId }: AssignmentRef, places: Places | undefined): boolean => {
  const taken = places?.get(nativeRoleId);
  if (taken === undefined) return false;
  return organizationId === null || taken.has(organizationId) || taken.has(null);
};
