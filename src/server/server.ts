import { randomUUID } from 'node:crypto';
import { ApolloServer, type ApolloServerPlugin } from '@apollo/server';
import {
  ApolloServerPluginCacheControlDisabled,
  ApolloServerPluginLandingPageDisabled,
} from '@apollo/server/plugin/disabled';
import Fastify from 'fastify';
import type { Logger } from 'pino';
import { type Context, createContext, type Surroundings } from '../graphql/context.ts';
import { formatError, isUnforeseen } from '../graphql/errors.ts';
import { createSchema } from '../graphql/schema.ts';
import type { Authenticate } from './callers/authenticate.ts';
import { createKeptDocuments } from './documents/kept-documents.ts';
import { type Manifest, refuseFaulty } from './documents/refuse-faulty.ts';
import { schemaByScope } from './documents/schema-by-scope.ts';
import { createTrustedDocuments, type TrustMode } from './documents/trusted-documents.ts';
import { createUntrustedDocuments } from './documents/untrusted-documents.ts';
import { addHealth } from './health.ts';
import { watchConnections } from './http/connections.ts';
import { letOriginsIn } from './http/cross-origin.ts';
import { answerBadUrl, answerFaults, answerNoRequest } from './http/faults.ts';
import { hasLongUnreadBody } from './http/unread-body.ts';
import { type AdmissionLimits, createAdmission } from './limits/admission.ts';
import { createDocumentLimits, type DocumentLimits, heldValue } from './limits/document-limits.ts';
import { factorHeld } from './limits/held-limit.ts';
import { type CostLimits, limitCost } from './limits/operation-cost.ts';
import { tellOverrunRequests } from './limits/overrun-requests.ts';
import { createOverruns } from './limits/overruns.ts';
import { addGraphQL } from './request/graphql-route.ts';
import { createSparingLog } from './sparing-log.ts';

export type Server = {
  /** Resolves to the address of the GraphQL endpoint once it takes requests. */
  listen(place: { readonly host: string; readonly port: number }): Promise<string>;
  /** Says at once that it is no longer ready, lets the requests under way end, then resolves. */
  close(): Promise<void>;
};

export const createServer = async (options: {
  readonly surroundings: Surroundings;
  readonly authenticate: Authenticate;
  readonly limits: AdmissionLimits &
    DocumentLimits &
    CostLimits & { readonly bodyKiB: number; readonly requestMs: number };
  readonly http: {
    /** Whether queries are taken over GET too. */
    readonly get: boolean;
    /** Of whose pages browsers may read answers. */
    readonly origins: readonly string[];
  };
  readonly documents: { readonly mode: TrustMode; readonly manifests: readonly Manifest[] };
  readonly log: Logger;
}): Promise<Server> => {
  const { surroundings, authenticate, limits, http, log } = options;
  const schema = createSchema();

  const sparingLog = createSparingLog({ now: Date.now, log });
  const overruns = createOverruns(sparingLog);
  const maxTokens = heldValue(limits, 'tokens');
  refuseFaulty(options.documents.manifests, { schema, limits });
  const documents = createTrustedDocuments({
    mode: options.documents.mode,
    trusted: options.documents.manifests.flatMap((manifest) => manifest.documents),
    maxTokens,
    onUntrusted: createUntrustedDocuments({ now: Date.now, log: sparingLog, maxTokens }).tell,
  });
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
      limitCost({ limits, tell: overruns.tell }),
      tellOverrunRequests({ limits, now: () => performance.now(), tell: overruns.tell }),
      logUnforeseen(log),
    ],
    logger: log,
  });
  await apollo.start();

  const bodyLimit = limits.bodyKiB * factorHeld(limits, 'bodyKiB') * 1024;
  const fastify = Fastify({
    bodyLimit,
    connectionTimeout: 60_000,
    requestTimeout: 32_000,
    // Node's own answer to a missing Host is empty; ours is not.
    http: { headersTimeout: 10_000, connectionsCheckingInterval: 2_500, requireHostHeader: false },
    genReqId: () => randomUUID(),
    // What still arrives while we close is answered, and is the last on its connection.
    return503OnClosing: false,
    clientErrorHandler: answerNoRequest,
    frameworkErrors: answerBadUrl,
  });
  const connections = watchConnections(fastify.server);
  let isClosing = false;
  fastify.addHook('onSend', async ({ raw }, reply) => {
    if (isClosing || hasLongUnreadBody(raw, bodyLimit)) reply.header('connection', 'close');
  });
  const methods = http.get ? ['GET', 'POST'] : ['POST'];
  await letOriginsIn(fastify, { origins: http.origins, methods });
  answerFaults(fastify, { methods, log });
  addHealth(fastify, () => isClosing);
  const admission = createAdmission({ limits, now: () => performance.now(), log });
  fastify.server.on('connection', admission.connected);
  addGraphQL(fastify, {
    apollo,
    authenticate,
    admission,
    holdDocument: createDocumentLimits({ limits, tell: overruns.tell }),
    onBody: (length, caller) => {
      const value = limits.bodyKiB;
      if (length > value * 1024) overruns.tell({ limit: 'bodyKiB', caller, value, isRefused: false });
    },
    documents,
    get: http.get,
    createContext: (caller, requestId) => createContext(surroundings, caller, requestId),
  });

  return {
    listen: async (place) => {
      const address = await fastify.listen({ ...place, backlog });
      return `${address}/graphql`;
    },
    close: async () => {
      isClosing = true;
      await connections.quiet(drainMs);
      const sweep = setInterval(connections.endQuiet, 50);
      await fastify.close();
      clearInterval(sweep);
      await apollo.stop();
    },
  };
};

/** Connections that wait to be taken. Node's 511 overflow when somebody opens a thousand at once, and who comes then tries again after a second. */
const backlog = 4096;

/** How long new connections are still taken while requests are under way, so that whoever asks `/health/ready` learns to go elsewhere. */
const drainMs = 5000;

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
