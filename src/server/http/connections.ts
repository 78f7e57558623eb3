import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import type { Socket } from 'node:net';
import { setTimeout } from 'node:timers/promises';

/** The open connections of a server, with what is under way on each. */
export type Connections = {
  /** Resolves when no request is under way, or after so many milliseconds. */
  quiet(withinMs: number): Promise<void>;
  /** Ends the connections on which no request is under way. Node alone would wait for those that have never sent one. */
  endQuiet(): void;
};

export const watchConnections = (server: Server): Connections => {
  const requestsBySocket = new Map<Socket, number>();
  const count = (socket: Socket, change: 1 | -1): void => {
    const before = requestsBySocket.get(socket);
    if (before !== undefined) requestsBySocket.set(socket, before + change);
  };
  server.on('connection', (socket: Socket) => {
    requestsBySocket.set(socket, 0);
    socket.once('close', () => requestsBySocket.delete(socket));
  });
  server.on('request', ({ socket }: IncomingMessage, response: ServerResponse) => {
    count(socket, 1);
    response.once('close', () => count(socket, -1));
  });
  return {
    quiet: async (withinMs) => {
      const end = performance.now() + withinMs;
      while (performance.now() < end && requestsBySocket.values().some((requests) => requests > 0))
        await setTimeout(10);
    },
    endQuiet: () => {
      for (const [socket, requests] of requestsBySocket) if (requests === 0) socket.destroy();
    },
  };
};
