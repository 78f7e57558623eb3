import type { Backend } from '../../backends/backend.ts';
import type { BackendKind, Capability, Resolvers } from '../resolver-types.ts';

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
  },

  BackendHealth: {
    since: ({ since }) => toInstant(since),
    nextProbe: ({ nextProbe }) => toInstant(nextProbe),
  },
};

const toInstant = (ms: number | null): string | null => (ms === null ? null : new Date(ms).toISOString());

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
