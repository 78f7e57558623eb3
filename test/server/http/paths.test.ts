import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Gateway, startGateway } from '../../gateway.ts';
import { refusalOf, speak } from '../wire.ts';

const document = '{ accounts(first: 1, filter: { backend: "iot" }) { nodes { email } } }';

describe('beside POST /graphql', () => {
  let gateway: Gateway;
  let origin: string;
  beforeAll(async () => {
    gateway = await startGateway({ people: 4 });
    ({ origin } = new URL(gateway.url));
  });
  afterAll(() => gateway[Symbol.asyncDispose]());

  it.each(['GET', 'PUT', 'PATCH', 'DELETE', 'OPTIONS', 'HEAD', 'TRACE', 'PROPFIND', 'QUERY'])(
    'P5, P7: %s is a 405 that names POST, with a token or without',
    async (method) => {
      gateway.calls();
      for (const token of ['', 'authorization: Bearer all\r\n']) {
        const [answer] = await speak(gateway.url, [
          `${method} /graphql?query=${encodeURIComponent(document)} HTTP/1.1\r\nhost: x\r\nconnection: close\r\n${token}x-canary: echo-me\r\n\r\n`,
        ]);
        expect(answer?.status).toBe(405);
        expect(answer?.headers.get('allow')).toBe('POST');
        expect(answer?.text).not.toContain('echo-me');
      }
      expect(gateway.calls().iot).toEqual([]);
    },
  );

  it.each(['PUT', 'PATCH', 'DELETE'])('%s with a body is a 405, whatever the body is', async (method) => {
    for (const type of ['application/json', 'text/plain']) {
      const response = await fetch(gateway.url, {
        method,
        headers: { 'content-type': type, authorization: 'Bearer all' },
        body: JSON.stringify({ query: document }),
      });
      expect(response.status).toBe(405);
    }
  });

  it('P7: a method that a header wishes for is not the method', async () => {
    gateway.calls();
    const response = await fetch(`${gateway.url}?query=${encodeURIComponent(document)}`, {
      headers: {
        authorization: 'Bearer all',
        'x-http-method-override': 'POST',
        'x-method-override': 'POST',
        'content-type': 'application/json',
      },
    });
    expect(response.status).toBe(405);
    expect(gateway.calls().iot).toEqual([]);
  });

  it.each([
    '/',
    '/graphiql',
    '/metrics',
    '/debug/pprof',
    '/graphql/',
    '/GraphQL',
    '/graphql/stream',
    '/.well-known/apollo/server-health',
    '/../../etc/passwd',
    '//evil.example/graphql',
    '/health',
    '/health/live/x',
    `/${'a'.repeat(8000)}`,
  ])('%.40s is a 404 that redirects nowhere', async (path) => {
    for (const method of ['GET', 'POST']) {
      const [answer] = await speak(gateway.url, [
        `${method} ${path} HTTP/1.1\r\nhost: x\r\nconnection: close\r\ncontent-type: text/plain\r\ncontent-length: 2\r\n\r\n{}`,
      ]);
      if (answer === undefined) throw new Error('expected an answer');
      expect(answer.status).toBe(404);
      expect(answer.headers.get('location')).toBeNull();
      expect(refusalOf(answer)).toEqual({ code: 'NOT_FOUND', message: 'expected POST /graphql' });
    }
  });

  it.each(['/%', '/graphql/%zz', '/%c0%af'])('%s is no path: a 400 that does not repeat it', async (path) => {
    const [answer] = await speak(gateway.url, [
      `GET ${path} HTTP/1.1\r\nhost: x\r\nconnection: close\r\n\r\n`,
    ]);
    if (answer === undefined) throw new Error('expected an answer');
    expect(answer.status).toBe(400);
    expect(refusalOf(answer)).toEqual({ code: 'BAD_INPUT', message: 'expected another path' });
  });

  it('P7: no answer lets another origin read it', async () => {
    for (const foreign of ['https://evil.example', 'null', origin])
      for (const [method, path] of [
        ['OPTIONS', '/graphql'],
        ['POST', '/graphql'],
        ['GET', '/health/live'],
        ['GET', '/elsewhere'],
      ] as const) {
        const response = await fetch(`${origin}${path}`, {
          method,
          headers: {
            origin: foreign,
            'access-control-request-method': 'POST',
            'access-control-request-headers': 'authorization',
            authorization: 'Bearer all',
            ...(method === 'POST' ? { 'content-type': 'application/json' } : {}),
          },
          ...(method === 'POST' ? { body: JSON.stringify({ query: '{ __typename }' }) } : {}),
        });
        const names = [...response.headers.keys()];
        expect(names.filter((name) => name.startsWith('access-control-'))).toEqual([]);
      }
  });

  it('every answer bears its id and says what it is, and no answer says what made it', async () => {
    const ids = new Set<string>();
    for (const [method, path] of [
      ['POST', '/graphql'],
      ['GET', '/graphql'],
      ['GET', '/elsewhere'],
      ['GET', '/%'],
      ['GET', '/health/live'],
      ['GET', '/health/ready'],
    ] as const) {
      const { headers } = await fetch(`${origin}${path}`, { method, headers: { 'x-request-id': 'mine' } });
      expect(headers.get('x-content-type-options')).toBe('nosniff');
      expect(headers.get('cache-control')).toBe('no-store');
      expect(headers.get('content-type')).toBe('application/json; charset=utf-8');
      expect([headers.get('x-powered-by'), headers.get('server')]).toEqual([null, null]);
      expect(headers.get('x-request-id')).toMatch(/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/);
      ids.add(headers.get('x-request-id') ?? '');
    }
    expect(ids.size).toBe(6);
  });
});
