import type { HttpAnswer, HttpCall } from './call.ts';
import { createConnections } from './connections.ts';
import { parseOrigin, pathOfLink } from './origin.ts';
import { createPace } from './pace.ts';
import type { UrlPath } from './path.ts';
import { errorOfStatus, type ReadVendorCode } from './status.ts';

/** Speaks to one backend's origin and to no other, politely: within its rate, a deadline and a size. */
export type HttpClient = {
  /** The backend's id, for errors. */
  readonly backend: string;
  /** Sends once and never again by itself. Rejects with a `BackendError` for every status that is neither 2xx nor in `accept`; redirects are never followed. */
  send(call: HttpCall): Promise<HttpAnswer>;
  /** The path of a link that the backend gave. Throws UPSTREAM_INVALID unless the link leads to the same origin and to the same path as `list`. */
  pathOfLink(operation: string, link: string, list: UrlPath): UrlPath;
  close(): Promise<void>;
};

/** Headers that prove who calls, asked for before each call so that a credential can be renewed. */
export type Credentials = (signal?: AbortSignal) => Promise<Readonly<Record<string, string>>>;

export type HttpClientOptions = {
  readonly backend: string;
  /** `https://host[:port][/base/path]`. */
  readonly baseUrl: string;
  /** Without it, an `http:` base URL is refused. */
  readonly allowPlainHttp: boolean;
  /** Certificates to trust instead of the system's, PEM. */
  readonly ca?: string | undefined;
  readonly credentials: Credentials;
  /** At most this many requests start in any sliding second. */
  readonly requestsPerSecond: number;
  /** At most this many requests are under way. */
  readonly concurrency: number;
  /** Milliseconds from a request's start to the last byte of its answer. Waiting for a turn does not count. */
  readonly timeoutMs: number;
  readonly maxResponseBytes: number;
  /** Finds the backend's own short code in an error's body. */
  readonly readVendorCode?: ReadVendorCode | undefined;
};

export const createHttpClient = (options: HttpClientOptions): HttpClient => {
  const { backend } = options;
  const base = parseOrigin(options);
  const connections = createConnections(options, base);
  const pace = createPace(options);

  return {
    backend,
    send: async (call) => {
      // Before the turn: turns that wait for one renewal of a token would all start at once when it comes.
      const credentials = await options.credentials(call.signal);
      return pace.run(call, async () => {
        const answer = await connections.exchange(call, credentials);
        if (isSuccess(answer.status) || call.accept?.includes(answer.status)) return answer;
        throw errorOfStatus(backend, answer, options.readVendorCode);
      });
    },
    pathOfLink: (operation, link, list) => pathOfLink({ backend, base, operation, list }, link),
    close: async () => {
      pace.stop();
      await connections.close();
    },
  };
};

const isSuccess = (status: number): boolean => status >= 200 && status < 300;
