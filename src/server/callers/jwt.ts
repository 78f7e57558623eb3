import { decodeProtectedHeader, errors, type JWTPayload, type JWTVerifyGetKey, jwtVerify } from 'jose';
import type { Logger } from 'pino';
import type { FindCaller } from './authenticate.ts';
import { type ClaimNames, callerOfClaims } from './caller-of-claims.ts';

/** Whose tokens are taken. */
export type JwtTerms = ClaimNames & {
  readonly issuer: string;
  readonly audience: string;
  readonly algorithms: readonly string[];
};

/**
 * Callers by JSON Web Tokens (RFC 7519) of one issuer, checked as RFC 8725 advises: for us, not expired, signed with one of the issuer's own
 * keys by an algorithm that is allowed. What a token's header says of where its key is, is not followed. Why a token was refused is for the
 * log alone.
 */
export const findByJwt = (deps: {
  readonly terms: JwtTerms;
  readonly keys: JWTVerifyGetKey;
  /** Milliseconds since the epoch. */
  readonly now: () => number;
  readonly log: Pick<Logger, 'debug'>;
}): FindCaller => {
  const { terms, keys, now, log } = deps;
  const { issuer, audience, algorithms } = terms;

  const proven = async (token: string): Promise<JWTPayload> => {
    refuseOddHeader(token, algorithms);
    const { payload } = await jwtVerify(token, keys, {
      issuer,
      audience,
      algorithms: [...algorithms],
      requiredClaims: ['exp'],
      clockTolerance: skewSeconds,
      currentDate: new Date(now()),
    });
    // Of these jose asks only that they are numbers, which JSON lets be beyond all bounds.
    const { exp = Number.NaN, iat = 0 } = payload;
    if (!Number.isFinite(exp) || iat > now() / 1000 + skewSeconds)
      throw new errors.JWTInvalid('never expires, or was issued in the future');
    return payload;
  };

  return async (token) => {
    if (token.split('.').length !== 3) return null;
    try {
      const caller = callerOfClaims(await proven(token), terms);
      if (caller === null) log.debug('a token was refused: its claims tell no caller');
      return caller;
    } catch (error) {
      log.debug(
        { reason: error instanceof errors.JOSEError ? error.code : 'MALFORMED' },
        'a token was refused',
      );
      return null;
    }
  };
};

const skewSeconds = 60;

/** Before anything is computed, and before any key is looked for. */
const refuseOddHeader = (token: string, algorithms: readonly string[]): void => {
  const { alg, kid, typ, ...others } = decodeProtectedHeader(token);
  const isPlain =
    alg !== undefined &&
    algorithms.includes(alg) &&
    (kid === undefined || (typeof kid === 'string' && kid.length <= 255)) &&
    (typ === undefined || (typeof typ === 'string' && /^(application\/)?(at\+)?jwt$/i.test(typ))) &&
    Object.keys(others).every((name) => harmless.has(name));
  if (!isPlain) throw new errors.JWTInvalid('a header that no token of ours has');
};

/** Thumbprints and content types, which nothing here looks at. What would lead to a key, or change what a token is, is none of them. */
const harmless: ReadonlySet<string> = new Set(['x5t', 'x5t#S256', 'cty']);
