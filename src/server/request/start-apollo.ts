import { ApolloServer, type ApolloServerPlugin } from '@apollo/server';
import {
  ApolloServerPluginCacheControlDisabled,
  ApolloServerPluginLandingPageDisabled,
} from '@apollo/server/plugin/disabled';
import type { GraphQLSchema } from 'graphql';
import type { Logger } from 'pino';
import type { Context } from '../../graphql/context.ts';
import { formatError, isUnforeseen } from '../../graphql/errors.ts';
import { createKeptDocuments } from '../documents/kept-documents.ts';
import { schemaByScope } from '../documents/schema-by-scope.ts';
import { type CostLimits, limitCost } from '../limits/operation-cost.ts';
import { tellOverrunRequests } from '../limits/overrun-requests.ts';
import type { Overrun } from '../limits/overruns.ts';

/** What executes documents, for callers of every scope. */
export const startApollo = async (deps: {
  readonly schema: GraphQLSchema;
  readonly limits: CostLimits & { readonly requestMs: number };
  /** Of a document. */
  readonly maxTokens: number;
  readonly tell: (overrun: Overrun) => void;
  readonly log: Logger;
}): Promise<ApolloServer<Context>> => {
  const { schema, limits, maxTokens, tell, log } = deps;
  const apollo = new ApolloServer<Context>({
    schema,
    formatError,
    introspection: true, // for those with the scope: see `schemaByScope`
    includeStacktraceInErrorResponses: false,
    hideSchemaDetailsFromClientErrors: true,
    persistedQueries: false,
    documentStore: createKeptDocuments(),
    stopOnTerminationSignals: false,
    parseOptions: { maxTokens },
    validationOptions: { maxErrors: 10 },
    executionOptions: { maxCoercionErrors: 10 },
    plugins: [
      ApolloServerPluginCacheControlDisabled(),
      ApolloServerPluginLandingPageDisabled(),
      schemaByScope,
      limitCost({ limits, tell }),
      tellOverrunRequests({ limits, now: () => performance.now(), tell }),
      logUnforeseen(log),
    ],
    logger: log,
  });
  await apollo.start();
  return apollo;
};

/** Every error that nobody foresaw, once, with the id that its caller was told. */
const logUnforeseen = (log: Logger): ApolloServerPlugin<Context> => ({
  requestDidStart: async () => ({
    didEncounterErrors: async ({ errors, contextValue: { requestId, caller } }) => {
      for (const error of errors)
        if (isUnforeseen(error))
          log.error({ requestId, caller: caller.name, err: error }, 'unforeseen error');
    },
  }),
});
