import type { CallOptions } from '../domain/call-options.ts';
import { BackendError } from '../domain/errors.ts';
import type { Health } from '../domain/health.ts';
import type { HttpAnswer, HttpCall } from './call.ts';
import { createConnections } from './connections.ts';
import { isWebPage, nameOfType } from './content-type.ts';
import { invalidAnswer } from './json.ts';
import type { LargeBodies } from './large-bodies.ts';
import { parseOrigin, pathOfLink } from './origin.ts';
import { mostPages } from './pages.ts';
import type { UrlPath } from './path.ts';
import { createPolicies, type PolicyOptions } from './policies.ts';
import { requestIdOf } from './request-id.ts';
import { errorOfStatus, exceptCredentials, type ReadVendorCode } from './status.ts';

/** Speaks to one backend's origin and to no other, politely: within its rate, a deadline and a size, and not at all while it is down. */
export type HttpClient = {
  /** The backend's id, for errors. */
  readonly backend: string;
  /**
   * Rejects with a `BackendError` for every status that is neither 2xx nor in `accept`; redirects are never followed. A write is sent again
   * by itself only where it never left.
   */
  send(call: HttpCall, options?: CallOptions): Promise<HttpAnswer>;
  /** The path of a link that the backend gave. Throws UPSTREAM_INVALID unless the link leads to the same origin and to the same path as `list`. */
  pathOfLink(operation: string, link: string, list: UrlPath): UrlPath;
  /** More pages than these are no list. */
  readonly maxPages: number;
  health(): Health;
  close(): Promise<void>;
};

/** Headers that prove who calls, asked for before each call so that a credential can be renewed. */
export type Credentials = {
  (signal?: AbortSignal): Promise<Readonly<Record<string, string>>>;
  /** The backend refused what was given: nothing of it is to be kept. */
  forget?(): void;
};

export type HttpClientOptions = PolicyOptions & {
  /** `https://host[:port][/base/path]`. */
  readonly baseUrl: string;
  /** Without it, an `http:` base URL is refused. */
  readonly allowPlainHttp: boolean;
  /** Certificates to trust instead of the system's, PEM. */
  readonly ca?: string | undefined;
  readonly credentials: Credentials;
  readonly maxResponseBytes: number;
  /** Shared by all backends of a process, which have one memory. */
  readonly largeBodies?: LargeBodies | undefined;
  /** `mostPages` when not given. */
  readonly maxPages?: number | undefined;
  /** Finds the backend's own short code in an error's body. */
  readonly readVendorCode?: ReadVendorCode | undefined;
};

export const createHttpClient = (options: HttpClientOptions): HttpClient => {
  const { backend, readVendorCode } = options;
  const base = parseOrigin(options);
  const connections = createConnections(options, base);
  const policies = createPolicies(options);

  return {
    backend,
    send: async (call, { signal, priority, spend, onRequestId } = {}) => {
      if (spend?.() === false) throw tooManyCalls(backend, call);
      return policies.run(
        { ...call, signal, priority },
        () => options.credentials(signal),
        async (credentials, limits) => {
          const answer = await connections.exchange(call, { credentials, ...limits });
          const requestId = call.method === 'GET' ? null : requestIdOf(answer, credentials);
          if (requestId !== null) onRequestId?.(requestId);
          if (answer.status === 401) options.credentials.forget?.();
          if (isSuccess(answer.status)) return unlessWebPage(backend, answer);
          if (call.accept?.includes(answer.status)) return answer;
          throw errorOfStatus(
            backend,
            answer,
            readVendorCode && exceptCredentials(readVendorCode, credentials),
          );
        },
      );
    },
    maxPages: options.maxPages ?? mostPages,
    pathOfLink: (operation, link, list) => pathOfLink({ backend, base, operation, list }, link),
    health: policies.health,
    close: async () => {
      policies.stop();
      await connections.close();
    },
  };
};

/** Of one request to Rolecall. What its earlier calls have told stands. */
const tooManyCalls = (backend: string, { operation }: HttpCall): BackendError =>
  new BackendError(
    'COST_EXCEEDED',
    `Backend ${backend} is not asked for ${operation}: the request has caused as many calls as one may (upstreamCalls)`,
    { backend, operation, wasSent: false },
  );

/** A sign-in page, say, with 200. No vendor answers so, and many writes are taken at their status alone. */
const unlessWebPage = (backend: string, answer: HttpAnswer): HttpAnswer => {
  const { operation, headers } = answer;
  if (!isWebPage(headers['content-type']) || answer.text === '') return answer;
  throw invalidAnswer(backend, operation, `expected JSON, got ${nameOfType(headers['content-type'])}`);
};

const isSuccess = (status: number): boolean => status >= 200 && status < 300;
