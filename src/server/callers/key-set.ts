import { createLocalJWKSet, errors, type JSONWebKeySet, type JWTVerifyGetKey, type LocalJWKSet } from 'jose';
import type { Logger } from 'pino';

/**
 * The public keys of an issuer. They are fetched when the first token asks for one, again in the background once they are ten minutes old, and
 * when a token names a key that is not among them. However many tokens there are, forged ones included, no fetch begins within 30 s of the
 * one before, be it that it failed: jose's own `createRemoteJWKSet` counts successes only. Keys that could not be fetched again for an hour
 * are not believed any more.
 *
 * Rejects with one of jose's errors where it has no key for a token.
 */
export const createKeySet = (deps: {
  readonly fetchKeys: () => Promise<JSONWebKeySet>;
  /** Milliseconds since any fixed time, which nobody sets back: until then no fetch would begin. */
  readonly now: () => number;
  readonly log: Pick<Logger, 'warn'>;
}): JWTVerifyGetKey => {
  const { fetchKeys, now, log } = deps;
  let known: { readonly keys: LocalJWKSet; readonly fetchedAt: number } | null = null;
  let begunAt = Number.NEGATIVE_INFINITY;
  let underWay: Promise<void> | null = null;

  const fetchAgain = async (): Promise<void> => {
    begunAt = now();
    try {
      const keys = createLocalJWKSet(await fetchKeys());
      known = { keys, fetchedAt: now() };
    } catch (error) {
      log.warn({ err: error }, "the issuer's keys could not be fetched");
    }
  };

  /** Resolves when there may be other keys than before: at once where none may be fetched now. */
  const renewed = async (): Promise<void> => {
    if (underWay === null && now() - begunAt >= pauseMs)
      underWay = fetchAgain().finally(() => {
        underWay = null;
      });
    await underWay;
  };

  const believed = (): LocalJWKSet => {
    if (known === null || now() - known.fetchedAt > believedMs) throw new errors.JWKSNoMatchingKey();
    return known.keys;
  };

  return async (header, token) => {
    if (known === null || now() - known.fetchedAt > believedMs) await renewed();
    else if (now() - known.fetchedAt > youngMs) void renewed();
    const keys = believed();
    try {
      return await keys(header, token);
    } catch (error) {
      if (!(error instanceof errors.JWKSNoMatchingKey)) throw error;
      await renewed();
      const others = believed();
      if (others === keys) throw error;
      return others(header, token);
    }
  };
};

const pauseMs = 30_000;
const youngMs = 10 * 60_000;
const believedMs = 60 * 60_000;
