import { createHmac, createPublicKey, generateKeyPairSync, type KeyLike, sign } from 'node:crypto';
import { exportPKCS8 } from 'jose';
import { type Issuer, rightClaims } from './issuer.ts';

/** Tokens that look like an issuer's and are not, or that it would never sign. */
export const createForge = (issuer: Issuer) => {
  /** Right claims but for what is given. */
  const claims = (changes: object = {}): object => ({
    ...rightClaims(issuer.issuer),
    backends: ['iot', 'etl', 'hub', 'vpn'],
    ...changes,
  });

  /** Text goes in as it is, so that it need not be JSON. */
  const raw = (header: unknown, payload: unknown = claims(), signature = ''): string =>
    [header, payload].map(encode).concat(signature).join('.');

  const signedBy = (key: KeyLike, header: unknown, payload: unknown): string => {
    const token = raw(header, payload);
    return token + sign('sha256', Buffer.from(token.slice(0, -1)), key).toString('base64url');
  };

  const stranger = generateKeyPairSync('rsa', { modulusLength: 2048 });
  const jwk = issuer.publicKeys().find(({ alg }) => alg === 'RS256') ?? {};
  const spki = createPublicKey({ key: { ...jwk }, format: 'jwk' });

  return {
    claims,
    /** Signed as it should be, and wrong in what it says. */
    token: (changes: object, header: Readonly<Record<string, unknown>> = {}): Promise<string> =>
      issuer.token({ ...claims(changes) }, { header }),
    raw,
    /** With the issuer's own key. */
    signed: async (header: object, payload: unknown = claims()): Promise<string> =>
      signedBy(
        await exportPKCS8(issuer.privateKey('RS256')),
        { alg: 'RS256', kid: issuer.kid('RS256'), ...header },
        payload,
      ),
    /** With a key of somebody else. */
    byStranger: (header: object | string): string =>
      signedBy(
        stranger.privateKey,
        typeof header === 'string' ? header : { alg: 'RS256', typ: 'JWT', ...header },
        claims(),
      ),
    strangersJwk: (): object => stranger.publicKey.export({ format: 'jwk' }),
    /** With a secret that everybody knows. */
    hmac: (secret: string | Buffer, alg = 'HS256'): string => {
      const token = raw({ alg, kid: issuer.kid('RS256'), typ: 'JWT' });
      return token + createHmac('sha256', secret).update(token.slice(0, -1)).digest('base64url');
    },
    /** The issuer's public key, as whoever takes it for a secret may have written it. */
    issuersKey: (form: 'pem' | 'der' | 'jwk' | 'modulus'): Buffer =>
      ({
        pem: () => Buffer.from(spki.export({ type: 'spki', format: 'pem' })),
        der: () => spki.export({ type: 'spki', format: 'der' }),
        jwk: () => Buffer.from(JSON.stringify(jwk)),
        modulus: () => Buffer.from(jwk.n ?? '', 'base64url'),
      })[form](),
    /** The three pieces of a right token. */
    pieces: async (
      changes: object = {},
      algorithm = 'RS256',
    ): Promise<readonly [header: string, payload: string, signature: string]> => {
      const token = await issuer.token({ ...claims(), ...changes }, { algorithm });
      const [header = '', payload = '', signature = ''] = token.split('.');
      return [header, payload, signature];
    },
  };
};

export const encode = (value: unknown): string =>
  Buffer.from(typeof value === 'string' ? value : JSON.stringify(value)).toString('base64url');
