import { connect } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Gateway, startGateway } from '../../gateway.ts';
import { refusalOf, speak } from '../wire.ts';

const body = '{"query":"{ __typename }"}';
const tail = `authorization: Bearer all\r\ncontent-type: application/json\r\ncontent-length: ${body.length}\r\n\r\n${body}`;

describe('over a raw connection', () => {
  let gateway: Gateway;
  beforeAll(async () => {
    gateway = await startGateway({ people: 4 });
  });
  afterAll(() => gateway[Symbol.asyncDispose]());

  const first = async (bytes: string) => {
    const [answer] = await speak(gateway.url, [bytes]);
    if (answer === undefined) throw new Error('expected an answer');
    return answer;
  };

  it.each([
    ['no HTTP', 'hello\r\n\r\n'],
    ['a TLS greeting', '\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03'],
    ['a method of our own making', `FOOBAR /graphql HTTP/1.1\r\nhost: x\r\n\r\n`],
    ['a length and chunks', `POST /graphql HTTP/1.1\r\nhost: x\r\ntransfer-encoding: chunked\r\n${tail}`],
    ['two lengths', `POST /graphql HTTP/1.1\r\nhost: x\r\ncontent-length: 1\r\n${tail}`],
    ['a length that is none', `POST /graphql HTTP/1.1\r\nhost: x\r\ncontent-length: -1\r\n\r\n`],
    ['an odd transfer coding', 'POST /graphql HTTP/1.1\r\nhost: x\r\ntransfer-encoding: xchunked\r\n\r\n'],
    ['a NUL in a header', `POST /graphql HTTP/1.1\r\nhost: x\r\nx-a: \0\r\n${tail}`],
    ['a bare CR in a header', `POST /graphql HTTP/1.1\r\nhost: x\r\nx-a: b\rc: d\r\n${tail}`],
  ])('%s is a 400 in JSON, and the end', async (_title, bytes) => {
    const answer = await first(bytes);
    expect(answer.status).toBe(400);
    expect(answer.headers.get('connection')).toBe('close');
    expect(answer.headers.get('x-content-type-options')).toBe('nosniff');
    expect(refusalOf(answer).code).toBe('BAD_INPUT');
  });

  it.each([
    ['64 KB in one header', `x-a: ${'a'.repeat(65_536)}\r\n`],
    ['3,000 headers', Array.from({ length: 3000 }, (_, at) => `x-${at}: a\r\n`).join('')],
  ])('%s are a 431 in JSON, and the end', async (_title, headers) => {
    const answer = await first(`POST /graphql HTTP/1.1\r\nhost: x\r\n${headers}${tail}`);
    expect(answer.status).toBe(431);
    expect(refusalOf(answer)).toEqual({ code: 'BAD_INPUT', message: 'expected fewer and smaller headers' });
  });

  it('a path of 64 KB is a 431', async () => {
    expect((await first(`GET /${'a'.repeat(65_536)} HTTP/1.1\r\nhost: x\r\n\r\n`)).status).toBe(431);
  });

  it.each([
    ['no Host', ''],
    ['two Hosts', 'host: a\r\nhost: b\r\n'],
  ])('%s is a 400 in JSON', async (_title, hosts) => {
    const answer = await first(`POST /graphql HTTP/1.1\r\n${hosts}connection: close\r\n${tail}`);
    expect(answer.status).toBe(400);
    expect(refusalOf(answer).message).toBe('expected one Host header');
  });

  it.each(['', '[', 'a b', 'evil.example', 'x:99999', '@', '%', '../..', 'ü'])(
    'a Host of `%s` is neither believed nor repeated',
    async (host) => {
      const answer = await first(
        `POST /graphql HTTP/1.1\r\nhost: ${host}\r\nx-forwarded-host: evil.example\r\nconnection: close\r\n${tail}`,
      );
      expect(answer).toMatchObject({ status: 200, text: '{"data":{"__typename":"Query"}}' });
      expect([...answer.headers.values()].join()).not.toContain('evil');
    },
  );

  it('HTTP 1.0 needs no Host', async () => {
    expect((await first(`POST /graphql HTTP/1.0\r\n${tail}`)).status).toBe(200);
    expect((await first('GET /health/live HTTP/1.0\r\n\r\n')).status).toBe(200);
  });

  it('an absolute address is a path like any other', async () => {
    const answer = await first(
      `POST http://evil.example/graphql HTTP/1.1\r\nhost: x\r\nconnection: close\r\n${tail}`,
    );
    expect(answer.status).toBe(200);
  });

  it('asking to speak another protocol is asking in vain', async () => {
    const upgrade = 'host: x\r\nconnection: upgrade, close\r\n';
    for (const protocol of ['websocket', 'h2c']) {
      const answer = await first(`GET /graphql HTTP/1.1\r\n${upgrade}upgrade: ${protocol}\r\n\r\n`);
      expect(answer.status).toBe(405);
    }
  });

  it('50 requests at once on one connection are answered in their order', async () => {
    const ask = (name: string, more = '') => {
      const text = `{"query":"{ ${name}: __typename }"}`;
      return `POST /graphql HTTP/1.1\r\nhost: x\r\n${more}authorization: Bearer all\r\ncontent-type: application/json\r\ncontent-length: ${text.length}\r\n\r\n${text}`;
    };
    const names = Array.from({ length: 50 }, (_, at) => `a${at}`);
    const answers = await speak(gateway.url, [
      ...names.map((name) => ask(name)),
      ask('last', 'connection: close\r\n'),
    ]);
    expect(answers.map(({ text }) => text)).toEqual(
      [...names, 'last'].map((name) => `{"data":{"${name}":"Query"}}`),
    );
  });

  it('who goes away in the middle of a body harms nobody', async () => {
    const half = `POST /graphql HTTP/1.1\r\nhost: x\r\nauthorization: Bearer all\r\ncontent-type: application/json\r\ncontent-length: 100\r\n\r\n{"que`;
    await Promise.all(
      Array.from({ length: 20 }, async () => {
        const { hostname, port } = new URL(gateway.url);
        const socket = connect(Number(port), hostname);
        await new Promise((resolve) => socket.write(half, resolve));
        socket.destroy();
      }),
    );
    expect((await gateway.query('{ __typename }')).status).toBe(200);
  });
});
