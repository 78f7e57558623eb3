import {
  decodeProtectedHeader,
  errors,
  type JWTPayload,
  type JWTVerifyGetKey,
  jwtVerify,
  type ProtectedHeaderParameters,
} from 'jose';
import type { SparingLog } from '../sparing-log.ts';
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
 * keys by an algorithm that is allowed. A header that says where its key is, or that the token is no plain one, is refused before anything is
 * computed and before any key is looked for. Why a token was refused is for the log alone.
 */
export const findByJwt = (deps: {
  readonly terms: JwtTerms;
  readonly keys: JWTVerifyGetKey;
  /** Milliseconds since the epoch. */
  readonly now: () => number;
  readonly log: SparingLog;
}): FindCaller => {
  const { terms, keys, now, log } = deps;
  const { issuer, audience, algorithms } = terms;

  const proven = async (token: string): Promise<JWTPayload> => {
    const odd = oddityOf(decodeProtectedHeader(token), algorithms);
    if (odd !== null) throw new errors.JWTInvalid(`"${odd}" of its header is not one that is taken`);
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
    if (!Number.isFinite(exp)) throw new errors.JWTInvalid('"exp" is beyond all numbers');
    if (iat > now() / 1000 + skewSeconds) throw new errors.JWTInvalid('"iat" is in the future');
    return payload;
  };

  return async (token) => {
    if (token.split('.').length !== 3) return null;
    try {
      return callerOfClaims(await proven(token), terms);
    } catch (error) {
      log.warn('a token was refused', { reason: reasonOf(error) });
      return null;
    }
  };
};

const skewSeconds = 60;

/**
 * The first of a header's parameters for which its token is refused; `null` where there is none. What nobody understands is ignored, as RFC 7515,
 * section 4, demands.
 */
const oddityOf = (header: ProtectedHeaderParameters, algorithms: readonly string[]): string | null => {
  const { alg, kid, typ } = header;
  if (alg === undefined || !algorithms.includes(alg)) return 'alg';
  if (kid !== undefined && (typeof kid !== 'string' || kid.length > 255)) return 'kid';
  if (typ !== undefined && (typeof typ !== 'string' || !/^(application\/)?(at\+)?jwt$/i.test(typ)))
    return 'typ';
  return refused.find((name) => Object.hasOwn(header, name)) ?? null;
};

/** What would lead to a key that is not the issuer's, and what makes a token other than three plain pieces. */
const refused: readonly string[] = ['jku', 'jwk', 'x5u', 'x5c', 'crit', 'b64', 'zip', 'enc'];

/** One of few, and nothing that a caller wrote. */
const reasonOf = (error: unknown): string =>
  error instanceof errors.JOSEError ? error.message : 'the token or its key cannot be read';
