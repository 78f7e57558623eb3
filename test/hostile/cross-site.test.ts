import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Gateway, startGateway } from '../gateway.ts';
import { post, speak, type WireAnswer } from '../server/wire.ts';
import { expectRefused, expectUnharmed } from './refusal.ts';

const body = '{"query":"{ caller { name } }"}';
const mutation =
  'mutation { deleteAccount(input: { account: { backend: "hub", nativeId: "ada" } }) { errors { code } } }';

describe('what a page elsewhere can send', () => {
  let gateway: Gateway;
  beforeAll(async () => {
    gateway = await startGateway({ callers: { hostile: { scopes: ['read', 'write'] } } });
  });
  afterAll(() => gateway[Symbol.asyncDispose]());

  const sent = (headers: Readonly<Record<string, string>>, content = body): Promise<WireAnswer> =>
    post(gateway.url, { headers: { authorization: 'Bearer hostile', ...headers }, body: content });

  const ask = async (method: string, target: string, headers = ''): Promise<WireAnswer> => {
    const { host } = new URL(gateway.url);
    const [answer] = await speak(gateway.url, [
      `${method} ${target} HTTP/1.1\r\nhost: ${host}\r\nconnection: close\r\nauthorization: Bearer hostile\r\n${headers}\r\n`,
    ]);
    if (answer === undefined) throw new Error('expected an answer');
    return answer;
  };

  it.each([
    ['X-text-plain', { 'content-type': 'text/plain' }, body],
    ['X-form', { 'content-type': 'application/x-www-form-urlencoded' }, 'query={caller{name}}'],
    ['X-form-json', { 'content-type': 'application/x-www-form-urlencoded' }, body],
    [
      'X-multipart',
      { 'content-type': 'multipart/form-data; boundary=b' },
      `--b\r\ncontent-disposition: form-data; name="operations"\r\n\r\n${body}\r\n--b--`,
    ],
    ['X-no-ctype', {}, body],
    ['X-ctype-trick', { 'content-type': 'text/plain; a="application/json"' }, body],
    ['X-ctype-odd application/', { 'content-type': 'application/' }, body],
    ['X-ctype-odd of 8 KB', { 'content-type': `application/${'j'.repeat(8000)}` }, body],
    ['X-ctype-odd __proto__', { 'content-type': '__proto__' }, body],
    ['X-charset-odd', { 'content-type': 'application/json; charset=utf-7' }, body],
  ])('P7, %s: 415, and nothing is executed', async (_name, headers, content) => {
    const answer = await sent(headers, content);
    expect(answer.status).toBe(415);
    await expectRefused(gateway, answer);
  });

  it('X-ctype-case: a type is as good in capitals', async () => {
    const answer = await sent({ 'content-type': 'APPLICATION/JSON' });
    expect(answer.status).toBe(200);
    await expectUnharmed(gateway);
  });

  it.each([
    ['X-get-simple', 'GET', '/graphql?query={caller{name}}', ''],
    ['X-get-mutation', 'GET', `/graphql?query=${encodeURIComponent(mutation)}`, ''],
    ['X-get-dup', 'GET', '/graphql?query[]={caller{name}}&query[__proto__]=x&%', ''],
    [
      'X-override',
      'GET',
      `/graphql?query=${encodeURIComponent(mutation)}`,
      'x-http-method-override: POST\r\n',
    ],
    ['X-ide', 'GET', '/graphql', 'accept: text/html\r\n'],
  ])('P7, %s: 405, and nothing is executed', async (_name, method, target, headers) => {
    const answer = await ask(method, target, headers);
    expect(answer.status).toBe(405);
    expect(answer.headers.get('allow')).toBe('POST');
    await expectRefused(gateway, answer);
  });

  it.each(['/graphiql', '/playground', '/metrics', '/debug/pprof', '/.env', '/graphql/schema'])(
    'H-neighbours, %s: 404',
    async (path) => {
      const answer = await ask('GET', path);
      expect(answer.status).toBe(404);
      await expectRefused(gateway, answer);
    },
  );

  it.each(['https://evil.example', 'null', '*'])('P7, X-cors of %s: no origin is let in', async (origin) => {
    const answers = [
      await sent({ 'content-type': 'application/json', origin, cookie: 'session=x' }),
      await ask(
        'OPTIONS',
        '/graphql',
        `origin: ${origin}\r\naccess-control-request-method: POST\r\naccess-control-request-headers: authorization\r\n`,
      ),
    ];
    for (const { headers } of answers)
      expect([...headers.keys()].filter((name) => name.startsWith('access-control-'))).toEqual([]);
    expect(answers.map(({ status }) => status)).toEqual([200, 405]);
    await expectUnharmed(gateway);
  });

  it.each(['application/xml', '*/*;q=0', 'text/event-stream', 'a'.repeat(8000)])(
    'X-accept-odd, %.20s: 406, with small headers',
    async (accept) => {
      const answer = await sent({ 'content-type': 'application/json', accept });
      expect(answer.status).toBe(406);
      expect([...answer.headers].flat().join('').length).toBeLessThan(1000);
      await expectRefused(gateway, answer);
    },
  );

  it('X-json-type, X-nosniff, X-powered-by: markup in an error is JSON, and no header tells what answers', async () => {
    const answer = await sent(
      { 'content-type': 'application/json' },
      JSON.stringify({ query: '{ node(id: "<script>alert(1)</script>", x: 1) { id } }' }),
    );
    await expectRefused(gateway, answer);
    expect([...answer.headers.keys()].filter((name) => /server|powered|via/.test(name))).toEqual([]);
    expect(JSON.stringify([...answer.headers])).not.toMatch(/fastify|node|apollo/i);
  });

  it.each([
    ['P-apq-poison', { persistedQuery: { version: 1, sha256Hash: 'a'.repeat(64) } }],
    ['P-apq-odd', { persistedQuery: { version: 1, sha256Hash: '__proto__' } }],
  ])('%s: nothing is stored, and a hash finds nothing', async (_name, extensions) => {
    await sent(
      { 'content-type': 'application/json' },
      JSON.stringify({ query: '{ caller { name } }', extensions }),
    );
    const answer = await sent({ 'content-type': 'application/json' }, JSON.stringify({ extensions }));
    await expectRefused(gateway, answer);
  });

  it('P-trace: tracing headers add nothing', async () => {
    const answer = await sent({
      'content-type': 'application/json',
      'apollo-federation-include-trace': 'ftv1',
      traceparent: '00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01',
    });
    expect(JSON.parse(answer.text)).toEqual({ data: { caller: { name: 'hostile' } } });
  });
});
