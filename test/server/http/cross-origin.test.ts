import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Gateway, startGateway } from '../../gateway.ts';
import { speak, type WireAnswer } from '../wire.ts';

const ours = 'https://admin.example.com';

const send = async (
  url: string,
  method: string,
  headers: Readonly<Record<string, string>>,
  body = '',
): Promise<WireAnswer> => {
  const { host, pathname } = new URL(url);
  const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}\r\n`);
  const [answer] = await speak(url, [
    `${method} ${pathname} HTTP/1.1\r\nhost: ${host}\r\nconnection: close\r\ncontent-length: ${Buffer.byteLength(body)}\r\n${lines.join('')}\r\n${body}`,
  ]);
  if (answer === undefined) throw new Error('expected an answer');
  return answer;
};

const corsOf = ({ headers }: WireAnswer) =>
  Object.fromEntries([...headers].filter(([name]) => name.startsWith('access-control-')));

const preflight = (origin: string) => ({
  origin,
  'access-control-request-method': 'POST',
  'access-control-request-headers': 'authorization,content-type',
});

const asked = { authorization: 'Bearer all', 'content-type': 'application/json' };
const query = '{"query":"{ __typename }"}';

describe('P7: pages of a listed origin', () => {
  let gateway: Gateway;
  beforeAll(async () => {
    gateway = await startGateway({ people: 0, server: `origins: ["${ours}"]` });
  });
  afterAll(() => gateway[Symbol.asyncDispose]());

  it('may ask, with a token and a body, after a preflight without one', async () => {
    const allowed = await send(gateway.url, 'OPTIONS', preflight(ours));
    expect(allowed.status).toBe(204);
    expect(corsOf(allowed)).toEqual({
      'access-control-allow-origin': ours,
      'access-control-allow-methods': 'POST',
      'access-control-allow-headers': 'authorization, content-type',
      'access-control-expose-headers': 'x-request-id, retry-after',
      'access-control-max-age': '600',
    });
    expect(allowed.headers.get('vary')).toContain('Origin');
  });

  it('may read every answer, whatever came of it', async () => {
    const readable = {
      'access-control-allow-origin': ours,
      'access-control-expose-headers': 'x-request-id, retry-after',
    };
    const answers = await Promise.all([
      send(gateway.url, 'POST', { ...asked, origin: ours }, query),
      send(gateway.url, 'POST', { 'content-type': 'application/json', origin: ours }, query),
      send(gateway.url, 'POST', { ...asked, 'content-type': 'text/plain', origin: ours }, query),
      send(gateway.url, 'PUT', { ...asked, origin: ours }, query),
      send(`${gateway.url}x`, 'POST', { ...asked, origin: ours }, query),
    ]);
    expect(answers.map(({ status }) => status)).toEqual([200, 401, 415, 405, 404]);
    for (const answer of answers) expect(corsOf(answer)).toEqual(readable);
  });

  it.each([
    'https://evil.example',
    'null',
    'http://admin.example.com',
    'https://admin.example.com:444',
    'https://admin.example.com.evil.example',
    'https://ADMIN.example.com',
    `${ours}, https://evil.example`,
    '*',
    '',
  ])('X-cors-any: those of `%s` may not', async (origin) => {
    const refused = await send(gateway.url, 'OPTIONS', preflight(origin));
    expect(refused.status).toBe(405);
    expect(JSON.parse(refused.text).errors).toMatchObject([{ extensions: { code: 'BAD_INPUT' } }]);
    expect(corsOf(refused)).toEqual({});
    expect(corsOf(await send(gateway.url, 'POST', { ...asked, origin }, query))).toEqual({});
  });
});

describe('P7: where no origin is listed', () => {
  let gateway: Gateway;
  beforeAll(async () => {
    gateway = await startGateway({ people: 0 });
  });
  afterAll(() => gateway[Symbol.asyncDispose]());

  it.each([ours, 'null'])('X-cors-cred: no answer says that pages of `%s` may read it', async (origin) => {
    const answers = await Promise.all([
      send(gateway.url, 'OPTIONS', preflight(origin)),
      send(gateway.url, 'POST', { ...asked, origin, cookie: 'a=b' }, query),
      send(gateway.url, 'POST', { origin }, query),
    ]);
    expect(answers.map(({ status }) => status)).toEqual([405, 200, 401]);
    for (const answer of answers) expect(corsOf(answer)).toEqual({});
  });
});
