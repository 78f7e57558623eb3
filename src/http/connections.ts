import { Pool } from 'undici';
import { BackendError } from '../domain/errors.ts';
import { createBody } from './body.ts';
import type { HttpAnswer, HttpCall } from './call.ts';
import { createLargeBodies, type LargeBodies, largeBytes } from './large-bodies.ts';
import type { Base } from './origin.ts';

/** Connections to one origin. Each exchange has a deadline and a size that it cannot outgrow. */
export type Connections = {
  exchange(call: HttpCall, options: ExchangeOptions): Promise<HttpAnswer>;
  close(): Promise<void>;
};

export type ExchangeOptions = {
  /** Headers that prove who calls. */
  readonly credentials: Readonly<Record<string, string>>;
  /** From the request's start to the last byte of its answer. */
  readonly timeoutMs: number;
  /** Each of them ends the exchange. */
  readonly signals?: readonly AbortSignal[] | undefined;
};

export type ConnectionOptions = {
  /** The backend's id, for errors. */
  readonly backend: string;
  /** Certificates to trust instead of the system's, PEM. */
  readonly ca?: string | undefined;
  /** At most this many connections. */
  readonly concurrency: number;
  /** Milliseconds for the whole operation, as its errors tell. */
  readonly timeoutMs: number;
  readonly maxResponseBytes: number;
};

export const createConnections = (options: ConnectionOptions, base: Base): Connections => {
  const pool = new Pool(base.origin, {
    connections: options.concurrency,
    connect: {
      timeout: options.timeoutMs,
      // Said aloud, so that no NODE_TLS_REJECT_UNAUTHORIZED of the environment takes it back.
      rejectUnauthorized: true,
      ...(options.ca === undefined ? {} : { ca: options.ca }),
    },
    // One request per connection, its request line as written; HTTP/2 would be a second protocol to prove.
    allowH2: false,
    // The deadline of the whole exchange, below, stands in for undici's own timers.
    headersTimeout: 0,
    bodyTimeout: 0,
  });

  const shared: Shared = { ...options, pool, base, largeBodies: createLargeBodies() };
  return {
    exchange: (call, exchanged) => exchange(shared, call, exchanged),
    close: () => pool.destroy(),
  };
};

type Shared = ConnectionOptions & {
  readonly pool: Pool;
  readonly base: Base;
  readonly largeBodies: LargeBodies;
};

/** `dispatch` with a handler that collects costs a quarter less CPU than `request` with its streams. */
const exchange = (
  shared: Shared,
  call: HttpCall,
  { credentials, timeoutMs, signals = [] }: ExchangeOptions,
): Promise<HttpAnswer> =>
  new Promise((resolve, reject) => {
    const { backend, pool, largeBodies } = shared;
    const { operation } = call;
    const startedAt = performance.now();
    const body = createBody(shared.maxResponseBytes);
    let wasSent = false;
    let status = 0;
    let headers: HttpAnswer['headers'] = {};
    let abort: ((reason: Error) => void) | null = null;
    let endTurn: (() => void) | null = null;
    let isSettled = false;

    const settle = (end: () => void): void => {
      if (isSettled) return;
      isSettled = true;
      clearTimeout(deadline);
      for (const signal of signals) signal.removeEventListener('abort', giveUp);
      // By then whoever waits for the answer has parsed it.
      if (endTurn !== null) setImmediate(endTurn);
      end();
    };
    const fail = (error: BackendError): void =>
      settle(() => {
        reject(error);
        abort?.(error);
      });
    const failWith = (
      code: 'UPSTREAM_TIMEOUT' | 'UPSTREAM_INVALID' | 'UPSTREAM_UNAVAILABLE',
      message: string,
      cause?: unknown,
    ) => {
      // Only a head that is refused for what it says is an answer; half of one is none.
      const known = code === 'UPSTREAM_INVALID' ? { status } : {};
      fail(new BackendError(code, message, { backend, operation, cause, wasSent, ...known }));
    };
    const giveUp = (): void =>
      failWith(
        'UPSTREAM_TIMEOUT',
        `Backend ${backend} had not answered ${operation} when the request's time was up`,
      );

    const outgrow = (): void =>
      failWith(
        'UPSTREAM_INVALID',
        `Backend ${backend} answered ${operation} with more than ${shared.maxResponseBytes} bytes`,
      );

    const deadline = setTimeout(
      () =>
        failWith(
          'UPSTREAM_TIMEOUT',
          `Backend ${backend} did not answer ${operation} within ${shared.timeoutMs} ms`,
        ),
      timeoutMs,
    );
    if (signals.some(({ aborted }) => aborted)) return giveUp();
    for (const signal of signals) signal.addEventListener('abort', giveUp, { once: true });

    pool.dispatch(
      {
        method: call.method,
        path: shared.base.path + call.path,
        body: bodyOf(call),
        headers: {
          accept: 'application/json',
          // Without it a server may compress as it likes (RFC 9110, 12.5.3).
          'accept-encoding': 'identity',
          ...contentTypeOf(call),
          ...credentials,
        },
      },
      {
        onRequestStart: (controller) => {
          abort = (reason) => controller.abort(reason);
          if (isSettled) return controller.abort(new Error('given up before it was sent'));
          wasSent = true;
        },
        onResponseStart: (_controller, statusCode, responseHeaders) => {
          status = statusCode;
          headers = responseHeaders;
          // What inflates without bound is not read.
          if (isCompressed(responseHeaders['content-encoding']))
            failWith('UPSTREAM_INVALID', `Backend ${backend} answered ${operation} compressed, unasked`);
          if (Number(responseHeaders['content-length'] ?? 0) > shared.maxResponseBytes) outgrow();
        },
        onResponseData: (controller, chunk) => {
          if (endTurn === null && body.size + chunk.length > largeBytes) {
            controller.pause();
            endTurn = largeBodies.takeTurn(() => controller.resume());
          }
          if (!body.append(chunk)) outgrow();
        },
        onResponseEnd: () => {
          const tookMs = performance.now() - startedAt;
          settle(() => resolve({ operation, status, headers, text: body.text(), tookMs }));
        },
        onResponseError: (_controller, cause) =>
          failWith(
            'UPSTREAM_UNAVAILABLE',
            `Backend ${backend} gave no whole answer to ${operation}${reasonOf(cause)}`,
            cause,
          ),
      },
    );
  });

const bodyOf = ({ body }: HttpCall): string | null => {
  if (body === undefined) return null;
  return body instanceof URLSearchParams ? body.toString() : JSON.stringify(body);
};

const contentTypeOf = ({ body, contentType }: HttpCall): Readonly<Record<string, string>> => {
  if (body === undefined) return {};
  const usual = body instanceof URLSearchParams ? 'application/x-www-form-urlencoded' : 'application/json';
  return { 'content-type': contentType ?? usual };
};

const isCompressed = (encoding: string | string[] | undefined): boolean =>
  encoding !== undefined && String(encoding).toLowerCase() !== 'identity';

/** The system's short code, such as ECONNREFUSED; never the message, which holds addresses. */
const reasonOf = (cause: unknown): string =>
  cause instanceof Error && 'code' in cause && typeof cause.code === 'string' ? `: ${cause.code}` : '';
