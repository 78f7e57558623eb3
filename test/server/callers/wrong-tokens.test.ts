import * as fc from 'fast-check';
import { createLocalJWKSet, type JWTVerifyGetKey } from 'jose';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { createAuthenticate } from '../../../src/server/callers/create-authenticate.ts';
import { findByJwt } from '../../../src/server/callers/jwt.ts';
import { type Gateway, startGateway } from '../../gateway.ts';
import { createForge, encode } from './forge.ts';
import { audience, startIssuer, termsOf } from './issuer.ts';

const issuer = await startIssuer(['RS256', 'ES256']);
const { raw, token, signed, byStranger, hmac, issuersKey, strangersJwk, pieces } = createForge(issuer);
afterAll(() => issuer[Symbol.asyncDispose]());

describe('a token that is no right one', () => {
  /** How often a key was looked for, and how often a signature was computed, for these tokens. */
  const workFor = async (tokens: readonly string[]) => {
    let lookups = 0;
    const known = createLocalJWKSet({ keys: [...issuer.publicKeys()] });
    const keys: JWTVerifyGetKey = (...given) => {
      lookups += 1;
      return known(...given);
    };
    const find = findByJwt({ terms: termsOf(issuer), keys, now: Date.now, log: { warn: () => false } });
    const verify = vi.spyOn(globalThis.crypto.subtle, 'verify');
    const others = (['sign', 'digest', 'deriveBits', 'deriveKey', 'decrypt', 'unwrapKey'] as const).map(
      (name) => vi.spyOn(globalThis.crypto.subtle, name),
    );
    try {
      for (const one of tokens) expect(await find(one)).toBeNull();
      return {
        lookups,
        signatures: verify.mock.calls.length,
        others: others.flatMap(({ mock }) => mock.calls).length,
      };
    } finally {
      vi.restoreAllMocks();
    }
  };

  it('P11: is refused before a key is looked for, where its header shows it', async () => {
    const kid = issuer.kid('RS256');
    const tokens = [
      raw({ alg: 'none', kid }),
      raw({ alg: 'None', kid }),
      hmac(issuersKey('pem')),
      raw({ alg: 'PBES2-HS512+A256KW', p2c: 2 ** 31, p2s: 'AAAA', kid }),
      await signed({ alg: 'RS512' }),
      await signed({ jku: 'https://evil.example' }),
      await signed({ x5u: 'https://evil.example' }),
      byStranger({ jwk: strangersJwk() }),
      byStranger({ x5c: ['MIIB'] }),
      await signed({ crit: ['exp'] }),
      await signed({ b64: false, crit: ['b64'] }),
      await signed({ zip: 'DEF' }),
      await signed({ enc: 'A256GCM' }),
      await signed({ kid: 'k'.repeat(256) }),
      await signed({ kid: [kid] }),
      await signed({ typ: 'logout+jwt' }),
      raw('no JSON'),
      raw('null'),
      `${(await pieces()).join('.')}.x`,
      '..',
      'no-token-at-all',
    ];
    expect(await workFor(tokens)).toEqual({ lookups: 0, signatures: 0, others: 0 });
  });

  it('P11: is refused before a signature is computed, where nobody knows its key', async () => {
    const tokens = await Promise.all([signed({ kid: 'unheard-of' }), byStranger({ kid: '../../dev/null' })]);
    expect(await workFor(tokens)).toEqual({ lookups: 2, signatures: 0, others: 0 });
  });

  it('P11: costs one signature otherwise', async () => {
    const tokens = [byStranger({ kid: issuer.kid('RS256') }), await token({ aud: 'others' })];
    expect(await workFor(tokens)).toEqual({ lookups: 2, signatures: 2, others: 0 });
  });
});

it('P11: whatever the Authorization header is, whoever sends it is nobody, and nothing fails', async () => {
  const authenticate = createAuthenticate({
    tokens: [],
    jwt: { ...termsOf(issuer), jwksUri: issuer.jwksUri },
    now: Date.now,
    log: { warn: () => {} },
  });
  const known = fc.constantFrom('alg', 'kid', 'typ', 'crit', 'b64', 'jwk', '__proto__');
  const header = fc.oneof(
    fc.dictionary(fc.oneof(known, fc.string()), fc.jsonValue()),
    fc.dictionary(known, fc.jsonValue()).map((rest) => ({
      ...rest,
      alg: 'RS256',
      kid: issuer.kid('RS256'),
    })),
    fc.jsonValue(),
    fc.string({ unit: 'binary' }),
  );
  const piece = fc.oneof(header.map(encode), fc.base64String(), fc.string());
  const token = fc.array(piece, { minLength: 1, maxLength: 6 }).map((pieces) => pieces.join('.'));
  const plain = fc
    .tuple(header.map(encode), header.map(encode), fc.base64String())
    .map((one) => one.join('.'));
  const authorization = fc.oneof(
    { weight: 4, arbitrary: plain.map((one) => `Bearer ${one.replaceAll('=', '')}`) },
    { weight: 2, arbitrary: token.map((one) => `Bearer ${one}`) },
    fc.string({ unit: 'binary' }),
  );
  await fc.assert(
    fc.asyncProperty(authorization, async (text) => {
      expect(await authenticate(text)).toBeNull();
    }),
    { numRuns: 2000 },
  );
});

describe('ten thousand wrong tokens', () => {
  let gateway: Gateway;
  beforeAll(async () => {
    gateway = await startGateway({
      people: 4,
      callers: { ops: { scopes: ['read'] } },
      config: `auth: { jwt: { issuer: "${issuer.issuer}", audience: ${audience}, jwksUri: "${issuer.jwksUri}" } }
limits: { inFlight: 2, inFlightPerCaller: 2 }`,
    });
  });
  afterAll(() => gateway[Symbol.asyncDispose]());

  const statusFor = async (bearer: string, query = '{ caller { name } }'): Promise<number> => {
    const response = await fetch(gateway.url, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: `Bearer ${bearer}` },
      body: JSON.stringify({ query }),
    });
    await response.arrayBuffer();
    return response.status;
  };

  const live = '{ accounts(first: 1, filter: { backend: "hub" }, maxAgeSeconds: 0) { nodes { email } } }';

  it('P11, P12: cause one fetch of keys and no call of a backend, and take no turn from whoever is known', async () => {
    const right = await token({});
    const before = issuer.fetches();
    expect(await statusFor(right, live)).toBe(200);
    expect(gateway.calls().hub.length).toBeGreaterThan(0);
    let sent = 0;
    const statuses = new Set<number>();
    const flood = async (): Promise<void> => {
      while (sent < 10_000) {
        sent += 1;
        const kinds = [
          () => byStranger({ kid: `random-${sent}` }),
          () => raw({ alg: 'none' }),
          () => `${raw({ alg: 'RS256', kid: issuer.kid('RS256') })}${'A'.repeat(342)}`,
          () => `wrong-${sent}`,
        ];
        // What a stranger signs takes us longer than it takes the gateway.
        const kind = sent % 100 === 0 ? kinds[0] : kinds[1 + (sent % 3)];
        statuses.add(await statusFor(kind?.() ?? '', live));
      }
    };
    const known: number[] = [];
    const whoeverIsKnown = async (): Promise<void> => {
      while (sent < 10_000) known.push(await statusFor(known.length % 2 === 0 ? 'ops' : right));
    };
    const served = whoeverIsKnown();
    await Promise.all(Array.from({ length: 20 }, flood));
    await served;
    expect([...statuses]).toEqual([401]);
    expect(known.length).toBeGreaterThan(20);
    expect(known.filter((status) => status !== 200)).toEqual([]);
    expect(issuer.fetches() - before).toBe(1);
    expect(Object.values(gateway.calls()).flat()).toEqual([]);
  }, 60_000);
});
