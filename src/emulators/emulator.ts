import { randomUUID } from 'node:crypto';
import { createServer, type IncomingHttpHeaders, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { EmulatorAnswer } from './answer.ts';
import { createFaults, type Fault, type Faults } from './faults.ts';
import { createRouter, type EmulatorRequest, type Routes } from './routes.ts';

/** A stateful stand-in that speaks one vendor's wire format on loopback. */
export type Emulator = {
  /** What a configuration gives as `baseUrl`. */
  readonly url: string;
  /** Every request since the start or the last `forget`, in order of arrival; the oldest go when there are very many. */
  readonly requests: readonly ReceivedRequest[];
  readonly faults: Faults;
  /** Empties `requests`; state and faults stay. */
  forget(): void;
  close(): Promise<void>;
};

export type ReceivedRequest = {
  /** Milliseconds since the epoch. */
  readonly at: number;
  readonly method: string;
  /** The request-target of the raw request line, byte for byte: path and query, still encoded. */
  readonly target: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
  /** What was sent back; `null` while unanswered, and for ever after a hang or a reset. */
  answered: { readonly status: number; readonly contentType: string | null; readonly body: string } | null;
};

export const startEmulator = async (options: {
  /** 0 and not given choose a free one. */
  readonly port?: number | undefined;
  /** Added to the origin in `url`; routes name it themselves. */
  readonly basePath?: string;
  /** Runs before the routes: credentials, versions, limits. An answer ends the request. */
  readonly guard: (request: EmulatorRequest) => EmulatorAnswer | null;
  readonly routes: Routes;
  /** What the vendor says where no route fits. `allowed` names the methods of the path, empty where the path is unknown. */
  readonly unrouted: (request: EmulatorRequest, allowed: readonly string[]) => EmulatorAnswer;
  /** The header that names each request anew; none when not given, or while it is `null`. */
  readonly requestIdHeader?: () => string | null;
}): Promise<Emulator> => {
  const faults = createFaults();
  const requests: ReceivedRequest[] = [];
  const route = createRouter(options.routes, options.unrouted);

  const server = createServer(async (incoming, outgoing) => {
    const received = await receive(incoming);
    requests.push(received);
    if (requests.length > maxRemembered) requests.shift();
    const request = toRequest(received);
    const fault = faults.take(received.method, received.target);
    await answer(outgoing, received, fault, () =>
      named(options.guard(request) ?? route(request), options.requestIdHeader?.() ?? null),
    );
  });
  // Keep-alive must outlive a test's pauses.
  server.keepAliveTimeout = 60_000;
  server.requestTimeout = 0;
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(options.port ?? 0, '127.0.0.1', resolve);
  });
  // Only a pipe or a server that does not listen has another kind of address.
  const { port } = server.address() as AddressInfo;

  return {
    url: `http://127.0.0.1:${port}${options.basePath ?? ''}`,
    requests,
    faults,
    forget: () => {
      requests.length = 0;
    },
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        // A response that never comes would keep `close` waiting.
        server.closeAllConnections();
      }),
  };
};

/** More than any test needs, and no more than a demo left running for days can bear: each is kept with its answer. */
const maxRemembered = 20_000;

const receive = async (incoming: IncomingMessage): Promise<ReceivedRequest> => {
  const at = Date.now();
  const chunks: Buffer[] = [];
  for await (const chunk of incoming) chunks.push(chunk);
  return {
    at,
    method: incoming.method ?? '',
    target: incoming.url ?? '',
    headers: incoming.headers,
    body: Buffer.concat(chunks).toString('utf8'),
    answered: null,
  };
};

const named = (answer: EmulatorAnswer, header: string | null): EmulatorAnswer =>
  header === null ? answer : { ...answer, headers: { ...answer.headers, [header]: randomUUID() } };

const toRequest = ({ method, target, headers, body }: ReceivedRequest): EmulatorRequest => {
  const [path = '', ...search] = target.split('?');
  return { method, target, path, params: {}, query: new URLSearchParams(search.join('?')), headers, body };
};

const answer = async (
  outgoing: ServerResponse,
  received: ReceivedRequest,
  fault: Fault | null,
  respond: () => EmulatorAnswer,
): Promise<void> => {
  const send = ({ status, headers, json, text }: EmulatorAnswer): void => {
    const body = bodyOf({ json, text });
    const type = json !== undefined ? 'application/json; charset=utf-8' : 'text/plain; charset=utf-8';
    const sent: Record<string, string> = { ...(body === '' ? {} : { 'content-type': type }), ...headers };
    received.answered = { status, contentType: sent['content-type'] ?? null, body };
    outgoing.writeHead(status, sent);
    outgoing.end(body);
  };

  if (fault === null) return send(respond());
  switch (fault.kind) {
    case 'latency':
      await new Promise((resolve) => setTimeout(resolve, fault.ms));
      return send(respond());
    case 'status':
      if (fault.applied) respond();
      return send(fault.answer);
    case 'hang':
      if (fault.applied) respond();
      return;
    case 'reset':
      if (fault.applied) respond();
      outgoing.socket?.resetAndDestroy();
      return;
    case 'half-body': {
      const { status, headers, json, text } = respond();
      const body = bodyOf({ json, text });
      outgoing.writeHead(status, {
        'content-type': 'application/json',
        'content-length': Buffer.byteLength(body),
        ...headers,
      });
      outgoing.write(body.slice(0, body.length / 2), () => outgoing.socket?.resetAndDestroy());
      return;
    }
    case 'raw':
      outgoing.socket?.end(fault.toBytes(respond()));
      return;
    case 'alter':
      return send(fault.alter(respond()));
  }
};

const bodyOf = ({ json, text }: Pick<EmulatorAnswer, 'json' | 'text'>): string =>
  json === undefined ? (text ?? '') : JSON.stringify(json);
