import { RolecallError } from '../../domain/errors.ts';
import type { IndexStatus } from '../../identity/refresh/backend-refresher.ts';
import type { Context } from '../context.ts';

/** How old an answer may be, in seconds: any age when not given, and with 0 the backend is always asked. */
export type MaxAge = number | null | undefined;

/** The same as an instant, in milliseconds since the epoch. LIVE: what the index tells is never young enough. */
export type Freshness =
  | { readonly kind: 'ANY' }
  | { readonly kind: 'SINCE'; readonly at: number }
  | { readonly kind: 'LIVE' };

export const ofAnyAge: Freshness = { kind: 'ANY' };
export const live: Freshness = { kind: 'LIVE' };

/** Throws BAD_INPUT for a negative age. */
export const freshnessOf = ({ now }: Pick<Context, 'now'>, maxAgeSeconds: MaxAge): Freshness => {
  if (maxAgeSeconds == null) return ofAnyAge;
  if (maxAgeSeconds === 0) return live;
  if (maxAgeSeconds > 0) return { kind: 'SINCE', at: now().getTime() - 1000 * maxAgeSeconds };
  throw new RolecallError('BAD_INPUT', `expected maxAgeSeconds to be 0 or more, got ${maxAgeSeconds}`, {
    path: ['maxAgeSeconds'],
  });
};

/** Whether what was read as of then is young enough. */
export const isFresh = (asOf: number, freshness: Freshness): boolean => {
  switch (freshness.kind) {
    case 'ANY':
      return true;
    case 'SINCE':
      return asOf >= freshness.at;
    case 'LIVE':
      return false;
  }
};

/** Whether a backend was read to its end, and recently enough. */
export const isReadSince = ({ complete }: IndexStatus, freshness: Freshness): boolean =>
  complete !== null && isFresh(complete.startedAt, freshness);
