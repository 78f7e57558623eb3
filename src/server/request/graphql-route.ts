import type { ApolloServer } from '@apollo/server';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { FormattedExecutionResult } from 'graphql';
import type { Caller } from '../../domain/caller.ts';
import { RolecallError } from '../../domain/errors.ts';
import type { Context } from '../../graphql/context.ts';
import type { Authenticate } from '../callers/authenticate.ts';
import { refuse, refuseForNow } from '../http/refusal.ts';
import type { Admission, Admitted } from '../limits/admission.ts';
import type { HoldDocument } from '../limits/document-limits.ts';
import { type AnswerForm, answerFormFor } from './answer-form.ts';
import { isJsonType, parseJson, readGraphQLRequest } from './graphql-request.ts';

/**
 * GraphQL over HTTP at `POST /graphql`. Who calls, and whether the request can be read and answered at all, is settled before its body is
 * read, so that nothing runs whose answer nobody takes.
 */
export const addGraphQL = (
  fastify: FastifyInstance,
  options: {
    readonly apollo: ApolloServer<Context>;
    readonly authenticate: Authenticate;
    readonly admission: Admission;
    readonly holdDocument: HoldDocument;
    readonly createContext: (caller: Caller, requestId: string) => Context;
  },
): void => {
  const { apollo, authenticate, admission, holdDocument, createContext } = options;
  const admitted = new WeakMap<
    FastifyRequest,
    { readonly caller: Caller; readonly form: AnswerForm; readonly entry: Admitted }
  >();
  const admittedOf = (request: FastifyRequest) => {
    const found = admitted.get(request);
    if (found === undefined) throw new Error('a request came past the door');
    return found;
  };

  fastify.removeAllContentTypeParsers();
  fastify.addContentTypeParser<Buffer>(
    'application/json',
    { parseAs: 'buffer' },
    // Read as JSON by the handler: that takes time, so it waits for its turn.
    async (_request: FastifyRequest, body: Buffer) => body,
  );
  fastify.route<{ Body: Buffer }>({
    method: 'POST',
    url: '/graphql',
    onRequest: async (request, reply) => {
      const caller = await callerOf(request, authenticate);
      if (caller === null)
        return refuse(
          reply.header('www-authenticate', 'Bearer'),
          401,
          'UNAUTHENTICATED',
          'expected the bearer token of a known caller',
        );
      const entry = admission.admit(caller.name);
      if (entry.kind === 'REFUSED') return refuseForNow(reply, entry.retryAfterSeconds, entry.message);
      // Who calls may have been found out only after they had gone.
      if (reply.raw.closed) entry.leave();
      else reply.raw.once('close', entry.leave);
      const { headers } = request;
      if (!isJsonType(headers['content-type']))
        return refuse(reply, 415, 'BAD_INPUT', 'expected Content-Type: application/json');
      if ((headers['content-encoding'] ?? 'identity') !== 'identity')
        return refuse(reply, 415, 'BAD_INPUT', 'expected a body without Content-Encoding');
      const form = answerFormFor(headers.accept);
      if (form === null)
        return refuse(
          reply,
          406,
          'BAD_INPUT',
          'expected to be asked for application/json or application/graphql-response+json',
        );
      admitted.set(request, { caller, form, entry });
      return undefined;
    },
    handler: async (request, reply) => {
      const { caller, form, entry } = admittedOf(request);
      const answer = await entry.carryOut(async () => {
        const asked = readGraphQLRequest(parseJson(request.body));
        holdDocument(asked.query, caller.name);
        return apollo.executeOperation(asked, { contextValue: createContext(caller, request.id) });
      });
      if (answer === null) return reply;
      const { body } = answer;
      if (body.kind !== 'single') throw new Error('an answer in parts, which nothing in the schema asks for');
      return send(reply, form, body.singleResult);
    },
    // A body that is no GraphQL request is answered as a document that is none.
    errorHandler: (error, request, reply) => {
      if (!(error instanceof RolecallError)) throw error;
      const { code, message } = error;
      const extensions = { code, backend: null, retryable: false };
      send(reply, admittedOf(request).form, { errors: [{ message, extensions }] });
    },
  });
};

/** Of two Authorization headers a proxy before us may have read the other one. */
const callerOf = async ({ raw }: FastifyRequest, authenticate: Authenticate): Promise<Caller | null> => {
  const [authorization, ...others] = raw.headersDistinct.authorization ?? [];
  return others.length === 0 ? authenticate(authorization) : null;
};

const send = (reply: FastifyReply, form: AnswerForm, result: FormattedExecutionResult): FastifyReply => {
  const requestId = reply.request.id;
  const errors = result.errors?.map((error) => ({
    ...error,
    extensions: { ...error.extensions, requestId },
  }));
  return reply
    .code(statusOf(result, form))
    .type(form.contentType)
    .send(JSON.stringify({ errors, data: result.data, extensions: result.extensions }));
};

const statusOf = ({ errors = [], data }: FormattedExecutionResult, form: AnswerForm): number => {
  if (data !== undefined) return 200;
  return errors.some(({ extensions }) => extensions?.code === 'INTERNAL') ? 500 : form.statusWithoutData;
};
