import type { Backend } from '../../backends/backend.ts';
import { BackendError, RolecallError } from '../../domain/errors.ts';
import type { EndedRefresh } from '../../domain/refresh.ts';
import { backendOf } from '../context.ts';
import { inTime } from '../in-time.ts';
import { toInstant, toInstantOrNull } from '../instant.ts';
import { errorsOf } from '../mutation.ts';
import type { BackendKind, Capability, Resolvers } from '../resolver-types.ts';
import { auditEventOf } from '../trail/audit-event.ts';

export const backendResolvers: Resolvers = {
  Query: {
    backends: (_parent, _args, { backends }) => [...backends.values()],
    backend: (_parent, { id }, { backends }) => backends.get(id) ?? null,
  },

  Backend: {
    id: ({ backend }) => backend.id,
    // The schema spells kinds as enum values are spelled: iot-central is IOT_CENTRAL.
    kind: ({ backend }) => backend.kind.toUpperCase().replaceAll('-', '_') as BackendKind,
    capabilities: ({ backend }) => capabilitiesOf(backend),
    health: ({ backend }) => backend.health(),
    index: ({ backend }, _args, { refreshes }) => ({
      backend: backend.id,
      status: refreshes.status(backend.id),
    }),
  },

  BackendIndex: {
    asOf: ({ status }) => toInstantOrNull(status.complete?.startedAt ?? null),
    completeness: ({ status: { last } }) => last?.state ?? 'UNREAD',
    accounts: ({ backend }, _args, { index }) => index.accounts.count({ backends: [backend] }),
    refreshing: ({ status }) => status.running,
    lastRefresh: ({ status }) => status.last,
    nextRefreshAt: ({ status }) => toInstantOrNull(status.nextAt),
  },

  Refresh: {
    startedAt: ({ startedAt }) => toInstant(startedAt),
    finishedAt: ({ finishedAt }) => toInstantOrNull(finishedAt),
    durationMs: ({ startedAt, finishedAt }, _args, { now }) => (finishedAt ?? now().getTime()) - startedAt,
  },

  BackendHealth: {
    since: ({ since }) => toInstantOrNull(since),
    nextProbe: ({ nextProbe }) => toInstantOrNull(nextProbe),
  },

  RefreshBackendPayload: {
    backend: ({ backend }, _args, { backends }) =>
      backend === null ? null : (backends.get(backend) ?? null),
  },

  Mutation: {
    refreshBackend: async (_parent, { input: { backend: id, confirmShrink } }, context) => {
      try {
        backendOf(context, id, ['backend']);
        if (confirmShrink === true)
          await context.trail.decide({ ...auditEventOf(context, 'DECISION'), backend: id });
        const reading = context.refreshes.refresh(id, { confirmShrink: confirmShrink === true });
        throwUnlessComplete(await inTime(context, reading));
        return { backend: id, errors: [] };
      } catch (error) {
        const backend = context.backends.has(id) ? id : null;
        return { backend, errors: errorsOf(error, backend) };
      }
    },
  },
};

/** Throws what keeps a reading that has ended from being COMPLETE. */
const throwUnlessComplete = (refresh: EndedRefresh | null): void => {
  if (refresh === null || refresh.state === 'COMPLETE') return;
  const { backend, state, reason } = refresh;
  throw state === 'HELD'
    ? new RolecallError('GUARD_BLOCKED', reason, { path: ['confirmShrink'] })
    : new BackendError('UPSTREAM_INCOMPLETE', reason, { backend });
};

const capabilitiesOf = (backend: Backend): readonly Capability[] => {
  const present: readonly (readonly [Capability, unknown])[] = [
    ['EDIT_ROLES', backend.roleWriter],
    ['EDIT_ACCOUNTS', backend.accountWriter],
    ['SET_ACCOUNT_STATUS', backend.accountWriter?.setStatus],
    ['REINVITE_ACCOUNTS', backend.accountWriter?.reinvite],
    ['ORGANIZATIONS', backend.organizations],
    ['API_TOKENS', backend.apiTokens],
    ['GROUPS', backend.groups],
    ['DEFINE_ROLES', backend.roleDefinitions],
    ['DEVICES', backend.devices],
  ];
  return present.flatMap(([capability, part]) => (part === undefined ? [] : [capability]));
};
