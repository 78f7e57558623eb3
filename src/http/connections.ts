import { Pool } from 'undici';
import type { HttpAnswer, HttpCall } from './call.ts';
import { type ExchangeOptions, exchange } from './exchange.ts';
import { createLargeBodies, type LargeBodies } from './large-bodies.ts';
import type { Base } from './origin.ts';

/** Connections to one origin. */
export type Connections = {
  exchange(call: HttpCall, options: ExchangeOptions): Promise<HttpAnswer>;
  close(): Promise<void>;
};

export type ConnectionOptions = {
  /** The backend's id, for errors. */
  readonly backend: string;
  /** Certificates to trust instead of the system's, PEM. */
  readonly ca?: string | undefined;
  /** At most this many connections. */
  readonly concurrency: number;
  /** Milliseconds until a connection has to be made. */
  readonly timeoutMs: number;
  readonly maxResponseBytes: number;
  /** Whose turn it is among all backends of the process; of its own when not given. */
  readonly largeBodies?: LargeBodies | undefined;
};

export const createConnections = (options: ConnectionOptions, base: Base): Connections => {
  const { backend, maxResponseBytes } = options;
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
    // The deadline of the whole exchange stands in for undici's own timers.
    headersTimeout: 0,
    bodyTimeout: 0,
  });
  const destination = {
    backend,
    dispatcher: pool,
    basePath: base.path,
    maxResponseBytes,
    largeBodies: options.largeBodies ?? createLargeBodies(),
  };

  return {
    exchange: (call, limits) => exchange(destination, call, limits),
    close: () => pool.destroy(),
  };
};
