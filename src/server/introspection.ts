import type { ApolloServerPlugin } from '@apollo/server';
import { visit } from 'graphql';
import { hasScope } from '../domain/caller.ts';
import { RolecallError } from '../domain/errors.ts';
import type { Context } from '../graphql/context.ts';

/** Lets only callers with the scope `schema` ask what the schema is. */
export const introspectionByScope: ApolloServerPlugin<Context> = {
  requestDidStart: async () => ({
    didResolveOperation: async ({ document, contextValue: { caller } }) => {
      if (hasScope(caller, 'schema')) return;
      visit(document, {
        Field: ({ name }) => {
          if (name.value !== '__schema' && name.value !== '__type') return undefined;
          throw new RolecallError('FORBIDDEN', 'Introspection takes the scope schema');
        },
      });
    },
  }),
};
