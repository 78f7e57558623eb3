import { randomUUID } from 'node:crypto';
import Fastify, { type FastifyInstance } from 'fastify';
import { answerBadUrl } from './faults.ts';
import { createNoRequests } from './no-request.ts';

/** HTTP with a bound on everything that a client can make last: a head for 10 s, a whole request for 32 s, a body of so many bytes. */
export const createFastify = (bodyLimit: number): FastifyInstance => {
  const noRequests = createNoRequests();
  const fastify = Fastify({
    bodyLimit,
    connectionTimeout: 60_000,
    requestTimeout: 32_000,
    // Node's own answer to a missing Host is empty; ours is not.
    http: { headersTimeout: 10_000, connectionsCheckingInterval: 2_500, requireHostHeader: false },
    genReqId: () => randomUUID(),
    // What still arrives while we close is answered, and is the last on its connection.
    return503OnClosing: false,
    clientErrorHandler: noRequests.answer,
    frameworkErrors: answerBadUrl,
  });
  noRequests.watch(fastify.server);
  return fastify;
};
