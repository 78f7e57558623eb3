import type { FastifyInstance, FastifyReply } from 'fastify';
import type { Logger } from 'pino';
import { unforeseen } from '../../graphql/errors.ts';
import { refuse, safeHeaders, sentenceFor } from './refusal.ts';

/** What fails before GraphQL begins is told in GraphQL's form, and tells nothing of what is inside. */
export const answerFaults = (
  fastify: FastifyInstance,
  { methods, log }: { readonly methods: readonly string[]; readonly log: Logger },
): void => {
  /** Of a path that nothing is at, or not with that method. */
  const refuseUnrouted = (reply: FastifyReply): FastifyReply => {
    const allowed = methods.join(', ');
    return reply.request.url.split('?')[0] === '/graphql'
      ? refuse(reply.header('allow', allowed), 405, 'BAD_INPUT', `expected ${methods.join(' or ')}`)
      : refuse(reply, 404, 'NOT_FOUND', 'expected POST /graphql');
  };

  fastify.addHook('onRequest', async (request, reply) => {
    reply.headers(safeHeaders(request.id));
    // Node leaves out what is beyond its own count without a word, a second Authorization perhaps.
    if (request.raw.rawHeaders.length > 2 * mostHeaders)
      return refuse(reply.header('connection', 'close'), 431, 'BAD_INPUT', sentenceFor(431));
    const hosts = request.raw.headersDistinct.host?.length ?? 0;
    if (hosts > 1 || (hosts === 0 && request.raw.httpVersion === '1.1'))
      return refuse(reply, 400, 'BAD_INPUT', 'expected one Host header');
    // Here, not in a handler of its own: that would read the body first.
    return request.is404 ? refuseUnrouted(reply) : undefined;
  });
  fastify.server.maxHeadersCount = mostHeaders + 1;
  // What else than 100-continue is expected may be passed over. Node's own answer would be empty and bear none of our headers.
  fastify.server.on('checkExpectation', (request, response) =>
    fastify.server.emit('request', request, response),
  );
  fastify.setNotFoundHandler((_request, reply) => refuseUnrouted(reply));
  fastify.setErrorHandler(async (error: { statusCode?: number }, request, reply) => {
    const status = error.statusCode ?? 500;
    if (status < 500) return refuse(reply, status, 'BAD_INPUT', sentenceFor(status));
    log.error({ requestId: request.id, err: error }, 'unforeseen error');
    return refuse(reply, 500, 'INTERNAL', unforeseen);
  });
};

/** A path that is no path. */
export const answerBadUrl = (_error: Error, request: { readonly id: string }, reply: FastifyReply): void => {
  void refuse(reply.headers(safeHeaders(request.id)), 400, 'BAD_INPUT', 'expected another path');
};

/** Far more than browsers and proxies send. */
const mostHeaders = 200;
