import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { createServer as createSecureServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { type CryptoKey, exportJWK, generateKeyPair, type JWK, type JWTPayload, SignJWT } from 'jose';
import type { JwtTerms } from '../../../src/server/callers/jwt.ts';
import type { Certificate } from '../../http/certificates.ts';

export const audience = 'rolecall';

/** An identity provider on loopback: one key pair for each algorithm that it is told of, and the public ones at `jwksUri`. */
export type Issuer = {
  readonly issuer: string;
  readonly jwksUri: string;
  /** How often the keys were asked for. */
  fetches(): number;
  /** Answers so from now on, in place of the keys; `null` for the keys. */
  answer(with_: Answer | null): void;
  /** Other keys under other names from now on. */
  rotate(): Promise<void>;
  publicKeys(): readonly JWK[];
  privateKey(algorithm: string): CryptoKey;
  kid(algorithm: string): string;
  /** A right token but for what is given. `undefined` takes a claim away. */
  token(
    changes?: Readonly<Record<string, unknown>>,
    options?: { readonly algorithm?: string; readonly header?: Readonly<Record<string, unknown>> },
  ): Promise<string>;
  [Symbol.asyncDispose](): Promise<void>;
};

export type Answer = (request: IncomingMessage, response: ServerResponse) => void;

export const startIssuer = async (
  algorithms: readonly string[] = ['RS256'],
  options: { readonly certificate?: Certificate } = {},
): Promise<Issuer> => {
  let fetched = 0;
  let answer: Answer | null = null;
  let generation = 0;
  let pairs = await createPairs(algorithms, generation);
  const reply: Answer = (request, response) => {
    fetched += 1;
    if (answer !== null) return answer(request, response);
    const keys = pairs.map(({ publicJwk }) => publicJwk);
    response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify({ keys }));
  };
  const { certificate } = options;
  const server = certificate === undefined ? createServer(reply) : createSecureServer(certificate, reply);
  const host = await listen(server);
  const origin = certificate === undefined ? host : host.replace('http:', 'https:');
  const pairOf = (algorithm: string) => {
    const pair = pairs.find((one) => one.algorithm === algorithm);
    if (pair === undefined) throw new Error(`no key for ${algorithm}`);
    return pair;
  };
  return {
    issuer: origin,
    jwksUri: `${origin}/jwks`,
    fetches: () => fetched,
    answer: (with_) => {
      answer = with_;
    },
    rotate: async () => {
      generation += 1;
      pairs = await createPairs(algorithms, generation);
    },
    publicKeys: () => pairs.map(({ publicJwk }) => publicJwk),
    privateKey: (algorithm) => pairOf(algorithm).privateKey,
    kid: (algorithm) => pairOf(algorithm).kid,
    token: async (changes = {}, { algorithm = algorithms[0] ?? '', header = {} } = {}) => {
      const { privateKey, kid } = pairOf(algorithm);
      return new SignJWT({ ...rightClaims(origin), ...changes } as JWTPayload)
        .setProtectedHeader({ alg: algorithm, kid, typ: 'JWT', ...header })
        .sign(privateKey);
    },
    [Symbol.asyncDispose]: () => close(server),
  };
};

/** What a gateway that takes this issuer's tokens is configured with. */
export const termsOf = ({ issuer }: Pick<Issuer, 'issuer'>): JwtTerms => ({
  issuer,
  audience,
  algorithms: ['RS256', 'PS256', 'ES256', 'EdDSA'],
  nameClaim: 'sub',
  scopesClaim: 'scope',
  scopesPrefix: '',
});

/** What a right token says. */
export const rightClaims = (issuer: string, now = Date.now()): Readonly<Record<string, unknown>> => ({
  iss: issuer,
  aud: audience,
  sub: 'ada',
  scope: 'openid read',
  iat: Math.floor(now / 1000),
  exp: Math.floor(now / 1000) + 300,
});

export const listen = async (server: Server): Promise<string> => {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
};

export const close = (server: Server): Promise<void> =>
  new Promise((resolve) => {
    server.close(() => resolve());
    server.closeAllConnections();
  });

const createPairs = (algorithms: readonly string[], generation: number) =>
  Promise.all(
    algorithms.map(async (algorithm) => {
      const { privateKey, publicKey } = await generateKeyPair(algorithm, { extractable: true });
      const kid = `${algorithm}-${generation}`;
      const publicJwk: JWK = { ...(await exportJWK(publicKey)), alg: algorithm, use: 'sig', kid };
      return { algorithm, kid, privateKey, publicJwk };
    }),
  );
