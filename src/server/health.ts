import type { FastifyInstance } from 'fastify';

/** `/health/live` while the process runs, `/health/ready` while it takes requests. Both tell nothing else and need no token. */
export const addHealth = (fastify: FastifyInstance): void => {
  let isClosing = false;
  fastify.addHook('preClose', async () => {
    isClosing = true;
  });
  fastify.get('/health/live', async () => ({ status: 'live' }));
  fastify.get('/health/ready', async (_request, reply) =>
    isClosing ? reply.code(503).send({ status: 'closing' }) : { status: 'ready' },
  );
};
