import type { ApiToken } from '../../domain/api-token.ts';
import { RolecallError } from '../../domain/errors.ts';
import { assignmentsOfWish } from '../../sync/direct/role-wish.ts';
import { noSuchRole } from '../../sync/refusals.ts';
import { writable } from '../../sync/writable.ts';
import { backendOf, type Context, loadersOf } from '../context.ts';
import { type NativeRef, toGlobalId } from '../global-id.ts';
import { mutate } from '../mutation.ts';
import { connect } from '../paging/connection.ts';
import { requireScope } from '../requires.ts';
import type { Resolvers } from '../resolver-types.ts';
import { tokensGranting } from '../tokens-granting.ts';

export const apiTokenResolvers: Resolvers = {
  Query: {
    apiTokens: (_parent, { backend, first, after, ...conditions }, context) => {
      const configured = backendOf(context, backend);
      if (configured.backend.apiTokens === undefined)
        throw new RolecallError('UNSUPPORTED', `Backend ${backend} issues no API tokens`, {
          path: ['backend'],
        });
      // Which of them it lets through tells what they grant.
      if (Object.values(conditions).some((condition) => condition != null)) requireScope(context, 'read');
      refuseUnknownRole(context, conditions.grantingRole);
      return connect({
        list: `API tokens of ${backend} ${JSON.stringify(conditions)}`,
        first,
        after,
        cursors: context.cursors,
        pages: (options) =>
          tokensGranting(
            context.loaders.of(configured.backend).apiTokenPages(options),
            configured,
            conditions,
          ),
        keyOf: ({ id }) => id,
        toNode: (token) => token,
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
      mutate(
        context,
        input,
        async (configured) => {
          const apiTokens = writable(configured, 'apiTokens');
          const table = await context.nativeRoleTables.get(configured.backend);
          const grants = assignmentsOfWish(configured, table, input, [...context.roles.keys()]);
          if (grants.length === 0)
            throw new RolecallError(
              'BAD_INPUT',
              'expected at least one of roles and native roles, got none',
              { path: ['roles'] },
            );
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
      mutate(
        context,
        { backend },
        async (configured) => {
          const apiTokens = writable(configured, 'apiTokens');
          if (configured.protect.has(nativeId))
            throw new RolecallError(
              'PROTECTED',
              `The API token ${nativeId} of backend ${backend} cannot be deleted: Rolecall signs in with it, or the configuration protects it`,
              { path: ['nativeId'] },
            );
          await apiTokens.delete(nativeId);
          return { deletedId: toGlobalId({ type: 'ApiToken', backend, id: nativeId }) };
        },
        () => ({ deletedId: null }),
      ),
  },
};

/** `null` where there is none, or where the backend issues none. Throws NOT_FOUND as `backendOf`, and what the backend throws. */
export const loadApiToken = (context: Context, { backend, id }: NativeRef): Promise<ApiToken | null> =>
  loadersOf(context, backend).apiTokens.load(id);

const refuseUnknownRole = ({ roles }: Context, role: string | null | undefined): void => {
  if (role != null && !roles.has(role)) throw noSuchRole(role, [...roles.keys()], ['grantingRole']);
};
