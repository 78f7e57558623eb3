import { BackendError } from '../domain/errors.ts';
import type { HttpCall } from './call.ts';

/** The error of a call that Rolecall does not make, or no longer waits for, so that the backend has its peace. `reason` goes on after "now: ". */
export const notAsked = (
  { backend, operation }: Pick<HttpCall, 'operation'> & { readonly backend: string },
  code: 'RATE_LIMITED' | 'UPSTREAM_UNAVAILABLE' | 'QUARANTINED',
  reason: string,
  retryAfterMs: number | null,
): BackendError =>
  new BackendError(code, `Backend ${backend} is not asked for ${operation} now: ${reason}`, {
    backend,
    operation,
    retryAfterMs,
    wasSent: false,
  });

/** For a sentence, rounded up. */
export const seconds = (ms: number): string => `${Math.ceil(ms / 1000)} s`;
