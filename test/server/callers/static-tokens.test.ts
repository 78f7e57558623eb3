import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Gateway, startGateway } from '../../gateway.ts';
import { post, refusalOf, speak } from '../wire.ts';

const json = { 'content-type': 'application/json' };
const listing = JSON.stringify({
  query: '{ accounts(first: 1, filter: { backend: "iot" }) { nodes { email } } }',
});

describe('the door', () => {
  let gateway: Gateway;
  beforeAll(async () => {
    gateway = await startGateway({ people: 4 });
  });
  afterAll(() => gateway[Symbol.asyncDispose]());

  const strip = (text: string) => text.replace(/"requestId":"[^"]*"/, '');

  it('P8: without a token gives every body the same 401, which names nothing of the schema', async () => {
    const bodies = [
      listing,
      JSON.stringify({ query: '{ __schema { types { name } } }' }),
      JSON.stringify({ query: '{ nonsense }' }),
      JSON.stringify({ query: '{' }),
      JSON.stringify([{ query: '{ __typename }' }]),
      'no JSON at all',
      '',
      'x'.repeat(300 * 1024),
    ];
    gateway.calls();
    const answers = await Promise.all(bodies.map((body) => post(gateway.url, { headers: json, body })));
    for (const answer of answers) {
      expect(answer.status).toBe(401);
      expect(answer.headers.get('www-authenticate')).toBe('Bearer');
      expect(answer.headers.get('content-type')).toBe('application/json; charset=utf-8');
      expect(refusalOf(answer)).toEqual({
        code: 'UNAUTHENTICATED',
        message: 'expected the bearer token of a known caller',
      });
      expect(strip(answer.text)).toBe(strip(answers[0]?.text ?? ''));
    }
    expect(gateway.calls().iot).toEqual([]);
  });

  it.each([
    ['form', 'application/x-www-form-urlencoded'],
    ['multipart', 'multipart/form-data; boundary=x'],
    ['gzip', 'application/json'],
  ])('asks for a token before it looks at a %s body', async (encoding, type) => {
    const headers = { 'content-type': type, ...(encoding === 'gzip' ? { 'content-encoding': 'gzip' } : {}) };
    expect((await post(gateway.url, { headers, body: listing })).status).toBe(401);
  });

  it.each([
    ['Bearer'],
    ['Bearer '],
    ['Bearer wrong'],
    ['Bearer ALL'],
    ['Bearer all '.concat('all')],
    ['Bearer all, Bearer all'],
    ['bearer  all'],
    ['Basic YWxsOmFsbA=='],
    ['Token all'],
    ['all'],
    [`Bearer ${'a'.repeat(12_000)}`],
  ])('P11: refuses `%.40s`', async (authorization) => {
    const answer = await post(gateway.url, { headers: { ...json, authorization }, body: listing });
    expect(answer.status).toBe(401);
    expect(refusalOf(answer).code).toBe('UNAUTHENTICATED');
  });

  it.each(['Bearer all', 'bearer all', 'BEARER all'])('takes `%s`', async (authorization) => {
    expect((await post(gateway.url, { headers: { ...json, authorization }, body: listing })).status).toBe(
      200,
    );
  });

  it('P11: refuses two Authorization headers, whichever of them is good', async () => {
    for (const [one, other] of [
      ['all', 'wrong'],
      ['wrong', 'all'],
      ['all', 'all'],
    ]) {
      const [answer] = await speak(gateway.url, [
        `POST /graphql HTTP/1.1\r\nhost: x\r\nconnection: close\r\ncontent-type: application/json\r\nauthorization: Bearer ${one}\r\nAuthorization: Bearer ${other}\r\ncontent-length: ${listing.length}\r\n\r\n${listing}`,
      ]);
      expect(answer?.status).toBe(401);
    }
  });

  it('P11: takes no token from the query, from a cookie or from the body', async () => {
    const body = JSON.stringify({
      query: '{ __typename }',
      access_token: 'all',
      authorization: 'Bearer all',
    });
    for (const [query, headers] of [
      ['?access_token=all&token=all&authorization=Bearer%20all', {}],
      ['', { cookie: 'token=all; authorization=Bearer all; access_token=all' }],
      ['', { 'x-authorization': 'Bearer all', 'proxy-authorization': 'Bearer all', 'x-api-key': 'all' }],
    ] as const) {
      const response = await fetch(`${gateway.url}${query}`, {
        method: 'POST',
        headers: { ...json, ...headers },
        body,
      });
      expect(response.status).toBe(401);
    }
  });
});
