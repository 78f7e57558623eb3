import type { Logger } from 'pino';
import { createContext, type Surroundings } from '../graphql/context.ts';
import { createSchema } from '../graphql/schema.ts';
import type { Authenticate } from './callers/authenticate.ts';
import { type Manifest, refuseFaulty } from './documents/refuse-faulty.ts';
import { createTrustedDocuments, type TrustMode } from './documents/trusted-documents.ts';
import { createUntrustedDocuments } from './documents/untrusted-documents.ts';
import { addHealth } from './health.ts';
import { watchConnections } from './http/connections.ts';
import { createFastify } from './http/create-fastify.ts';
import { letOriginsIn } from './http/cross-origin.ts';
import { answerFaults } from './http/faults.ts';
import { hasLongUnreadBody } from './http/unread-body.ts';
import { type AdmissionLimits, createAdmission } from './limits/admission.ts';
import { createDocumentLimits, type DocumentLimits } from './limits/document-limits.ts';
import { heldLimit } from './limits/held-limit.ts';
import type { CostLimits } from './limits/operation-cost.ts';
import { createOverruns } from './limits/overruns.ts';
import { addGraphQL } from './request/graphql-route.ts';
import { startApollo } from './request/start-apollo.ts';
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
  const maxTokens = heldLimit(limits, 'tokens');
  refuseFaulty(options.documents.manifests, { schema, limits });
  const documents = createTrustedDocuments({
    mode: options.documents.mode,
    trusted: options.documents.manifests.flatMap((manifest) => manifest.documents),
    maxTokens,
    onUntrusted: createUntrustedDocuments({ now: Date.now, log: sparingLog, maxTokens }).tell,
  });
  const apollo = await startApollo({ schema, limits, maxTokens, tell: overruns.tell, log });

  const bodyLimit = heldLimit(limits, 'bodyKiB') * 1024;
  const fastify = createFastify(bodyLimit);
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
