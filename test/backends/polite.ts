import type { Credentials, HttpClientOptions } from '../../src/http/client.ts';

/** How tests speak to an emulator: patiently and fast. */
export const politeTo = (
  backend: string,
  baseUrl: string,
  credentials: Credentials,
  options: {
    readonly timeoutMs?: number | undefined;
    readonly maxResponseBytes?: number | undefined;
    readonly concurrency?: number | undefined;
    readonly maxPages?: number | undefined;
  } = {},
): HttpClientOptions => ({
  backend,
  baseUrl,
  credentials,
  allowPlainHttp: true,
  requestsPerSecond: 100_000,
  concurrency: options.concurrency ?? 8,
  timeoutMs: options.timeoutMs ?? 5000,
  maxResponseBytes: options.maxResponseBytes ?? 10_000_000,
  maxPages: options.maxPages,
});

/** The decoded segment at `place` of a request's path, where the path has exactly `length` segments; `null` elsewhere. */
export const segmentOf = (target: string, place: number, length: number): string | null => {
  const segments = (target.split('?')[0] ?? '').split('/').slice(1);
  const segment = segments[place];
  return segments.length === length && segment !== undefined ? decodeURIComponent(segment) : null;
};
