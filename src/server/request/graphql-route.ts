import type { ApolloServer } from '@apollo/server';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { FormattedExecutionResult } from 'graphql';
import type { Caller } from '../../domain/caller.ts';
import { RolecallError } from '../../domain/errors.ts';
import type { Context } from '../../graphql/context.ts';
import type { Authenticate } from '../callers/authenticate.ts';
import type { TrustedDocuments } from '../documents/trusted-documents.ts';
import { refuse } from '../http/refusal.ts';
import type { Admission } from '../limits/admission.ts';
import type { HoldDocument } from '../limits/document-limits.ts';
import type { AnswerForm } from './answer-form.ts';
import { asksToWrite } from './asks-to-write.ts';
import { createDoor } from './door.ts';
import { type GraphQLRequest, readGraphQLRequest } from './graphql-request.ts';
import { parseJson } from './json.ts';
import { readUrlParameters } from './url-parameters.ts';

/**
 * GraphQL over HTTP at `POST /graphql` and, where that is wanted, `GET /graphql`. Who calls, and whether the request can be read and answered
 * at all, is settled before its body is read, so that nothing runs whose answer nobody takes.
 */
export const addGraphQL = (
  fastify: FastifyInstance,
  options: {
    readonly apollo: ApolloServer<Context>;
    readonly authenticate: Authenticate;
    readonly admission: Admission;
    readonly holdDocument: HoldDocument;
    /** Told the length of a body, in bytes, of whom. */
    readonly onBody: (length: number, caller: string) => void;
    readonly documents: TrustedDocuments;
    /** Whether queries are taken over GET. */
    readonly get: boolean;
    readonly createContext: (caller: Caller, requestId: string) => Context;
  },
): void => {
  const { apollo, authenticate, admission, holdDocument, onBody, documents, get, createContext } = options;
  const { enter, visitOf } = createDoor({ authenticate, admission });

  /** The document that is asked for, held to what documents may be. */
  const textOf = (asked: GraphQLRequest, caller: Caller): string => {
    const text = documents.textOf(asked);
    holdDocument(text, caller.name);
    documents.admit(asked, caller.name);
    return text;
  };

  const execute = async (request: FastifyRequest, asked: GraphQLRequest) => {
    const { caller } = visitOf(request);
    const query = textOf(asked, caller);
    if (request.method === 'GET' && asksToWrite(query, asked.operationName)) return null;
    const { documentId: _, extensions: { persistedQuery: __, ...extensions } = {}, ...others } = asked;
    const { body } = await apollo.executeOperation(
      { ...others, extensions, query },
      { contextValue: createContext(caller, request.id) },
    );
    if (body.kind !== 'single') throw new Error('expected an answer in one piece, got one in parts');
    return body.singleResult;
  };

  const answer = async (
    request: FastifyRequest,
    reply: FastifyReply,
    read: () => unknown,
  ): Promise<FastifyReply> => {
    const { form, entry } = visitOf(request);
    // Reading takes time, so it waits for its turn, too.
    const done = await entry.carryOut(async () => {
      const asked = resultOf(() => readGraphQLRequest(read()));
      if (asked instanceof RolecallError)
        return refuse(reply.type(form.contentType), 400, asked.code, asked.message);
      const result = await execute(request, asked);
      return result === null
        ? refuse(reply.header('allow', 'POST'), 405, 'BAD_INPUT', 'expected POST for a mutation')
        : send(reply, form, result);
    });
    return done ?? reply;
  };

  /** A document that is not to be executed is answered as one that cannot be. */
  const errorHandler = (error: unknown, request: FastifyRequest, reply: FastifyReply): void => {
    if (!(error instanceof RolecallError)) throw error;
    const { code, message } = error;
    const extensions = { code, backend: null, retryable: false };
    send(reply, visitOf(request).form, { errors: [{ message, extensions }] });
  };

  fastify.removeAllContentTypeParsers();
  fastify.addContentTypeParser<Buffer>(
    'application/json',
    { parseAs: 'buffer' },
    async (_request: FastifyRequest, body: Buffer) => body,
  );
  fastify.route<{ Body: Buffer }>({
    method: 'POST',
    url: '/graphql',
    onRequest: enter,
    handler: (request, reply) => {
      onBody(request.body.length, visitOf(request).caller.name);
      return answer(request, reply, () => parseJson(request.body, 'a JSON body'));
    },
    errorHandler,
  });
  if (get)
    fastify.route({
      method: 'GET',
      url: '/graphql',
      exposeHeadRoute: false,
      onRequest: enter,
      handler: (request, reply) => answer(request, reply, () => readUrlParameters(request.raw.url ?? '')),
      errorHandler,
    });
};

const resultOf = <T>(work: () => T): T | RolecallError => {
  try {
    return work();
  } catch (error) {
    if (error instanceof RolecallError) return error;
    throw error;
  }
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
