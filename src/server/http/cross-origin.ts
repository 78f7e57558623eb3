import cors from '@fastify/cors';
import type { FastifyInstance } from 'fastify';

/**
 * Lets pages of these origins read what is answered (https://fetch.spec.whatwg.org/#http-cors-protocol), and no others: where there are none,
 * nothing tells a browser that it may. Callers prove themselves with a header, so credentials that browsers send by themselves are never
 * asked for.
 */
export const letOriginsIn = async (
  fastify: FastifyInstance,
  { origins, methods }: { readonly origins: readonly string[]; readonly methods: readonly string[] },
): Promise<void> => {
  if (origins.length === 0) return;
  const listed = new Set(origins);
  await fastify.register(cors, {
    // A list would answer others with `false` in place of nothing.
    origin: (origin, tell) => tell(null, origin !== undefined && listed.has(origin)),
    methods: [...methods],
    allowedHeaders: ['authorization', 'content-type'],
    exposedHeaders: ['x-request-id', 'retry-after'],
    maxAge: 600,
    // Its own refusal is plain text; ours follows.
    strictPreflight: false,
    hideOptionsRoute: true,
  });
};
