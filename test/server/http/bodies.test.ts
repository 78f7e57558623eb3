import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Gateway, startGateway } from '../../gateway.ts';
import { post, refusalOf, speak } from '../wire.ts';

const authorization = 'Bearer all';
const headers = { authorization, 'content-type': 'application/json' };
const query =
  'mutation { deleteAccount(input: { account: { backend: "iot", nativeId: "u1" } }) { errors { code } } }';
const body = JSON.stringify({ query });
const harmless = JSON.stringify({ query: '{ __typename }' });

describe('a body', () => {
  let gateway: Gateway;
  beforeAll(async () => {
    gateway = await startGateway({ people: 4 });
  });
  afterAll(() => gateway[Symbol.asyncDispose]());

  const nothingRan = () => expect(Object.values(gateway.calls()).flat()).toEqual([]);

  it('of the right kind runs, so that the others prove something', async () => {
    gateway.calls();
    expect((await post(gateway.url, { headers, body })).status).toBe(200);
    expect(gateway.calls().iot).not.toEqual([]);
  });

  it.each([
    ['form', 'application/x-www-form-urlencoded', `query=${encodeURIComponent(query)}`],
    ['form that holds JSON', 'application/x-www-form-urlencoded', body],
    [
      'multipart',
      'multipart/form-data; boundary=b',
      `--b\r\nContent-Disposition: form-data; name="operations"\r\n\r\n${body}\r\n--b--\r\n`,
    ],
    ['plain text', 'text/plain', body],
    ['plain text with a trick', 'text/plain; a="application/json"', body],
    ['plain text with a charset', 'text/plain;charset=UTF-8', body],
    ['a document alone', 'application/graphql', query],
    ['GraphQL with JSON', 'application/graphql+json', body],
    ['two types in one', 'text/plain, application/json', body],
    ['two types in one, the other way round', 'application/json, text/plain', body],
    ['half a type', 'application/', body],
    ['a type of 8 KB', `application/${'j'.repeat(8192)}`, body],
    ['another charset', 'application/json; charset=utf-7', body],
    ['UTF-16', 'application/json; charset=utf-16', body],
    ['a prototype', '__proto__', body],
    ['an empty type', '', body],
  ])('P5, P7: as %s is a 415 and does not run', async (_title, type, text) => {
    gateway.calls();
    const answer = await post(gateway.url, { headers: { authorization, 'content-type': type }, body: text });
    expect(answer.status).toBe(415);
    expect(refusalOf(answer)).toEqual({
      code: 'BAD_INPUT',
      message: 'expected Content-Type: application/json',
    });
    nothingRan();
  });

  it('P7: of no type at all is a 415, with and without bytes', async () => {
    gateway.calls();
    for (const text of [body, ''])
      expect((await post(gateway.url, { headers: { authorization }, body: text })).status).toBe(415);
    nothingRan();
  });

  it.each(['APPLICATION/JSON', 'application/json;charset=UTF-8', 'application/json ; charset="utf-8"'])(
    'may be called `%s`',
    async (type) => {
      const answer = await post(gateway.url, {
        headers: { authorization, 'content-type': type },
        body: harmless,
      });
      expect(answer).toMatchObject({ status: 200, text: '{"data":{"__typename":"Query"}}' });
    },
  );

  it.each(['gzip', 'br', 'deflate', 'zstd', 'gzip, gzip', 'identity, gzip', 'x'])(
    'P5: under Content-Encoding %s is a 415 and is never unpacked',
    async (encoding) => {
      const answer = await post(gateway.url, {
        headers: { ...headers, 'content-encoding': encoding },
        body: gzipSync(Buffer.alloc(5_000_000)),
      });
      expect(answer.status).toBe(415);
      expect(refusalOf(answer).code).toBe('BAD_INPUT');
    },
  );

  it('under Content-Encoding identity is what it is', async () => {
    const answer = await post(gateway.url, {
      headers: { ...headers, 'content-encoding': 'identity' },
      body: harmless,
    });
    expect(answer.status).toBe(200);
  });

  describe('too large', () => {
    const padded = (size: number) => {
      const empty = JSON.stringify({ query: '{ __typename }', padding: '' }).length;
      return JSON.stringify({ query: '{ __typename }', padding: 'x'.repeat(size - empty) });
    };

    it('P5: of 256 KiB runs, of one byte more is a 413', async () => {
      expect((await post(gateway.url, { headers, body: padded(256 * 1024) })).status).toBe(200);
      const answer = await post(gateway.url, { headers, body: padded(256 * 1024 + 1) });
      expect(answer.status).toBe(413);
      expect(refusalOf(answer)).toEqual({ code: 'BAD_INPUT', message: 'expected a smaller body' });
    });

    it('P5: in chunks, without a length, is a 413 as soon as it is', async () => {
      const chunk = `${(64 * 1024).toString(16)}\r\n${'x'.repeat(64 * 1024)}\r\n`;
      const [answer] = await speak(gateway.url, [
        `POST /graphql HTTP/1.1\r\nhost: x\r\nauthorization: ${authorization}\r\ncontent-type: application/json\r\ntransfer-encoding: chunked\r\n\r\n`,
        ...Array.from({ length: 5 }, () => chunk),
      ]);
      expect(answer?.status).toBe(413);
    });

    it('P5: a promise of 60 MB is refused before a byte of it comes, and the connection closed', async () => {
      const [answer] = await speak(gateway.url, [
        `POST /graphql HTTP/1.1\r\nhost: x\r\nauthorization: ${authorization}\r\ncontent-type: application/json\r\ncontent-length: 60000000\r\n\r\n`,
      ]);
      expect(answer?.status).toBe(413);
      expect(answer?.headers.get('connection')).toBe('close');
    });
  });

  it.each([
    ['null', 'null'],
    ['a number', '1'],
    ['a string', '"x"'],
    ['true', 'true'],
    ['an empty object', '{}'],
    ['an empty list', '[]'],
    ['a batch of one', `[${harmless}]`],
    ['a batch of two', `[${harmless},${harmless}]`],
    ['a batch in a batch', `[[${harmless}]]`],
    ['a batch in disguise', `{"0":${harmless},"length":1}`],
    ['a query that is a number', '{"query":1}'],
    ['a query that is null', '{"query":null}'],
    ['a query that is a list', '{"query":["{ __typename }"]}'],
    ['a query that is a parsed document', '{"query":{"kind":"Document","definitions":[]}}'],
    ['an empty query', '{"query":""}'],
    ['variables that are a string', '{"query":"{ __typename }","variables":"{}"}'],
    ['variables that are a list', '{"query":"{ __typename }","variables":[]}'],
    ['variables that are false', '{"query":"{ __typename }","variables":false}'],
    ['an operation name that is a number', '{"query":"{ __typename }","operationName":0}'],
    ['extensions that are a list', '{"query":"{ __typename }","extensions":[]}'],
    ['a persisted query alone', '{"extensions":{"persistedQuery":{"version":1,"sha256Hash":"x"}}}'],
    ['no JSON', 'query'],
    ['half JSON', '{"query":"{ __type'],
    ['JSON with a trailing comma', '{"query":"{ __typename }",}'],
    ['NaN', '{"query":"{ __typename }","variables":{"a":NaN}}'],
    ['two objects', `${harmless}${harmless}`],
    ['a byte order mark', `\ufeff${harmless}`],
    ['nothing', ''],
    ['60,000 levels', `{"query":"{ __typename }","variables":${'['.repeat(60_000)}${']'.repeat(60_000)}}`],
    ['a prototype in variables', '{"query":"{ __typename }","variables":{"__proto__":{"admin":true}}}'],
    ['a prototype beside the query', '{"query":"{ __typename }","__proto__":{"scopes":["admin"]}}'],
  ])('that is %s is a 400 in JSON', async (_title, text) => {
    const answer = await post(gateway.url, { headers, body: text });
    expect(answer.status).toBe(400);
    expect(answer.headers.get('content-type')).toBe('application/json; charset=utf-8');
    expect(refusalOf(answer).code).toBe('BAD_INPUT');
    expect(answer.text.length).toBeLessThan(1000);
  });

  it.each([
    ['an overlong slash', Buffer.from([0xc0, 0xaf])],
    ['half a character', Buffer.from([0xe2, 0x82])],
    ['UTF-16', Buffer.from(harmless, 'utf16le')],
  ])('that is no UTF-8, but %s, is a 400', async (_title, bytes) => {
    const inside = Buffer.concat([Buffer.from('{"query":"{ __typename }","x":"'), bytes, Buffer.from('"}')]);
    expect((await post(gateway.url, { headers, body: inside })).status).toBe(400);
  });

  it('changes nothing for the next request, whatever it calls its keys', async () => {
    for (const text of [
      '{"query":"{ __typename }","constructor":{"prototype":{"admin":true}}}',
      '{"query":"{ __typename }","context":{"caller":{"scopes":["admin"]}},"toString":1,"hasOwnProperty":1}',
      '{"query":"query ($__proto__: Boolean!) { __typename @include(if: $__proto__) }","variables":{"constructor":1}}',
    ])
      expect((await post(gateway.url, { headers, body: text })).status).toBeLessThan(500);
    expect(Object.hasOwn(Object.prototype, 'admin')).toBe(false);
    const { data } = await gateway.query('{ caller { name scopes } }');
    expect(data.caller.name).toBe('all');
  });

  it('that says a thing twice means the last', async () => {
    gateway.calls();
    const text = `{"query":${JSON.stringify(query)},"query":"{ __typename }"}`;
    expect((await post(gateway.url, { headers, body: text })).text).toBe('{"data":{"__typename":"Query"}}');
    nothingRan();
  });

  it('with 20,000 variables that nobody asked for runs', async () => {
    const variables = Object.fromEntries(Array.from({ length: 20_000 }, (_, at) => [`v${at}`, 1]));
    const text = JSON.stringify({ query: '{ __typename }', variables });
    expect((await post(gateway.url, { headers, body: text })).status).toBe(200);
  });
});
