import { createServer } from 'node:http';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { fetchKeys } from '../../../src/server/callers/fetch-keys.ts';
import { findByJwt } from '../../../src/server/callers/jwt.ts';
import { createKeySet } from '../../../src/server/callers/key-set.ts';
import { collectLog } from '../../log-lines.ts';
import { type Answer, audience, close, type Issuer, listen, startIssuer } from './issuer.ts';

const second = 1000;
const minute = 60 * second;

describe('the keys of an issuer', () => {
  let issuer: Issuer;
  let now: number;
  beforeEach(async () => {
    issuer = await startIssuer();
    now = Date.now();
  });
  afterEach(() => issuer[Symbol.asyncDispose]());

  const start = (jwksUri = issuer.jwksUri) => {
    const { log, lines } = collectLog();
    const find = findByJwt({
      terms: {
        issuer: issuer.issuer,
        audience,
        algorithms: ['RS256'],
        nameClaim: 'sub',
        scopesClaim: 'scope',
        scopesPrefix: '',
      },
      keys: createKeySet({ fetchKeys: () => fetchKeys(jwksUri), now: () => now, log }),
      now: Date.now,
      log,
    });
    return {
      lines,
      isTaken: async (token?: string) => (await find(token ?? (await issuer.token()))) !== null,
    };
  };

  it('P12: are fetched when the first token asks for one, once for all who ask at the same time', async () => {
    const { isTaken } = start();
    expect(issuer.fetches()).toBe(0);
    const taken = await Promise.all(Array.from({ length: 50 }, () => isTaken()));
    expect(taken.every((one) => one)).toBe(true);
    expect(issuer.fetches()).toBe(1);
  });

  it('P12: are fetched at most once in 30 s, however many tokens name keys that are not among them', async () => {
    const { isTaken } = start();
    await isTaken();
    const random = await Promise.all(
      Array.from({ length: 100 }, (_, at) => issuer.token({}, { header: { kid: `random-${at}` } })),
    );
    for (const elapsed of [0, 29.9 * second])
      for (let round = 0; round < 50; round += 1) {
        now += round === 0 ? elapsed : 0;
        const taken = await Promise.all(random.map((token) => isTaken(token)));
        expect(taken.some((one) => one)).toBe(false);
      }
    expect(issuer.fetches()).toBe(1);
    now += 0.2 * second;
    await Promise.all(random.map((token) => isTaken(token)));
    expect(issuer.fetches()).toBe(2);
    expect(await isTaken()).toBe(true);
  });

  it('are found under new names when the issuer has changed them', async () => {
    const { isTaken } = start();
    const old = await issuer.token();
    expect(await isTaken(old)).toBe(true);
    await issuer.rotate();
    now += 30 * second;
    expect(await isTaken()).toBe(true);
    expect(await isTaken(old)).toBe(false);
    expect(issuer.fetches()).toBe(2);
  });

  it('are fetched again in the background once they are ten minutes old', async () => {
    const { isTaken } = start();
    await isTaken();
    now += 10 * minute;
    await isTaken();
    expect(issuer.fetches()).toBe(1);
    issuer.answer(() => {}); // Whoever has a key at hand does not wait.
    now += 1;
    expect(await isTaken()).toBe(true);
    await expect.poll(() => issuer.fetches()).toBe(2);
  });

  it('P12: are not believed any more when they could not be fetched for an hour', async () => {
    const { isTaken } = start();
    await isTaken();
    issuer.answer((_request, response) => response.writeHead(503).end());
    for (let elapsed = 0; elapsed < 60; elapsed += 1) {
      now += minute;
      expect(await isTaken()).toBe(true);
    }
    now += 1;
    expect(await isTaken()).toBe(false);
    issuer.answer(null);
    now += 30 * second;
    expect(await isTaken()).toBe(true);
  });

  const json =
    (body: string): Answer =>
    (_request, response) =>
      response.writeHead(200, { 'content-type': 'application/json' }).end(body);

  const troubles: Readonly<Record<string, Answer>> = {
    'hangs up': ({ socket }) => socket.destroy(),
    'answers 500': (_request, response) => response.writeHead(500).end(),
    'answers a web page': (_request, response) =>
      response.writeHead(200, { 'content-type': 'text/html' }).end('<html>'),
    'answers keys as text': (_request, response) =>
      response
        .writeHead(200, { 'content-type': 'text/plain' })
        .end(JSON.stringify({ keys: issuer.publicKeys() })),
    'answers without a type': (_request, response) =>
      response.writeHead(200).end(JSON.stringify({ keys: issuer.publicKeys() })),
    'answers no JSON': json('{"keys": ['),
    'answers a list': json('[]'),
    'answers null': json('null'),
    'answers no keys': json('{"keys":[]}'),
    'answers keys that are none': json('{"keys":[null,1,{}]}'),
    'answers more than 64 KiB': (_request, response) =>
      response
        .writeHead(200, { 'content-type': 'application/json' })
        .end(JSON.stringify({ keys: issuer.publicKeys(), more: 'm'.repeat(64 * 1024) })),
    'answers without end': (_request, response) => {
      response.writeHead(200, { 'content-type': 'application/json' });
      const timer = setInterval(() => response.write('x'.repeat(16 * 1024)), 1);
      response.once('close', () => clearInterval(timer));
    },
    'answers half': (_request, response) => {
      response.writeHead(200, { 'content-type': 'application/json', 'content-length': '1000' });
      response.write('{"keys":[');
      response.destroy();
    },
  };

  it.each(Object.entries(troubles))(
    'P12: an issuer that %s lets nobody in, is told of in the log, is asked once in 30 s, and is believed when it is well again',
    async (_trouble, answer) => {
      const { isTaken, lines } = start();
      issuer.answer(answer);
      for (let attempt = 0; attempt < 5; attempt += 1) {
        const taken = await Promise.all(Array.from({ length: 10 }, () => isTaken()));
        expect(taken.some((one) => one)).toBe(false);
        now += 6 * second;
      }
      const told = lines.map((line) => JSON.parse(line)).filter(({ level }) => level === 40);
      expect(issuer.fetches()).toBe(1);
      expect(told.length).toBeLessThanOrEqual(1);
      issuer.answer(null);
      expect(await isTaken()).toBe(true);
      expect(issuer.fetches()).toBe(2);
    },
  );

  it('P12: an issuer that does not answer is given up after 5 s, and asked again no sooner than 30 s after it was asked', async () => {
    const { isTaken } = start();
    issuer.answer(() => {});
    const taken = await Promise.all(Array.from({ length: 10 }, () => isTaken()));
    expect(taken.some((one) => one)).toBe(false);
    now += 29 * second;
    expect(await isTaken()).toBe(false);
    expect(issuer.fetches()).toBe(1);
  }, 15_000);

  it('P12: a redirect is not followed', async () => {
    let visits = 0;
    const other = createServer((_request, response) => {
      visits += 1;
      response.setHeader('content-type', 'application/json');
      response.end(JSON.stringify({ keys: issuer.publicKeys() }));
    });
    const elsewhere = await listen(other);
    issuer.answer((_request, response) => response.writeHead(302, { location: elsewhere }).end());
    expect(await start().isTaken()).toBe(false);
    expect(visits).toBe(0);
    await close(other);
  });

  it('P12: an issuer that is down lets nobody in', async () => {
    expect(await start('http://127.0.0.1:1/jwks').isTaken()).toBe(false);
  });

  it('P11: a secret among the keys, or a private key, proves nothing', async () => {
    const { isTaken } = start();
    const secrets = [
      { kty: 'oct', kid: 'RS256-0', k: 'AAAA' },
      { ...issuer.publicKeys()[0], d: 'AAAA' },
    ];
    issuer.answer(json(JSON.stringify({ keys: secrets })));
    expect(await isTaken()).toBe(false);
  });
});
