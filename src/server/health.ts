import type { FastifyInstance } from 'fastify';

/** `/health/live` while the process runs, `/health/ready` while it wants requests. Both tell nothing else and need no token. */
export const addHealth = (fastify: FastifyInstance, isClosing: () => boolean): void => {
  fastify.get('/health/live', async () => ({ status: 'live' }));
  fastify.get('/health/ready', async (_request, reply) =>
    isClosing() ? reply.code(503).send({ status: 'closing' }) : { status: 'ready' },
  );
};
