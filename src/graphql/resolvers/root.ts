import { GraphQLError, GraphQLScalarType } from 'graphql';
import { hasScope } from '../../domain/caller.ts';
import { RolecallError } from '../../domain/errors.ts';
import type { Context } from '../context.ts';
import { type GlobalId, parseGlobalId } from '../global-id.ts';
import { readAccount } from '../index/read-accounts.ts';
import { nullableEntry } from '../nullable-entry.ts';
import { planSeen, runSeen } from '../plans/plans-seen.ts';
import type { Resolvers, ResolversTypes } from '../resolver-types.ts';
import { userSeen } from '../users/users.ts';
import { loadApiToken } from './api-token.ts';
import { loadDevice, loadDeviceGroup } from './device.ts';
import { loadGroup } from './group.ts';
import { loadOrganization } from './organization.ts';
import { loadNativeRole } from './role.ts';

export const rootResolvers: Resolvers = {
  Query: {
    node: (_parent, { id }, context) => loadNode(context, id),
    nodes: (_parent, { ids }, context) => {
      if (ids.length > 100)
        throw new RolecallError('BAD_INPUT', `expected at most 100 ids, got ${ids.length}`, {
          path: ['ids'],
        });
      return ids.map((id) => nullableEntry(loadNode(context, id)));
    },
    caller: (_parent, _args, { caller }) => caller,
  },

  Caller: {
    scopes: ({ scopes }) => [...scopes],
    backends: (_caller, _args, { backends }) => [...backends.keys()],
  },

  /** Within the server scopes are spelled as in the configuration. */
  Scope: {
    READ: 'read',
    WRITE: 'write',
    PLAN: 'plan',
    APPLY: 'apply',
    APPROVE: 'approve',
    TOKENS: 'tokens',
    AUDIT: 'audit',
    SCHEMA: 'schema',
    ADMIN: 'admin',
  },

  DateTime: new GraphQLScalarType<string, string>({
    name: 'DateTime',
    description: 'An instant: ISO 8601 in UTC, such as `2026-11-22T08:00:00.000Z`.',
    serialize: (value) => String(value),
    parseValue: (value) => parseInstant(value),
    parseLiteral: (node) => parseInstant('value' in node ? node.value : null),
  }),
};

type NodeResult = Awaited<ResolversTypes['Node']> | null;

/** Finds what a global id stands for. One on a backend that the caller may not see finds nothing, like one of nobody. */
const loadNode = async (context: Context, globalId: string): Promise<NodeResult> => {
  const id = parseGlobalId(globalId);
  if (id === null) return null;
  switch (id.type) {
    case 'User':
      return tagged('User', await userSeen(context, id.id));
    case 'Plan':
      return tagged('Plan', await planSeen(context, id.id));
    case 'Run':
      return tagged('Run', await runSeen(context, id.id));
    default:
      return context.backends.has(id.backend) ? loaders[id.type](context, id) : null;
  }
};

type BackendNodeId = Extract<GlobalId, { readonly backend: string }>;

const loaders: {
  readonly [Type in BackendNodeId['type']]: (context: Context, id: BackendNodeId) => Promise<NodeResult>;
} = {
  Account: async (context, id) => tagged('Account', await readAccount(context, id)),
  NativeRole: async (context, id) => tagged('NativeRole', await loadNativeRole(context, id)),
  Organization: async (context, id) => tagged('Organization', await loadOrganization(context, id)),
  // Whoever may not see tokens shall not learn which there are.
  ApiToken: async (context, id) =>
    hasScope(context.caller, 'tokens') ? tagged('ApiToken', await loadApiToken(context, id)) : null,
  Group: async (context, id) => tagged('Group', await loadGroup(context, id)),
  Device: async (context, id) => tagged('Device', await loadDevice(context, id)),
  DeviceGroup: async (context, id) => tagged('DeviceGroup', await loadDeviceGroup(context, id)),
};

/** An interface's value says which type it is of. */
const tagged = <Type extends GlobalId['type'], Value extends object>(type: Type, value: Value | null) =>
  value === null ? null : { __typename: type, ...value };

const parseInstant = (value: unknown): string => {
  if (typeof value === 'string' && isInstant(value)) return new Date(value).toISOString();
  throw new GraphQLError('expected an ISO 8601 instant such as 2026-11-22T08:00:00Z');
};

const isInstant = (text: string): boolean => {
  const [date] = /^\d{4}-\d\d-\d\d(?=T)/.exec(text) ?? [];
  return date !== undefined && isDate(date) && !Number.isNaN(Date.parse(text));
};

/** Alone, `Date.parse` takes the 30th of February for the 2nd of March. */
const isDate = (date: string): boolean => {
  const time = Date.parse(date);
  return !Number.isNaN(time) && new Date(time).toISOString().startsWith(date);
};
