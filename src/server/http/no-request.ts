import { randomUUID } from 'node:crypto';
import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import type { Socket } from 'node:net';
import { rawRefusal, sentenceFor } from './refusal.ts';

/**
 * Answers bytes that are no request, or none in time, and ends their connection. What was asked whole before them on the same connection is
 * answered first: whoever pipelines takes the first answer for that of the first request.
 */
export const createNoRequests = (): {
  readonly answer: (error: NoRequest, socket: Socket) => void;
  /** Has to know of every request. */
  readonly watch: (server: Server) => void;
} => {
  const unanswered = new WeakMap<Socket, Set<ServerResponse>>();
  const failed = new WeakSet<Socket>();

  return {
    answer: (error, socket) => {
      if (failed.has(socket)) return;
      failed.add(socket);
      if (error.code === 'ECONNRESET' || !socket.writable) {
        socket.destroy();
        return;
      }
      const before = [...(unanswered.get(socket) ?? [])].findLast(({ req }) => req.complete);
      if (before === undefined) refuse(error, socket);
      else before.once('close', () => refuse(error, socket));
    },
    watch: (server) => {
      server.on('request', ({ socket }: IncomingMessage, response: ServerResponse) => {
        const responses = unanswered.get(socket) ?? new Set();
        unanswered.set(socket, responses.add(response));
        response.once('close', () => responses.delete(response));
      });
    },
  };
};

type NoRequest = Error & { readonly code?: string };

const refuse = ({ code = '' }: NoRequest, socket: Socket): void => {
  const status = statuses[code] ?? 400;
  socket.write(rawRefusal(status, sentenceFor(status, 'expected an HTTP request'), randomUUID()));
  socket.destroySoon();
};

const statuses: Readonly<Record<string, number>> = {
  HPE_HEADER_OVERFLOW: 431,
  ERR_HTTP_REQUEST_TIMEOUT: 408,
};
