import { randomUUID } from 'node:crypto';
import { ApolloServer, type ApolloServerPlugin } from '@apollo/server';
import {
  ApolloServerPluginCacheControlDisabled,
  ApolloServerPluginLandingPageDisabled,
} from '@apollo/server/plugin/disabled';
import { fastifyApolloHandler } from '@as-integrations/fastify';
import Fastify, { type FastifyInstance, type FastifyReply, type FastifyRequest } from 'fastify';
import type { Logger } from 'pino';
import type { Caller } from '../domain/caller.ts';
import type { ErrorCode } from '../domain/errors.ts';
import { type Context, createContext, type Surroundings } from '../graphql/context.ts';
import { formatError, isUnforeseen } from '../graphql/errors.ts';
import { createSchema } from '../graphql/schema.ts';
import type { Authenticate } from './auth.ts';
import { addHealth } from './health.ts';
import { introspectionByScope } from './introspection.ts';

export type Server = {
  /** Resolves to the address of the GraphQL endpoint once it takes requests. */
  listen(place: { readonly host: string; readonly port: number }): Promise<string>;
  /** Takes no new requests, lets those under way end, then resolves. */
  close(): Promise<void>;
};

export const createServer = async (options: {
  readonly surroundings: Surroundings;
  readonly authenticate: Authenticate;
  readonly limits: { readonly bodyKiB: number; readonly tokens: number };
  readonly log: Logger;
}): Promise<Server> => {
  const { surroundings, authenticate, limits, log } = options;

  const apollo = new ApolloServer<Context>({
    schema: createSchema(),
    formatError,
    introspection: true, // for those with the scope: see `introspectionByScope`
    includeStacktraceInErrorResponses: false,
    hideSchemaDetailsFromClientErrors: true,
    csrfPrevention: true,
    allowBatchedHttpRequests: false,
    persistedQueries: false,
    stopOnTerminationSignals: false,
    parseOptions: { maxTokens: limits.tokens },
    plugins: [
      ApolloServerPluginCacheControlDisabled(),
      ApolloServerPluginLandingPageDisabled(),
      introspectionByScope,
      numberErrors(log),
    ],
    logger: log,
  });
  await apollo.start();

  const callers = new WeakMap<FastifyRequest, Caller>();
  const fastify = Fastify({
    bodyLimit: limits.bodyKiB * 1024,
    connectionTimeout: 60_000,
    requestTimeout: 35_000,
    exposeHeadRoutes: false,
    genReqId: () => randomUUID(),
  });
  // Only JSON is taken: what a form or a plain-text post can send, any page on the web can send.
  fastify.removeContentTypeParser('text/plain');
  fastify.addHook('onRequest', async (request, reply) => {
    reply.headers({ 'x-request-id': request.id, 'x-content-type-options': 'nosniff' });
  });
  answerFaults(fastify, log);
  addHealth(fastify);

  fastify.route({
    method: 'POST',
    url: '/graphql',
    onRequest: async (request, reply) => {
      const caller = authenticate(request.headers.authorization);
      if (caller === null)
        return refuse(
          reply.header('www-authenticate', 'Bearer'),
          401,
          'UNAUTHENTICATED',
          'expected the bearer token of a known caller',
        );
      const encoding = request.headers['content-encoding'];
      if (encoding !== undefined && encoding !== 'identity')
        return refuse(reply, 415, 'BAD_INPUT', 'expected a body without Content-Encoding');
      callers.set(request, caller);
      return undefined;
    },
    handler: fastifyApolloHandler(apollo, {
      context: async (request) => {
        const caller = callers.get(request);
        if (caller === undefined) throw new Error('a request came past authentication');
        return createContext(surroundings, caller, request.id);
      },
    }),
  });
  fastify.route({
    method: ['GET', 'PUT', 'PATCH', 'DELETE', 'OPTIONS'],
    url: '/graphql',
    handler: async (_request, reply) =>
      refuse(reply.header('allow', 'POST'), 405, 'BAD_INPUT', 'expected POST'),
  });

  return {
    listen: async (place) => {
      const address = await fastify.listen(place);
      return `${address}/graphql`;
    },
    close: async () => {
      await fastify.close();
      await apollo.stop();
    },
  };
};

/** Gives every error the request's id, and the log every error that nobody foresaw. */
const numberErrors = (log: Logger): ApolloServerPlugin<Context> => ({
  requestDidStart: async () => ({
    didEncounterErrors: async ({ errors, contextValue: { requestId, caller } }) => {
      for (const error of errors)
        if (isUnforeseen(error))
          log.error({ requestId, caller: caller.name, err: error }, 'unforeseen error');
    },
    willSendResponse: async ({ response: { body }, contextValue: { requestId } }) => {
      if (body.kind !== 'single' || body.singleResult.errors === undefined) return;
      body.singleResult.errors = body.singleResult.errors.map((error) => ({
        ...error,
        extensions: { ...error.extensions, requestId },
      }));
    },
  }),
});

/** What fails before GraphQL begins is told in GraphQL's form, and tells nothing of what is inside. */
const answerFaults = (fastify: FastifyInstance, log: Logger): void => {
  fastify.setErrorHandler(async (error: { statusCode?: number }, request, reply) => {
    const status = error.statusCode ?? 500;
    if (status < 500)
      return refuse(reply, status, 'BAD_INPUT', sentences[status] ?? 'expected another request');
    log.error({ requestId: request.id, err: error }, 'unforeseen error');
    return refuse(
      reply,
      500,
      'INTERNAL',
      'Something went wrong inside Rolecall; the request id finds it in the log',
    );
  });
  fastify.setNotFoundHandler(async (_request, reply) =>
    refuse(reply, 404, 'NOT_FOUND', 'expected POST /graphql'),
  );
};

const sentences: Readonly<Record<number, string>> = {
  400: 'expected a JSON body',
  408: 'expected the request sooner',
  413: 'expected a smaller body',
  415: 'expected Content-Type: application/json',
};

const refuse = (reply: FastifyReply, status: number, code: ErrorCode, message: string): FastifyReply =>
  reply.code(status).send({
    errors: [{ message, extensions: { code, backend: null, retryable: false, requestId: reply.request.id } }],
  });
