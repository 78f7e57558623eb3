import { connect } from 'node:net';
import { setPriority } from 'node:os';

// The process that sends large bodies. Whoever measures beside it on the same two cores goes first.

export type UploadOptions = { readonly url: string; readonly token: string; readonly isChunked: boolean };

export type Uploads = {
  readonly seconds: number;
  readonly sentMB: number;
  /** How often each status came; 0 for none. */
  readonly statuses: Readonly<Record<string, number>>;
};

setPriority(10);

const megabyte = 1_000_000;
const piece = Buffer.alloc(64 * 1024, 'x');
const chunk = Buffer.concat([
  Buffer.from(`${piece.byteLength.toString(16)}\r\n`),
  piece,
  Buffer.from('\r\n'),
]);

/** Resolves to the status once the socket is closed, or all is sent and answered. */
const upload = (options: UploadOptions): Promise<{ readonly status: number; readonly sent: number }> =>
  new Promise((resolve) => {
    const { hostname, host, port } = new URL(options.url);
    const length = options.isChunked ? 'transfer-encoding: chunked' : `content-length: ${60 * megabyte}`;
    const part = options.isChunked ? chunk : piece;
    let sent = 0;
    let received = '';
    const socket = connect(Number(port), hostname).setEncoding('latin1');
    socket.write(
      `POST /graphql HTTP/1.1\r\nhost: ${host}\r\nauthorization: Bearer ${options.token}\r\ncontent-type: application/json\r\n${length}\r\n\r\n`,
    );
    const more = (): void => {
      while (sent + part.byteLength <= 60 * megabyte) {
        sent += part.byteLength;
        if (!socket.write(part)) return;
      }
      socket.end();
    };
    socket.on('drain', more);
    socket.on('data', (text) => {
      received += text;
    });
    socket.on('error', () => {});
    socket.on('close', () => resolve({ status: Number(received.slice(9, 12)), sent }));
    more();
  });

process.once('message', async (options: UploadOptions) => {
  const began = performance.now();
  const ends = await Promise.all(Array.from({ length: 200 }, () => upload(options)));
  const statuses = Object.entries(Object.groupBy(ends, ({ status }) => status));
  const uploads: Uploads = {
    seconds: (performance.now() - began) / 1000,
    sentMB: Math.round(ends.reduce((sum, { sent }) => sum + sent, 0) / megabyte),
    statuses: Object.fromEntries(statuses.map(([status, of]) => [status, of?.length ?? 0])),
  };
  process.send?.(uploads, () => process.exit());
});
