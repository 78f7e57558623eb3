import { createServer, type IncomingHttpHeaders, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createFaults, type Fault, type Faults } from './faults.ts';

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

export type EmulatorRequest = {
  readonly method: string;
  /** The request-target byte for byte, as `ReceivedRequest` has it. */
  readonly target: string;
  /** The raw path, still encoded, without query. */
  readonly path: string;
  /** The decoded values of the route's `:name` parts. */
  readonly params: Readonly<Record<string, string>>;
  readonly query: URLSearchParams;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
};

export type EmulatorAnswer = {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>> | undefined;
  /** Sent as JSON. */
  readonly json?: unknown | undefined;
  /** Sent as it is; `text/plain` unless `headers` say otherwise. */
  readonly text?: string | undefined;
};

/** More than any test needs, and no more than a demo left running for days can bear. */
const maxRemembered = 100_000;

/** Keys are `METHOD /path/:param`, relative to the origin; the first that fits answers. */
export type Routes = Readonly<Record<string, (request: EmulatorRequest) => EmulatorAnswer>>;

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
}): Promise<Emulator> => {
  const faults = createFaults();
  const requests: ReceivedRequest[] = [];
  const table = Object.entries(options.routes).map(([key, answer]) => ({ ...parseRoute(key), answer }));

  const respond = (request: EmulatorRequest): EmulatorAnswer => {
    const refusal = options.guard(request);
    if (refusal !== null) return refusal;
    const fitting = table.flatMap((route) => {
      const params = paramsOf(route.pattern, request.path);
      return params === null ? [] : [{ ...route, params }];
    });
    const route = fitting.find(({ method }) => method === request.method);
    if (route === undefined)
      return options.unrouted(request, [...new Set(fitting.map(({ method }) => method))]);
    return route.answer({ ...request, params: route.params });
  };

  const server = createServer(async (incoming, outgoing) => {
    const received = await receive(incoming);
    requests.push(received);
    if (requests.length > maxRemembered) requests.shift();
    const [rawPath = '', ...search] = received.target.split('?');
    const request: EmulatorRequest = {
      method: received.method,
      target: received.target,
      path: rawPath,
      params: {},
      query: new URLSearchParams(search.join('?')),
      headers: received.headers,
      body: received.body,
    };
    const fault = faults.take(received.method, received.target);
    await answer(outgoing, received, fault, () => respond(request));
  });
  // A response that never comes must not keep `close` waiting, and keep-alive must outlive a test's pauses.
  server.keepAliveTimeout = 60_000;
  server.requestTimeout = 0;
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(options.port ?? 0, '127.0.0.1', resolve);
  });
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
        server.closeAllConnections();
      }),
  };
};

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
    case 'alter':
      return send(fault.alter(respond()));
  }
};

const bodyOf = ({ json, text }: Pick<EmulatorAnswer, 'json' | 'text'>): string =>
  json === undefined ? (text ?? '') : JSON.stringify(json);

type Route = { readonly method: string; readonly pattern: readonly string[] };

const parseRoute = (key: string): Route => {
  const [method = '', pattern = ''] = key.split(' ');
  return { method, pattern: pattern.split('/') };
};

/** `null` where the path is another one. A part that cannot be decoded fits nothing. */
const paramsOf = (pattern: readonly string[], rawPath: string): Record<string, string> | null => {
  const parts = rawPath.split('/');
  if (parts.length !== pattern.length) return null;
  const params: Record<string, string> = {};
  for (const [at, expected] of pattern.entries()) {
    const part = parts[at] ?? '';
    if (!expected.startsWith(':')) {
      if (expected !== part) return null;
      continue;
    }
    if (part === '') return null;
    try {
      params[expected.slice(1)] = decodeURIComponent(part);
    } catch {
      return null;
    }
  }
  return params;
};
