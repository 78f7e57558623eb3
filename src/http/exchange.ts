import type { Dispatcher } from 'undici';
import { BackendError } from '../domain/errors.ts';
import { createBody } from './body.ts';
import type { HttpAnswer, HttpCall } from './call.ts';
import { type LargeBodies, largeBytes } from './large-bodies.ts';
import { createTimer } from './timer.ts';

/** Where an exchange goes. */
export type Destination = {
  /** The backend's id, for errors. */
  readonly backend: string;
  readonly dispatcher: Dispatcher;
  /** Before the call's path, such as `/qa`. */
  readonly basePath: string;
  readonly maxResponseBytes: number;
  readonly largeBodies: LargeBodies;
};

export type ExchangeOptions = {
  /** Headers that prove who calls. */
  readonly credentials: Readonly<Record<string, string>>;
  /** Milliseconds from the request's start to the last byte of its answer; none are left where it is not positive. */
  readonly timeoutMs: number;
  /** Each of them ends the exchange. */
  readonly signals?: readonly (AbortSignal | undefined)[] | undefined;
};

/**
 * Sends one request and reads its answer to the end, within a time and a size that it cannot outgrow. What it cannot end well, it ends
 * together with the connection.
 *
 * `dispatch` with a handler that collects costs a quarter less CPU than `request` with its streams.
 */
export const exchange = (
  { backend, dispatcher, basePath, maxResponseBytes, largeBodies }: Destination,
  call: HttpCall,
  { credentials, timeoutMs, signals = [] }: ExchangeOptions,
): Promise<HttpAnswer> =>
  new Promise((resolve, reject) => {
    const { operation } = call;
    const body = createBody(maxResponseBytes);
    let wasSent = false;
    let status = 0;
    let expectedBytes = 0;
    let headers: HttpAnswer['headers'] = {};
    let abort: ((reason: Error) => void) | null = null;
    let endLargeBody: (() => void) | null = null;
    let isSettled = false;

    const settle = (end: () => void): void => {
      if (isSettled) return;
      isSettled = true;
      timer.stop();
      for (const signal of signals) signal?.removeEventListener('abort', outOfTime);
      // By then whoever waits for the answer has parsed it, or keeps its bytes and parses them part by part.
      if (endLargeBody !== null) setImmediate(endLargeBody);
      end();
    };
    const fail = (code: FailureCode, message: string, cause?: unknown): void => {
      // An answer that is refused for what it says tells its status; one that never came to its end does not.
      const known = code === 'UPSTREAM_INVALID' ? { status } : {};
      const error = new BackendError(code, `Backend ${backend} ${message}`, {
        backend,
        operation,
        cause,
        wasSent,
        ...known,
      });
      settle(() => {
        reject(error);
        abort?.(error);
      });
    };
    const outOfTime = (): void =>
      fail('UPSTREAM_TIMEOUT', `had not answered ${operation} when the request's time was up`);
    const late = (): void =>
      fail('UPSTREAM_TIMEOUT', `did not answer ${operation} within ${Math.round(timeoutMs)} ms`);
    const compressed = (): void => fail('UPSTREAM_INVALID', `answered ${operation} compressed, unasked`);
    const outgrown = (): void =>
      fail('UPSTREAM_INVALID', `answered ${operation} with more than ${maxResponseBytes} bytes`);

    const timer = createTimer(timeoutMs, late);
    if (timeoutMs <= 0) return fail('UPSTREAM_TIMEOUT', `had no time left to answer ${operation}`);
    if (signals.some((signal) => signal?.aborted)) return outOfTime();
    for (const signal of signals) signal?.addEventListener('abort', outOfTime, { once: true });

    dispatcher.dispatch(toRequest(call, basePath, credentials), {
      onRequestStart: (controller) => {
        abort = (reason) => controller.abort(reason);
        if (isSettled) return controller.abort(new Error('given up before it was sent'));
        wasSent = true;
      },
      onResponseStart: (_controller, statusCode, responseHeaders) => {
        status = statusCode;
        headers = responseHeaders;
        // What inflates without bound is not read.
        if (isCompressed(responseHeaders['content-encoding'])) compressed();
        expectedBytes = Number(responseHeaders['content-length'] ?? 0);
        if (expectedBytes > maxResponseBytes) outgrown();
      },
      onResponseData: (controller, chunk) => {
        if (endLargeBody === null && body.size + chunk.length > largeBytes) {
          // Others are at fault for the wait, so it is not the backend's time.
          controller.pause();
          timer.pause();
          endLargeBody = largeBodies.takeTurn(() => {
            if (isSettled) return;
            body.expect(expectedBytes);
            timer.resume();
            controller.resume();
          });
        }
        if (!body.append(chunk)) outgrown();
      },
      onResponseEnd: () => {
        const tookMs = timer.elapsedMs();
        // Not spread, which would make the text of a large one.
        settle(() => resolve(Object.assign(body.read(), { operation, status, headers, tookMs })));
      },
      onResponseError: (_controller, cause) =>
        fail('UPSTREAM_UNAVAILABLE', `gave no whole answer to ${operation}${reasonOf(cause)}`, cause),
    });
  });

type FailureCode = 'UPSTREAM_TIMEOUT' | 'UPSTREAM_INVALID' | 'UPSTREAM_UNAVAILABLE';

const toRequest = (
  call: HttpCall,
  basePath: string,
  credentials: Readonly<Record<string, string>>,
): Dispatcher.DispatchOptions => ({
  method: call.method,
  path: basePath + call.path,
  body: bodyOf(call),
  headers: {
    accept: 'application/json',
    // Without it a server may compress as it likes (RFC 9110, 12.5.3).
    'accept-encoding': 'identity',
    ...contentTypeOf(call),
    ...credentials,
  },
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
