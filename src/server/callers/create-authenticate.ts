import { readFileSync } from 'node:fs';
import type { Logger } from 'pino';
import { createSparingLog } from '../sparing-log.ts';
import { type Authenticate, inTurn } from './authenticate.ts';
import { fetchKeys } from './fetch-keys.ts';
import { findByJwt, type JwtTerms } from './jwt.ts';
import { createKeySet } from './key-set.ts';
import { type CallerToken, findByStaticToken } from './static-tokens.ts';

/** Those who are named with their tokens, then those whom an issuer vouches for. */
export const createAuthenticate = (deps: {
  readonly tokens: readonly CallerToken[];
  readonly jwt?:
    | (JwtTerms & {
        readonly jwksUri: string;
        /** A PEM file of certificates to trust instead of the system's. */
        readonly ca?: string | undefined;
      })
    | undefined;
  /** Milliseconds since the epoch. */
  readonly now: () => number;
  readonly log: Pick<Logger, 'warn'>;
}): Authenticate => {
  const { tokens, jwt, now, log } = deps;
  const named = findByStaticToken(tokens);
  if (jwt === undefined) return inTurn([named]);
  const ca = jwt.ca === undefined ? undefined : readFileSync(jwt.ca, 'utf8');
  const keys = createKeySet({ fetchKeys: () => fetchKeys(jwt.jwksUri, { ca }), now: sinceStart, log });
  const sparingLog = createSparingLog({ now: sinceStart, log });
  return inTurn([named, findByJwt({ terms: jwt, keys, now, log: sparingLog })]);
};

const sinceStart = (): number => performance.now();
