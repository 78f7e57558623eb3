import type { ApolloServerPlugin, GraphQLRequest } from '@apollo/server';
import { visit } from 'graphql';
import { hasScope } from '../../domain/caller.ts';
import { RolecallError } from '../../domain/errors.ts';
import type { Context } from '../../graphql/context.ts';
import { isFaultOfDocument } from '../../graphql/errors.ts';
import { withoutValues } from '../../graphql/without-values.ts';

/** Callers without the scope `schema` may not ask what the schema is, and no complaint about their document names what it did not. */
export const schemaByScope: ApolloServerPlugin<Context> = {
  requestDidStart: async ({ contextValue: { caller } }) =>
    hasScope(caller, 'schema')
      ? {}
      : {
          didResolveOperation: async ({ document }) => {
            visit(document, {
              Field: ({ name }) => {
                if (name.value === '__schema' || name.value === '__type')
                  throw new RolecallError('FORBIDDEN', 'Introspection takes the scope schema');
              },
            });
          },
          didEncounterErrors: async ({ errors, request }) => {
            const told = namesIn(request);
            for (const error of errors)
              if (isFaultOfDocument(error)) error.message = withoutNames(withoutValues(error), told);
          },
        },
};

/** What graphql-js quotes are names and values; a value came with the request, so all its words did. */
const withoutNames = (message: string, told: ReadonlySet<string>): string =>
  message.replace(/"(?:[^"\\]|\\.)*"/g, (quoted) =>
    quoted.replace(word, (name) => (told.has(name) ? name : '…')),
  );

const namesIn = ({ query, variables, operationName }: GraphQLRequest): ReadonlySet<string> => {
  const text = `${query} ${JSON.stringify(variables ?? {})} ${operationName ?? ''}`;
  return new Set([...everywhere, ...(text.match(word) ?? [])]);
};

const word = /[_A-Za-z]\w*/g;

/** Names that every schema has. */
const everywhere: readonly string[] = ['Query', 'Mutation', 'Int', 'Float', 'String', 'Boolean', 'ID'];
