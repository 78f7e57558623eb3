import { connect, type Socket } from 'node:net';

/** A kept connection for one request at a time, and no more of a client than that: on the same machine, what it takes the gateway lacks. */
export type Connection = {
  /** Resolves to the answer; its status is 0 where the connection ended without one. */
  ask(bytes: Buffer): Promise<Answer>;
  close(): void;
};

export type Answer = { readonly status: number; readonly head: string; readonly body: string };

export const createConnection = (url: string): Connection => {
  const { hostname, port } = new URL(url);
  let socket: Socket | null = null;
  let received = '';
  let resolve: (answer: Answer) => void = () => {};

  const end = (): void => {
    socket?.destroy();
    socket = null;
    resolve({ status: 0, head: '', body: '' });
  };
  const read = (piece: string): void => {
    received += piece;
    const headEnd = received.indexOf('\r\n\r\n');
    if (headEnd === -1) return;
    const head = received.slice(0, headEnd);
    const bodyEnd = headEnd + 4 + Number(/content-length: (\d+)/i.exec(head)?.[1] ?? 0);
    if (received.length < bodyEnd) return;
    const body = received.slice(headEnd + 4, bodyEnd);
    received = '';
    if (/connection: close/i.test(head)) {
      socket?.destroy();
      socket = null;
    }
    resolve({ status: Number(head.slice(9, 12)), head, body });
  };
  const open = (): Socket => {
    received = '';
    const opened = connect(Number(port), hostname).setNoDelay().setEncoding('latin1').on('data', read);
    opened.on('error', () => {});
    opened.on('close', () => {
      if (socket === opened) end();
    });
    return opened;
  };

  return {
    ask: (bytes) => {
      socket ??= open();
      socket.write(bytes);
      return new Promise((settle) => {
        resolve = settle;
      });
    },
    close: () => socket?.destroy(),
  };
};

/** With variables, as clients ask: Rolecall has the same few documents to read. */
export type Question = { readonly query: string; readonly variables?: Readonly<Record<string, unknown>> };

/** A request as it goes over the wire. */
export const requestBytes = (url: string, token: string, question: Question): Buffer => {
  const { host, pathname } = new URL(url);
  const body = Buffer.from(JSON.stringify(question));
  return Buffer.concat([
    Buffer.from(
      `POST ${pathname} HTTP/1.1\r\nhost: ${host}\r\nauthorization: Bearer ${token}\r\ncontent-type: application/json\r\ncontent-length: ${body.byteLength}\r\n\r\n`,
    ),
    body,
  ]);
};
