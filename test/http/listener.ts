import { type AddressInfo, createServer, type Socket } from 'node:net';

/** A bare TCP server on loopback: it counts, keeps what it hears, and says only what a test tells it to. `await using` ends it. */
export type Listener = AsyncDisposable & {
  readonly port: number;
  /** As `http`. */
  readonly url: string;
  /** Since the start. */
  readonly connections: number;
  readonly openConnections: number;
  /** Every byte heard, as Latin-1. */
  readonly heard: string;
};

/** Called with each piece that a client sends; a request of these tests is one piece. */
export type Answer = (socket: Socket, piece: string) => void;

export const startListener = async (answer: Answer = () => undefined): Promise<Listener> => {
  const open = new Set<Socket>();
  const pieces: string[] = [];
  let connections = 0;

  const server = createServer((socket) => {
    connections += 1;
    open.add(socket);
    socket.on('close', () => open.delete(socket));
    // A client that hangs up is what many tests are about.
    socket.on('error', () => undefined);
    socket.on('data', (bytes) => {
      pieces.push(bytes.toString('latin1'));
      answer(socket, bytes.toString('latin1'));
    });
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(0, '127.0.0.1', resolve);
  });
  const { port } = server.address() as AddressInfo;

  return {
    port,
    url: `http://127.0.0.1:${port}`,
    get connections() {
      return connections;
    },
    get openConnections() {
      return open.size;
    },
    get heard() {
      return pieces.join('');
    },
    [Symbol.asyncDispose]: async () => {
      for (const socket of open) socket.destroy();
      await new Promise<void>((resolve) => {
        server.close(() => resolve());
      });
    },
  };
};

/** Answers everything alike. */
export const answerWith =
  (text: string): Answer =>
  (socket) => {
    socket.write(text);
  };
