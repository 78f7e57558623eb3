import { STATUS_CODES } from 'node:http';
import type { FastifyReply } from 'fastify';
import type { ErrorCode } from '../../domain/errors.ts';

/** Answers with one error, in the form that GraphQL's own have. */
export const refuse = (reply: FastifyReply, status: number, code: ErrorCode, message: string): FastifyReply =>
  reply.code(status).send(errorBody(code, message, reply.request.id));

/** The same to whoever asks too much and may ask again after so many seconds. */
export const refuseForNow = (reply: FastifyReply, retryAfter: number, message: string): FastifyReply => {
  const extensions = { code: 'RATE_LIMITED', backend: null, retryable: true, retryAfter };
  return reply
    .code(429)
    .header('retry-after', retryAfter)
    .send({ errors: [{ message, extensions: { ...extensions, requestId: reply.request.id } }] });
};

/** The same as bytes, for a connection on which no request could be read. */
export const rawRefusal = (status: number, message: string, requestId: string): string => {
  const body = JSON.stringify(errorBody('BAD_INPUT', message, requestId));
  const headers = {
    ...safeHeaders(requestId),
    'content-type': 'application/json; charset=utf-8',
    'content-length': Buffer.byteLength(body),
    connection: 'close',
  };
  const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}\r\n`);
  return `HTTP/1.1 ${status} ${STATUS_CODES[status]}\r\n${lines.join('')}\r\n${body}`;
};

/** What a request should have been that is refused with this status before anybody looks at what it asks for. */
export const sentenceFor = (status: number, otherwise = 'expected another request'): string =>
  sentencesByStatus[status] ?? otherwise;

const sentencesByStatus: Readonly<Record<number, string>> = {
  408: 'expected the request sooner',
  413: 'expected a smaller body',
  431: 'expected fewer and smaller headers',
};

/** What every answer bears. Answers hold other people's accounts and now and then a new secret, so nobody keeps them. */
export const safeHeaders = (requestId: string) => ({
  'x-request-id': requestId,
  'x-content-type-options': 'nosniff',
  'cache-control': 'no-store',
});

const errorBody = (code: ErrorCode, message: string, requestId: string) => ({
  errors: [{ message, extensions: { code, backend: null, retryable: false, requestId } }],
});
