import { connect } from 'node:net';

/** An answer as it came over the wire. */
export type WireAnswer = {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
};

/** A request to GraphQL with only what the test says: no header comes by itself. */
export const post = async (
  url: string,
  options: { readonly headers?: Readonly<Record<string, string>>; readonly body?: string | Uint8Array } = {},
): Promise<WireAnswer> => {
  const { headers = {}, body = '' } = options;
  const bytes = typeof body === 'string' ? Buffer.from(body) : body;
  const head = Object.entries({ 'content-length': String(bytes.byteLength), ...headers })
    .map(([name, value]) => `${name}: ${value}\r\n`)
    .join('');
  const { pathname, search, host } = new URL(url);
  const [answer] = await speak(url, [
    `POST ${pathname}${search} HTTP/1.1\r\nhost: ${host}\r\nconnection: close\r\n${head}\r\n`,
    bytes,
  ]);
  if (answer === undefined) throw new Error('expected an answer');
  return answer;
};

/** Writes bytes, some of them later, to the server of a URL and reads until it closes the connection: each answer in its order. */
export const speak = (
  url: string,
  pieces: readonly (string | Uint8Array | Promise<string>)[],
): Promise<WireAnswer[]> =>
  new Promise((resolve, reject) => {
    const { hostname, port } = new URL(url);
    const socket = connect(Number(port), hostname);
    const received: Buffer[] = [];
    socket.setTimeout(5000, () => socket.destroy(new Error('expected the server to close the connection')));
    socket.on('data', (piece) => received.push(piece));
    socket.on('error', (error: NodeJS.ErrnoException) => {
      // It may close while we still send.
      if (error.code !== 'ECONNRESET' && error.code !== 'EPIPE') reject(error);
    });
    socket.on('close', () => resolve(parseAnswers(Buffer.concat(received))));
    void (async () => {
      for (const piece of pieces) socket.write(await piece);
    })();
  });

const parseAnswers = (bytes: Buffer): WireAnswer[] => {
  const end = bytes.indexOf('\r\n\r\n');
  if (end === -1) return [];
  const [statusLine = '', ...lines] = bytes.subarray(0, end).toString('latin1').split('\r\n');
  const headers = new Headers(
    lines.map((line): [string, string] => {
      const colon = line.indexOf(':');
      return [line.slice(0, colon), line.slice(colon + 1).trim()];
    }),
  );
  const length = Number(headers.get('content-length') ?? 0);
  const body = bytes.subarray(end + 4, end + 4 + length);
  return [
    { status: Number(statusLine.split(' ')[1]), headers, text: body.toString('utf8') },
    ...parseAnswers(bytes.subarray(end + 4 + length)),
  ];
};

/** The one error of an answer that is refused, which must be GraphQL's form and hold nothing else. */
export const refusalOf = ({
  headers,
  text,
}: WireAnswer): { readonly code: string; readonly message: string } => {
  const body = JSON.parse(text) as {
    errors: { message: string; extensions: Record<string, unknown> }[];
  };
  const [error, ...others] = body.errors;
  if (error === undefined || others.length > 0 || Object.keys(body).join() !== 'errors')
    throw new Error(`expected one error and nothing else, got ${text}`);
  const { code, backend, retryable, requestId, ...more } = error.extensions;
  if (backend !== null || retryable !== false || Object.keys(more).length > 0)
    throw new Error(`expected code, backend, retryable and requestId, got ${text}`);
  if (requestId !== headers.get('x-request-id')) throw new Error(`expected one request id, got ${text}`);
  return { code: String(code), message: error.message };
};
