import { connect } from 'node:net';

/** What came of a request. */
export type Answer = {
  /** 0 where the connection ended without one. */
  readonly status: number;
  readonly type: string;
  readonly requestId: string | null;
  readonly text: string;
  readonly ms: number;
};

export const sendBody = async (url: string, token: string, body: Uint8Array | string): Promise<Answer> => {
  const begun = performance.now();
  const response = await fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` },
    body: body as string | Uint8Array<ArrayBuffer>,
    signal: AbortSignal.timeout(patienceMs),
  });
  const text = await response.text();
  return {
    status: response.status,
    type: response.headers.get('content-type') ?? '',
    requestId: response.headers.get('x-request-id'),
    text,
    ms: performance.now() - begun,
  };
};

/** Writes bytes onto a connection of their own and ends it. */
export const sendBytes = (url: string, bytes: Uint8Array): Promise<Answer> =>
  new Promise((resolve, reject) => {
    const begun = performance.now();
    const { hostname, port } = new URL(url);
    const socket = connect(Number(port), hostname);
    const received: Buffer[] = [];
    socket.setTimeout(patienceMs, () => socket.destroy(new Error('the connection stayed open')));
    socket.on('data', (piece) => received.push(piece));
    socket.on('error', (error: NodeJS.ErrnoException) => {
      if (error.code !== 'ECONNRESET' && error.code !== 'EPIPE') reject(error);
    });
    socket.on('close', () =>
      resolve({ ...answerIn(Buffer.concat(received).toString('utf8')), ms: performance.now() - begun }),
    );
    socket.end(bytes);
  });

/** Longer than any answer may take. */
const patienceMs = 15_000;

/** The first that is final. */
const answerIn = (text: string): Omit<Answer, 'ms'> => {
  const [head = '', ...rest] = text.split('\r\n\r\n');
  const status = Number(/^HTTP\/1\.1 (\d{3}) /.exec(head)?.[1] ?? 0);
  if (status === 100) return answerIn(rest.join('\r\n\r\n'));
  const header = (name: string): string | null =>
    new RegExp(`^${name}: (.*)$`, 'im').exec(head)?.[1]?.trim() ?? null;
  const length = Number(header('content-length') ?? 0);
  return {
    status,
    type: header('content-type') ?? '',
    requestId: header('x-request-id'),
    text: Buffer.from(rest.join('\r\n\r\n')).subarray(0, length).toString('utf8'),
  };
};
