import { sourceOf } from '../../audit/chain.ts';
import { toGlobalId } from '../global-id.ts';
import { toInstant } from '../instant.ts';
import type { Resolvers } from '../resolver-types.ts';
import { listAuditEntries } from '../trail/list-audit-entries.ts';

export const auditResolvers: Resolvers = {
  Query: {
    auditEntries: (_parent, request, context) => listAuditEntries(context, request),
  },

  AuditEntry: {
    at: ({ at }) => toInstant(at),
    plan: ({ planId }) => (planId === null ? null : toGlobalId({ type: 'Plan', id: planId })),
    run: ({ runId }) => (runId === null ? null : toGlobalId({ type: 'Run', id: runId })),
    source: sourceOf,
  },
};
