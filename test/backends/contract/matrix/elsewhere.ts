import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

/** An origin that is nobody's backend, where redirects lead. It counts who comes. */
export type Elsewhere = {
  start(): Promise<void>;
  stop(): Promise<void>;
  url(): string;
  connections(): number;
};

export const createElsewhere = (): Elsewhere => {
  let connections = 0;
  const server = createServer().on('connection', (socket) => {
    connections += 1;
    socket.destroy();
  });
  return {
    start: () => new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve)),
    stop: () => new Promise<void>((resolve) => server.close(() => resolve())),
    url: () => `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    connections: () => connections,
  };
};
