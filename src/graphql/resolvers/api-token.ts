import type { ApiToken } from '../../domain/api-token.ts';
import { RolecallError } from '../../domain/errors.ts';
import { grantsOfWish } from '../../sync/role-wish.ts';
import { writable } from '../../sync/writable.ts';
import { connect } from '../connection.ts';
import { backendOf, type Context } from '../context.ts';
import { settle } from '../errors.ts';
import { toGlobalId } from '../global-id.ts';
import type { Resolvers } from '../resolver-types.ts';

export const apiTokenResolvers: Resolvers = {
  Query: {
    apiTokens: (_parent, { backend, first, after }, context) => {
      const { apiTokens } = backendOf(context, backend).backend;
      if (apiTokens === undefined)
        throw new RolecallError('UNSUPPORTED', `Backend ${backend} issues no API tokens`, {
          path: ['backend'],
        });
      return connect<ApiToken>({
        list: `API tokens of ${backend}`,
        first,
        after,
        cursors: context.cursors,
        keyOf: ({ id }) => id,
        pages: (options) => apiTokens.list({ ...options, signal: context.signal }),
      });
    },
  },

  ApiToken: {
    id: ({ backend, id }) => toGlobalId({ type: 'ApiToken', backend, id }),
    nativeId: ({ id }) => id,
    assignments: ({ backend, assignments }) =>
      assignments.map((assignment) => ({ backend, assignment, account: null })),
    expired: ({ expiresAt }, _args, { now }) =>
      expiresAt === null ? null : Date.parse(expiresAt) <= now().getTime(),
  },

  Mutation: {
    createApiToken: (_parent, { input }, context) =>
      settle(
        async () => {
          const configured = backendOf(context, input.backend, ['backend']);
          const apiTokens = writable(configured, 'apiTokens');
          const table = await context.nativeRoleTables.get(configured.backend);
          const grants = grantsOfWish(configured, table, input, [...context.roles.keys()]);
          if (grants.length === 0)
            throw new RolecallError('BAD_INPUT', 'expected at least one of roles and nativeRoles, got none', {
              path: ['roles'],
            });
          const { token, secret } = await apiTokens.create({
            id: input.nativeId,
            grants,
            expiresAt: input.expiresAt ?? undefined,
          });
          return { apiToken: token, secret: secret.reveal() };
        },
        () => ({ apiToken: null, secret: null }),
      ),
    deleteApiToken: (_parent, { input: { backend, nativeId } }, context) =>
      settle(
        async () => {
          const configured = backendOf(context, backend, ['backend']);
          await writable(configured, 'apiTokens').delete(nativeId);
          context.loaders(configured.backend).apiTokens.clear(nativeId);
          return { deletedId: toGlobalId({ type: 'ApiToken', backend, id: nativeId }) };
        },
        () => ({ deletedId: null }),
      ),
  },
};

export const loadApiToken = (
  context: Context,
  { backend, id }: { readonly backend: string; readonly id: string },
): Promise<ApiToken | null> => context.loaders(backendOf(context, backend).backend).apiTokens.load(id);
