import type { AssignmentRef } from '../../domain/assignment.ts';
import type { NamedAssignment } from '../../domain/change.ts';
import type { OutsideChange } from '../../domain/outside-change.ts';
import { backendOf } from '../context.ts';
import { toInstant } from '../instant.ts';
import { pageFromRecords } from '../paging/page-from-records.ts';
import type { ChangedAssignmentParent } from '../parents.ts';
import { pendingChanges } from '../plans/pending-changes.ts';
import type { Resolvers } from '../resolver-types.ts';

export const driftResolvers: Resolvers = {
  Query: {
    drift: (_parent, { backends, account, since }, context) => {
      for (const [at, id] of (backends ?? []).entries()) backendOf(context, id, ['backends', String(at)]);
      if (account != null) backendOf(context, account.backend, ['account', 'backend']);
      return {
        backends: new Set(backends ?? context.backends.keys()),
        account: account ?? null,
        since: since == null ? undefined : Date.parse(since),
      };
    },
  },

  Drift: {
    outside: (asked, request, { cursors, records }) => {
      const backends = [...asked.backends].toSorted();
      const account =
        asked.account === null ? undefined : { backend: asked.account.backend, id: asked.account.nativeId };
      const { since } = asked;
      return pageFromRecords<OutsideChange, OutsideChange, number>({
        list: `drift ${JSON.stringify([backends, account, since])}`,
        request,
        cursors,
        read: ({ after, first }) => records.outside.list({ backends, account, since, before: after, first }),
        placeOf: ({ id }) => id,
        toNode: (change) => change,
      });
    },
    pending: (asked, _args, context) => pendingChanges(context, asked),
  },

  OutsideChange: {
    account: ({ account }) => ({ ...account, name: null }),
    since: ({ since }) => toInstant(since),
    seenAt: ({ seenAt }) => toInstant(seenAt),
    granted: ({ account, granted }) => toParents(account.backend, granted),
    revoked: ({ account, revoked }) => toParents(account.backend, revoked),
  },
};

const toParents = (
  backend: string,
  assignments: readonly (AssignmentRef & Partial<NamedAssignment>)[],
): readonly ChangedAssignmentParent[] =>
  assignments.map(({ nativeRoleId, organizationId, name = null }) => ({
    backend,
    nativeRoleId,
    organizationId,
    name,
  }));
