import { connect } from 'node:net';
import { brotliCompressSync, gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Gateway, startGateway } from '../gateway.ts';
import { speak } from '../server/wire.ts';
import { expectRefused, expectUnharmed } from './refusal.ts';

const body = '{"query":"{ caller { name } }"}';
const bearer = 'authorization: Bearer hostile\r\n';
const json = 'content-type: application/json\r\n';
const tail = `${bearer}${json}content-length: ${body.length}\r\n\r\n${body}`;
const close = 'connection: close\r\n';

const post = (lines: string, content = ''): string => `POST /graphql HTTP/1.1\r\n${lines}\r\n${content}`;
const get = (target: string, lines = ''): string =>
  `GET ${target} HTTP/1.1\r\nhost: x\r\n${close}${lines}\r\n`;
const encoded = (encoding: string, bytes: Buffer): readonly (string | Buffer)[] => [
  post(
    `host: x\r\n${close}${bearer}${json}content-encoding: ${encoding}\r\ncontent-length: ${bytes.length}\r\n`,
  ),
  bytes,
];

const zeros = Buffer.alloc(5_000_000);
const bomb = gzipSync(gzipSync(Buffer.alloc(50_000_000)));

/** By the names of the catalogue of hostile inputs; the statuses are those that it names, or the one of them that is given here. */
const refused: Readonly<Record<string, readonly [status: number, pieces: readonly (string | Buffer)[]]>> = {
  ...Object.fromEntries(
    ['PUT', 'PATCH', 'DELETE', 'OPTIONS', 'PROPFIND', 'QUERY', 'TRACE'].map((method) => [
      `H-method-${method}`,
      [405, [`${method} /graphql HTTP/1.1\r\nhost: x\r\n${close}${tail}`]],
    ]),
  ),
  'H-method-junk': [400, [`FOOBAR /graphql HTTP/1.1\r\nhost: x\r\n\r\n`]],
  'H-te-cl': [400, [post(`host: x\r\ntransfer-encoding: chunked\r\n${tail}`)]],
  'H-cl-cl': [400, [post(`host: x\r\ncontent-length: 1\r\n${tail}`)]],
  'H-cl-bad': [400, [post('host: x\r\ncontent-length: -1\r\n')]],
  'H-cl-bad, letters': [400, [post('host: x\r\ncontent-length: ten\r\n')]],
  'H-te-odd': [400, [post('host: x\r\ntransfer-encoding: xchunked\r\n')]],
  'H-te-odd, twice': [400, [post('host: x\r\ntransfer-encoding: chunked, identity\r\n')]],
  'H-chunk-bad': [
    400,
    [post(`host: x\r\n${bearer}${json}transfer-encoding: chunked\r\n`, 'zz\r\n{}\r\n0\r\n\r\n')],
  ],
  'H-header-big': [431, [post(`host: x\r\nx-a: ${'a'.repeat(65_536)}\r\n${tail}`)]],
  'H-header-many': [431, [post(`host: x\r\n${'x:\r\n'.repeat(3000)}${tail}`)]],
  'H-header-many, beyond what Node would keep': [
    431,
    [post(`host: x\r\n${Array.from({ length: 2100 }, (_, at) => `${at}:\r\n`).join('')}${tail}`)],
  ],
  'H-header-nul': [400, [post(`host: x\r\nx-a: \0\r\n${tail}`)]],
  'H-header-nul, a bare CR': [400, [post(`host: x\r\nx-a: b\rc: d\r\n${tail}`)]],
  'H-no-host': [400, [post(`${close}${tail}`)]],
  'H-no-host, two': [400, [post(`host: a\r\nhost: b\r\n${close}${tail}`)]],
  'H-http09': [405, ['GET /graphql\r\n\r\n']],
  'H-http09, HTTP 2': [400, ['PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n']],
  'H-http09, a TLS greeting': [400, ['\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03']],
  'H-url-long': [431, [get(`/graphql?query=${'a'.repeat(65_536)}`)]],
  'H-traverse': [404, [get('/../../etc/passwd')]],
  'H-traverse, encoded': [404, [get('/%2e%2e/%2e%2e/etc/passwd')]],
  'H-traverse, another host': [404, [get('//evil.example/')]],
  'H-neighbours, /metrics': [404, [get('/metrics')]],
  'H-neighbours, /debug/pprof': [404, [get('/debug/pprof')]],
  'H-neighbours, /graphiql': [404, [get('/graphiql')]],
  'H-body-2MB': [413, [post(`host: x\r\n${bearer}${json}content-length: 2000000\r\n`)]],
  'H-body-60MB': [413, [post(`host: x\r\n${bearer}${json}content-length: 60000000\r\n`)]],
  'H-gzip-bomb': [415, encoded('gzip', bomb)],
  'H-gzip-5MB': [415, encoded('gzip', gzipSync(zeros))],
  'H-br-bomb': [415, encoded('br', brotliCompressSync(zeros))],
  'H-enc-bad, a lie': [415, encoded('gzip', Buffer.from(body))],
  'H-enc-bad, twice': [415, encoded('gzip, gzip', Buffer.from(body))],
  'H-enc-bad, unheard-of': [415, encoded('x', Buffer.from(body))],
};

describe('HTTP that means harm', () => {
  let gateway: Gateway;
  beforeAll(async () => {
    gateway = await startGateway({ people: 4, callers: { hostile: { scopes: ['read'] } } });
    gateway.calls();
  });
  afterAll(() => gateway[Symbol.asyncDispose]());

  const first = async (...pieces: readonly (string | Buffer)[]) => {
    const [answer] = await speak(gateway.url, pieces);
    if (answer === undefined) throw new Error('expected an answer');
    return answer;
  };

  it.each(Object.entries(refused))('P5, %s is refused', async (_name, [status, pieces]) => {
    const answer = await first(...pieces);
    expect(answer.status).toBe(status);
    expect(answer.text).not.toContain('evil.example');
    await expectRefused(gateway, answer);
  });

  it('H-method-TRACE repeats nothing of what came', async () => {
    const answer = await first(`TRACE /graphql HTTP/1.1\r\nhost: x\r\n${close}x-canary: echo-me\r\n\r\n`);
    expect(JSON.stringify([answer.text, ...answer.headers])).not.toContain('echo-me');
  });

  it('H-host-reflect: no answer repeats a host, forwarded or not', async () => {
    for (const host of ['evil.example', '[', 'a b', 'x:99999', 'evil.example@x']) {
      const answer = await first(
        post(
          `host: ${host}\r\nx-forwarded-host: evil.example\r\nforwarded: host=evil.example\r\n${close}${tail}`,
        ),
      );
      expect(answer.status).toBe(200);
      expect(JSON.stringify([answer.text, ...answer.headers])).not.toContain('evil');
    }
    await expectUnharmed(gateway);
  });

  it('H-expect: what else is expected is passed over, and 100-continue is told to go on only where the body is wanted', async () => {
    for (const expected of ['200-ok', ''])
      for (const method of ['POST', 'HEAD', 'OPTIONS']) {
        const odd = await first(
          post(`host: x\r\nexpect: ${expected}\r\n${close}${tail}`).replace('POST', method),
        );
        expect(odd.status).toBe(method === 'POST' ? 200 : 405);
        expect(odd.headers.get('x-request-id')).toMatch(/^[\da-f-]{36}$/);
        expect(odd.headers.get('x-content-type-options')).toBe('nosniff');
      }
    const [large] = await speak(gateway.url, [
      post(`host: x\r\nexpect: 100-continue\r\n${bearer}${json}content-length: 60000000\r\n`),
    ]);
    expect([100, 413]).toContain(large?.status);
    await expectUnharmed(gateway);
  });

  it('H-upgrade: nothing is spoken but HTTP/1.1', async () => {
    for (const protocol of ['websocket', 'h2c', 'TLS/1.0'])
      for (const method of ['GET', 'POST']) {
        const answer = await first(
          `${method} /graphql HTTP/1.1\r\nhost: x\r\nconnection: upgrade, close\r\nupgrade: ${protocol}\r\nhttp2-settings: AAMAAABkAARAAAAAAAIAAAAA\r\n${method === 'POST' ? tail : '\r\n'}`,
        );
        expect([200, 405]).toContain(answer.status);
      }
    await expectUnharmed(gateway);
  });

  it('H-abort: who goes away in the middle harms nobody', async () => {
    await Promise.all(
      Array.from({ length: 100 }, async (_, at) => {
        const { hostname, port } = new URL(gateway.url);
        const socket = connect(Number(port), hostname);
        const whole = post(`host: x\r\n${tail}`);
        await new Promise((resolve) => socket.write(whole.slice(0, (at * whole.length) / 100), resolve));
        if (at % 2 === 0) socket.destroy();
        else socket.resetAndDestroy();
      }),
    );
    await expectUnharmed(gateway);
  });

  it('H-pipeline: 50 requests at once on one connection are answered in their order, each to its own caller', async () => {
    const ask = (token: string, more = '') =>
      post(
        `host: x\r\n${more}authorization: Bearer ${token}\r\n${json}content-length: ${body.length}\r\n`,
        body,
      );
    const tokens = Array.from({ length: 50 }, (_, at) => ['hostile', 'all', 'nobody'][at % 3] ?? '');
    const answers = await speak(gateway.url, [...tokens.map((token) => ask(token)), ask('all', close)]);
    expect(answers.map(({ text }) => /"name":"(\w+)"/.exec(text)?.[1] ?? 'nobody')).toEqual([
      ...tokens,
      'all',
    ]);
  });

  it('H-burst: of 300 requests at once each is answered, in time or with 429, and others are served', async () => {
    const answers = await Promise.all(
      Array.from({ length: 300 }, () => first(post(`host: x\r\n${close}${tail}`))),
    );
    const statuses = new Set(answers.map(({ status }) => status));
    expect([...statuses].every((status) => status === 200 || status === 429)).toBe(true);
    for (const { status, headers } of answers)
      if (status === 429) expect(Number(headers.get('retry-after'))).toBeGreaterThan(0);
    await expectUnharmed(gateway);
  });

  /** Milliseconds until the server ends a connection on which this was sent, and what it said before. */
  const untilEnded = async (pieces: readonly string[], drip: string): Promise<readonly [number, string]> => {
    const { hostname, port } = new URL(gateway.url);
    const socket = connect(Number(port), hostname);
    const began = performance.now();
    let received = '';
    socket.on('data', (piece) => {
      received += String(piece);
    });
    socket.on('error', () => {});
    for (const piece of pieces) socket.write(piece);
    const dripping = setInterval(() => socket.write(drip), 500);
    await new Promise((resolve) => socket.once('close', resolve));
    clearInterval(dripping);
    return [performance.now() - began, received];
  };

  describe.concurrent('H-slow', () => {
    it('H-slow-head: a head that drips is over within 15 s', { timeout: 20_000 }, async () => {
      const [ms, received] = await untilEnded(['POST /graphql HTTP/1.1\r\nhost: x\r\nx-a: '], 'a');
      expect(received).toMatch(/^HTTP\/1\.1 408 /);
      expect(ms).toBeLessThan(15_000);
    });

    it('H-slow-nothing: a connection on which nothing comes is over within 15 s', {
      timeout: 20_000,
    }, async () => {
      const [ms] = await untilEnded([], '');
      expect(ms).toBeLessThan(15_000);
    });

    it('H-slow-body: a body that drips is over within 35 s, and others are served meanwhile', {
      timeout: 40_000,
    }, async () => {
      const dripping = untilEnded(
        [post(`host: x\r\n${bearer}${json}content-length: 1000\r\n`, '{"query":"')],
        'a',
      );
      expect((await gateway.query('{ caller { name } }')).status).toBe(200);
      const [ms, received] = await dripping;
      expect(received).toMatch(/^HTTP\/1\.1 408 /);
      expect(ms).toBeLessThan(35_000);
    });
  });
});
