import { generateKeyPairSync } from 'node:crypto';
import { createServer } from 'node:http';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { fetchKeys } from '../../../src/server/callers/fetch-keys.ts';
import { findByJwt } from '../../../src/server/callers/jwt.ts';
import { createKeySet } from '../../../src/server/callers/key-set.ts';
import { collectLog } from '../../log-lines.ts';
import { type Answer, close, type Issuer, listen, startIssuer, termsOf } from './issuer.ts';

const second = 1000;
const minute = 60 * second;

describe('the keys of an issuer', () => {
  let issuer: Issuer;
  let now: number;
  beforeEach(async () => {
    issuer = await startIssuer();
    now = 1_000_000;
  });
  afterEach(() => issuer[Symbol.asyncDispose]());

  const start = (jwksUri = issuer.jwksUri) => {
    const { log, lines } = collectLog();
    let begun = 0;
    const keys = createKeySet({
      fetchKeys: () => {
        begun += 1;
        return fetchKeys(jwksUri);
      },
      now: () => now,
      log,
    });
    const find = findByJwt({ terms: termsOf(issuer), keys, now: Date.now, log: { warn: () => false } });
    return {
      lines,
      /** How many fetches began, be it that nobody noticed. */
      begun: () => begun,
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
    let isOver = false;
    issuer.answer((_request, response) =>
      response.once('close', () => {
        isOver = true;
      }),
    );
    now += 1;
    expect(await isTaken()).toBe(true);
    expect(isOver).toBe(false);
    await expect.poll(() => issuer.fetches()).toBe(2);
  });

  it('P12: are not believed any more when they could not be fetched for an hour', async () => {
    const { isTaken, begun } = start();
    await isTaken();
    issuer.answer((_request, response) => response.writeHead(503).end());
    for (let elapsed = 0; elapsed < 60; elapsed += 1) {
      now += minute;
      expect(await isTaken()).toBe(true);
    }
    now += 1;
    expect(await isTaken()).toBe(false);
    expect(begun()).toBeLessThanOrEqual(61);
    issuer.answer(null);
    now += 30 * second;
    expect(await isTaken()).toBe(true);
  });

  it('are not forgotten for an answer that holds none', async () => {
    const { isTaken } = start();
    await isTaken();
    issuer.answer(json('{"keys":{}}'));
    now += 11 * minute;
    expect(await isTaken()).toBe(true);
    await expect.poll(() => issuer.fetches()).toBe(2);
    expect(await isTaken()).toBe(true);
  });

  const json =
    (body: string): Answer =>
    (_request, response) =>
      response.writeHead(200, { 'content-type': 'application/json' }).end(body);

  /** Goes on until the gateway hangs up. */
  const endless =
    (status: number, piece: string, everyMs: number): Answer =>
    (_request, response) => {
      response.writeHead(status, { 'content-type': 'application/json' });
      const timer = setInterval(() => response.write(piece), everyMs);
      response.once('close', () => clearInterval(timer));
    };

  const troubles: Readonly<Record<string, Answer>> = {
    'hangs up': ({ socket }) => socket.destroy(),
    'answers 500': (_request, response) => response.writeHead(500).end(),
    'answers 500 without end': endless(500, 'x'.repeat(16 * 1024), 1),
    'answers keys with 500': (_request, response) =>
      response
        .writeHead(500, { 'content-type': 'application/json' })
        .end(JSON.stringify({ keys: issuer.publicKeys() })),
    'answers 304': (_request, response) => response.writeHead(304).end(),
    'answers a web page': (_request, response) =>
      response.writeHead(200, { 'content-type': 'text/html' }).end('<html>'),
    'answers keys as text': (_request, response) =>
      response
        .writeHead(200, { 'content-type': 'text/plain' })
        .end(JSON.stringify({ keys: issuer.publicKeys() })),
    'answers without a type': (_request, response) =>
      response.writeHead(200).end(JSON.stringify({ keys: issuer.publicKeys() })),
    'answers no JSON': json('{"keys": ['),
    'answers JSON of 15,000 levels': json(`{"keys":[{"x":${'['.repeat(15_000)}${']'.repeat(15_000)}}]}`),
    'answers a list': json('[]'),
    'answers null': json('null'),
    'answers no keys': json('{"keys":[]}'),
    'answers keys that are none': json('{"keys":[null,1,{}]}'),
    'answers more than 64 KiB': (_request, response) =>
      response
        .writeHead(200, { 'content-type': 'application/json' })
        .end(JSON.stringify({ keys: issuer.publicKeys(), more: 'm'.repeat(64 * 1024) })),
    'answers without end': endless(200, 'x'.repeat(16 * 1024), 1),
    'answers with a head of 60 KiB': (_request, response) =>
      response
        .writeHead(200, { 'content-type': 'application/json', more: 'm'.repeat(60 * 1024) })
        .end(JSON.stringify({ keys: issuer.publicKeys() })),
    'answers half': (_request, response) => {
      response.writeHead(200, { 'content-type': 'application/json', 'content-length': '1000' });
      response.write('{"keys":[');
      response.destroy();
    },
    'speaks another protocol': ({ socket }) => socket.end('220 mail.example ESMTP\r\n'),
    'does not answer': () => {},
    'answers a space now and then': endless(200, ' ', 500),
  };

  it.each(Object.entries(troubles))(
    'P12: an issuer that %s lets nobody in, is told of in the log, is asked once in 30 s, and is believed when it is well again',
    async (_trouble, answer) => {
      const { isTaken, lines } = start();
      issuer.answer(answer);
      for (let attempt = 0; attempt < 5; attempt += 1) {
        const taken = await Promise.all(Array.from({ length: 10 }, () => isTaken()));
        expect(taken.some((one) => one)).toBe(false);
        now += 5.9 * second;
      }
      const told = lines.map((line) => JSON.parse(line)).filter(({ level }) => level === 40);
      expect(issuer.fetches()).toBe(1);
      expect(told.length).toBeLessThanOrEqual(1);
      issuer.answer(null);
      now += 0.5 * second;
      expect(await isTaken()).toBe(true);
      expect(issuer.fetches()).toBe(2);
    },
    15_000,
  );

  it('P12: of an issuer that is down let nobody in, and are asked for at most once in 30 s until it is up', async () => {
    const server = createServer();
    const { port } = new URL(await listen(server));
    await close(server);
    const { isTaken, begun, lines } = start(`http://127.0.0.1:${port}/jwks`);
    for (let attempt = 0; attempt < 61; attempt += 1) {
      const taken = await Promise.all(Array.from({ length: 10 }, () => isTaken()));
      expect(taken.some((one) => one)).toBe(false);
      now += second;
    }
    expect(begun()).toBe(3);
    expect(lines).toHaveLength(3);
    expect(lines.join()).toContain('ECONNREFUSED');
    const again = createServer((_request, response) => {
      response.setHeader('content-type', 'application/jwk-set+json; charset=utf-8');
      response.end(JSON.stringify({ keys: issuer.publicKeys() }));
    });
    await new Promise<void>((resolve) => again.listen(Number(port), '127.0.0.1', resolve));
    now += 30 * second;
    expect(await isTaken()).toBe(true);
    await close(again);
  });

  it('P12: are not sought where a redirect leads', async () => {
    let visits = 0;
    const other = createServer((_request, response) => {
      visits += 1;
      response.setHeader('content-type', 'application/json');
      response.end(JSON.stringify({ keys: issuer.publicKeys() }));
    });
    const elsewhere = await listen(other);
    for (const status of [301, 302, 303, 307, 308]) {
      issuer.answer((_request, response) =>
        response.writeHead(status, { location: elsewhere, 'content-type': 'application/json' }).end('{}'),
      );
      expect(await start().isTaken()).toBe(false);
    }
    expect(visits).toBe(0);
    await close(other);
  });

  const isTakenWith = (keys: readonly object[], token?: string): Promise<boolean> => {
    issuer.answer(json(JSON.stringify({ keys })));
    return start().isTaken(token);
  };

  it('P11: prove nothing where they are secret, private, too short, or for another purpose', async () => {
    const [right = {}] = issuer.publicKeys();
    expect(await isTakenWith([right])).toBe(true);
    expect(await isTakenWith([{ ...right, use: undefined, alg: undefined }])).toBe(true);
    expect(await isTakenWith([{ kty: 'oct', kid: 'RS256-0', k: 'AAAA' }])).toBe(false);
    expect(await isTakenWith([{ kty: 'oct', kid: 'RS256-0', k: 'AAAA' }, right])).toBe(true);
    expect(await isTakenWith([{ ...right, d: 'AAAA' }])).toBe(false);
    expect(await isTakenWith([{ ...right, use: 'enc' }])).toBe(false);
    expect(await isTakenWith([{ ...right, key_ops: ['encrypt'] }])).toBe(false);
    expect(await isTakenWith([{ ...right, alg: 'PS256' }])).toBe(false);
    expect(await isTakenWith([{ ...right, kid: 7 }])).toBe(false);
    const short = generateKeyPairSync('rsa', { modulusLength: 1024 });
    const jwk = { ...short.publicKey.export({ format: 'jwk' }), kid: 'RS256-0' };
    expect(await isTakenWith([jwk])).toBe(false);
  });

  it('P11: are taken for a token that names none only where one fits, and never of two of one name', async () => {
    const token = await issuer.token({}, { header: { kid: undefined } });
    const [right = {}] = issuer.publicKeys();
    const other = await startIssuer();
    const [another = {}] = other.publicKeys();
    await other[Symbol.asyncDispose]();
    expect(await isTakenWith([right], token)).toBe(true);
    expect(await isTakenWith([right, { ...another, kid: 'other' }], token)).toBe(false);
    expect(await isTakenWith([right, { ...another, kid: 'other' }])).toBe(true);
    expect(await isTakenWith([right, another])).toBe(false);
  });
});
