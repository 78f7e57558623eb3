import { getEventListeners } from 'node:events';
import { setTimeout as pause } from 'node:timers/promises';
import { brotliCompressSync, deflateSync, gzipSync, zstdCompressSync } from 'node:zlib';
import { describe, expect, it, vi } from 'vitest';
import type { AwaitedCall } from '../../src/http/call.ts';
import type { HttpClientOptions } from '../../src/http/client.ts';
import { createConnections } from '../../src/http/connections.ts';
import { parseOrigin } from '../../src/http/origin.ts';
import { path, withQuery } from '../../src/http/path.ts';
import { politeTo } from '../backends/polite.ts';
import { startBackend } from './backend.ts';
import { errorOf } from './error-of.ts';
import { type Answer, answerWith, type Listener, startListener } from './listener.ts';

const connect = (baseUrl: string, options: Partial<HttpClientOptions> = {}) => {
  const polite = { ...politeTo('hub', baseUrl, async () => ({})), ...options };
  const connections = createConnections(polite, parseOrigin(polite));
  return {
    exchange: (
      { signal, ...call }: Partial<AwaitedCall> = {},
      credentials: Readonly<Record<string, string>> = {},
    ) =>
      connections.exchange(
        { operation: 'Users_List', method: 'GET', path: path`/api/users`, ...call },
        { credentials, timeoutMs: polite.timeoutMs, signals: signal === undefined ? [] : [signal] },
      ),
    close: connections.close,
    [Symbol.asyncDispose]: connections.close,
  };
};

const http = (head: readonly string[], body = ''): string =>
  `${['HTTP/1.1 200 OK', ...head].join('\r\n')}\r\n\r\n${body}`;
const chunked = (...chunks: readonly string[]): string =>
  http(
    ['Transfer-Encoding: chunked'],
    [...chunks, ''].map((chunk) => `${Buffer.byteLength(chunk).toString(16)}\r\n${chunk}\r\n`).join(''),
  );

/** How often a request line was heard. */
const requestsOf = ({ heard }: Listener): number => heard.match(/ HTTP\/1\.1\r\n/g)?.length ?? 0;

/** Sends the same piece again and again until the connection ends. */
const drip =
  (piece: string, first = ''): Answer =>
  (socket) => {
    socket.write(first);
    const timer = setInterval(() => socket.write(piece), 5);
    socket.once('close', () => clearInterval(timer));
  };

/** Sockets close when the other side hears of it. */
const eventually = (expectation: () => void) => vi.waitFor(expectation, { timeout: 5000, interval: 5 });

describe('a request', () => {
  it('arrives with its method, path and query below the base, and the credentials given', async () => {
    await using backend = await startBackend();
    await using connections = connect(`${backend.emulator.url}/qa/`);
    const place = withQuery(path`/api/users/${'a/b'}`, { page: 1 });
    await connections.exchange(
      { method: 'DELETE', path: place },
      { authorization: 'Basic eA==', 'x-key': '7' },
    );
    expect(backend.emulator.requests).toMatchObject([
      {
        method: 'DELETE',
        target: '/qa/api/users/a%2Fb?page=1',
        body: '',
        headers: { authorization: 'Basic eA==', 'x-key': '7', accept: 'application/json' },
      },
    ]);
    expect(backend.emulator.requests[0]?.headers).not.toHaveProperty('content-type');
  });

  it.each<[string, Partial<AwaitedCall>, string, string]>([
    ['JSON', { body: { name: 'ü', age: 7 } }, 'application/json', '{"name":"ü","age":7}'],
    ['JSON null', { body: null }, 'application/json', 'null'],
    ['a JSON list', { body: [] }, 'application/json', '[]'],
    [
      'JSON of another type',
      { body: {}, contentType: 'application/merge-patch+json' },
      'application/merge-patch+json',
      '{}',
    ],
    [
      'a form',
      { body: new URLSearchParams({ grant: 'a b', secret: 'x&y=ü' }) },
      'application/x-www-form-urlencoded',
      'grant=a+b&secret=x%26y%3D%C3%BC',
    ],
  ])('carries %s', async (_, call, contentType, body) => {
    await using backend = await startBackend();
    await using connections = connect(backend.emulator.url);
    await connections.exchange({ method: 'POST', ...call });
    const [request] = backend.emulator.requests;
    expect(request).toMatchObject({ method: 'POST', body, headers: { 'content-type': contentType } });
    expect(request?.headers['content-length']).toBe(String(Buffer.byteLength(body)));
  });

  it('asks for no compression', async () => {
    await using backend = await startBackend();
    await using connections = connect(backend.emulator.url);
    await connections.exchange();
    expect(backend.emulator.requests[0]?.headers['accept-encoding']).toBe('identity');
  });

  it.each(['a\r\nX-Admin: 1', 'a\u0000b', 'ä€'])(
    'P25: is not sent with %j for a credential',
    async (credential) => {
      await using backend = await startBackend();
      await using connections = connect(backend.emulator.url);
      const error = await errorOf(connections.exchange({}, { authorization: `canary ${credential}` }));
      expect(error.message).not.toContain('canary');
      expect(backend.emulator.requests).toEqual([]);
    },
  );

  it('uses no more connections than may be under way, and the same ones again', async () => {
    await using listener = await startListener(answerWith(http(['Content-Length: 2'], '{}')));
    await using connections = connect(listener.url, { concurrency: 3 });
    for (let round = 0; round < 5; round += 1)
      await Promise.all(Array.from({ length: 10 }, () => connections.exchange()));
    expect(requestsOf(listener)).toBe(50);
    expect(listener.connections).toBeLessThanOrEqual(3);
  });
});

describe('an answer', () => {
  it('has its status, its text and lower-case headers', async () => {
    await using listener = await startListener(
      answerWith(
        'HTTP/1.1 418 Teapot\r\nX-REQUEST-Id: 7\r\nSet-Cookie: a\r\nset-cookie: b\r\nContent-Length: 5\r\n\r\ngrün',
      ),
    );
    await using connections = connect(listener.url);
    expect(await connections.exchange()).toEqual({
      operation: 'Users_List',
      status: 418,
      headers: { 'x-request-id': '7', 'set-cookie': ['a', 'b'], 'content-length': '5' },
      text: 'grün',
      isUtf8: true,
      tookMs: expect.any(Number),
    });
  });

  it.each([
    ['with a length', http(['Content-Length: 6'], '"fox"!'), '"fox"!'],
    ['in chunks', chunked('"f', 'o', 'x"'), '"fox"'],
    ['without a body', http(['Content-Length: 0']), ''],
    ['without content', 'HTTP/1.1 204 No Content\r\n\r\n', ''],
    [
      'after early hints',
      `HTTP/1.1 103 Early Hints\r\nLink: </x>\r\n\r\n${http(['Content-Length: 2'], '{}')}`,
      '{}',
    ],
  ])('is read whole %s', async (_, answer, text) => {
    await using listener = await startListener(answerWith(answer));
    await using connections = connect(listener.url);
    expect((await connections.exchange()).text).toBe(text);
  });

  it('is read whole where a character comes in pieces', async () => {
    await using listener = await startListener(async (socket) => {
      socket.write(http(['Content-Length: 6']));
      for (const byte of Buffer.from('"🦊"')) {
        socket.write(Buffer.of(byte));
        await pause(1);
      }
    });
    await using connections = connect(listener.url);
    expect((await connections.exchange()).text).toBe('"🦊"');
  });

  it('is read to the end of the connection where it names no length', async () => {
    await using listener = await startListener((socket) => {
      socket.end(http([], '{"all":true}'));
    });
    await using connections = connect(listener.url);
    expect((await connections.exchange()).text).toBe('{"all":true}');
  });

  it.each(['__proto__', 'constructor', 'hasOwnProperty', 'content-encoding\u0000'])(
    'P27: does no harm with a header called %j',
    async (name) => {
      await using listener = await startListener(
        answerWith(http([`${name}: x`, `${name}: y`, 'Content-Length: 2'], '{}')),
      );
      await using connections = connect(listener.url);
      await Promise.allSettled([connections.exchange()]);
      expect(Object.getPrototypeOf({})).toBe(Object.prototype);
      expect({}).not.toHaveProperty('x');
      expect(requestsOf(listener)).toBe(1);
    },
  );
});

describe('P20: the deadline', () => {
  const timeoutMs = 150;

  it.each<[string, Answer]>([
    ['nothing', () => undefined],
    ['half a head', answerWith('HTTP/1.1 200 OK\r\nContent-')],
    ['a head without its body', answerWith(http(['Content-Length: 9']))],
    ['less than it announced', answerWith(http(['Content-Length: 9'], '{}'))],
    ['early hints for ever', drip('HTTP/1.1 103 Early Hints\r\n\r\n')],
    ['a head for ever', drip('X', 'HTTP/1.1 200 OK\r\nX-Long: ')],
    ['a body byte by byte', drip('1\r\nx\r\n', http(['Transfer-Encoding: chunked']))],
  ])('ends an exchange where %s comes, and its connection', async (_, answer) => {
    await using listener = await startListener(answer);
    await using connections = connect(listener.url, { timeoutMs });
    const error = await errorOf(connections.exchange());
    expect(error).toMatchObject({ code: 'UPSTREAM_TIMEOUT', backend: 'hub', retryable: true, status: null });
    expect(error.message).toBe('Backend hub did not answer Users_List within 150 ms');
    await eventually(() => expect(listener.openConnections).toBe(0));
  });

  it('ends an exchange where no connection comes about', async () => {
    await using listener = await startListener();
    await using connections = connect(listener.url.replace('http:', 'https:'), { timeoutMs });
    expect((await errorOf(connections.exchange())).code).toBe('UPSTREAM_TIMEOUT');
    expect(requestsOf(listener)).toBe(0);
  });

  it('leaves no timer behind where the answer came in time', async () => {
    await using backend = await startBackend();
    await using connections = connect(backend.emulator.url);
    const timers = () => process.getActiveResourcesInfo().filter((resource) => resource === 'Timeout').length;
    const before = timers();
    for (let exchanges = 0; exchanges < 50; exchanges += 1) await connections.exchange();
    expect(timers() - before).toBeLessThan(25);
  });

  it('of one exchange delays no other', async () => {
    await using backend = await startBackend();
    backend.emulator.faults.add({ kind: 'hang', applied: false }, { target: /slow/ });
    await using connections = connect(backend.emulator.url, { concurrency: 2 });
    const request = new AbortController();
    const hanging = errorOf(connections.exchange({ path: path`/slow`, signal: request.signal }));
    expect((await connections.exchange()).status).toBe(200);
    request.abort();
    expect((await hanging).code).toBe('UPSTREAM_TIMEOUT');
  });
});

describe('P27: the size of an answer', () => {
  const maxResponseBytes = 1000;
  const fits = 'x'.repeat(maxResponseBytes);

  it.each([
    ['with a length', (body: string) => http([`Content-Length: ${body.length}`], body)],
    ['in one chunk', (body: string) => chunked(body)],
    ['in small chunks', (body: string) => chunked(...body)],
    ['to the end of the connection', (body: string) => http(['Connection: close'], body)],
  ])('is at most the limit %s', async (_, answer) => {
    let body = fits;
    await using listener = await startListener((socket) => {
      socket.end(answer(body));
    });
    await using connections = connect(listener.url, { maxResponseBytes });
    expect((await connections.exchange()).text).toBe(fits);
    body = `${fits}x`;
    const error = await errorOf(connections.exchange());
    expect(error).toMatchObject({ code: 'UPSTREAM_INVALID', retryable: false });
    expect(error.message).toBe('Backend hub answered Users_List with more than 1000 bytes');
  });

  it('ends the connection of an answer without end', async () => {
    await using listener = await startListener((socket) => {
      socket.write(http([]));
      const flood = () => {
        while (socket.writable && socket.write(fits));
      };
      socket.on('drain', flood);
      flood();
    });
    await using connections = connect(listener.url, { maxResponseBytes });
    expect((await errorOf(connections.exchange())).code).toBe('UPSTREAM_INVALID');
    await eventually(() => expect(listener.openConnections).toBe(0));
  });

  it.each([
    ['of headers', http([`X-Long: ${'x'.repeat(1_000_000)}`])],
    ['of many headers', http(Array.from({ length: 20_000 }, (_, at) => `X-${at}: x`))],
  ])('is limited %s too', async (_, answer) => {
    await using listener = await startListener(answerWith(answer));
    await using connections = connect(listener.url);
    expect((await errorOf(connections.exchange())).code).toBe('UPSTREAM_UNAVAILABLE');
  });
});

describe('P27: a compressed answer', () => {
  const bomb = 'x'.repeat(100_000);

  it.each<[string, Buffer]>([
    ['gzip', gzipSync(bomb)],
    ['GZIP', gzipSync(bomb)],
    ['br', brotliCompressSync(bomb)],
    ['deflate', deflateSync(bomb)],
    ['zstd', zstdCompressSync(bomb)],
    ['identity, gzip', gzipSync(bomb)],
    ['x-unknown', Buffer.from('?')],
  ])('is refused as %s', async (encoding, body) => {
    await using listener = await startListener((socket) => {
      socket.write(http([`Content-Encoding: ${encoding}`, `Content-Length: ${body.length}`]));
      socket.write(body);
    });
    await using connections = connect(listener.url);
    const error = await errorOf(connections.exchange());
    expect(error.code).toBe('UPSTREAM_INVALID');
    expect(error.message).toBe('Backend hub answered Users_List compressed, unasked');
    await eventually(() => expect(listener.openConnections).toBe(0));
  });

  it.each(['identity', 'Identity'])('is none as %s', async (encoding) => {
    await using listener = await startListener(
      answerWith(http([`Content-Encoding: ${encoding}`, 'Content-Length: 2'], '{}')),
    );
    await using connections = connect(listener.url);
    expect((await connections.exchange()).text).toBe('{}');
  });
});

describe('a connection that fails', () => {
  const methods = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE'] as const;
  const failures = {
    'is reset before the answer': { kind: 'reset', applied: true },
    'breaks off in the middle of the answer': { kind: 'half-body' },
  } as const;

  it.each(
    Object.entries(failures).flatMap(([name, fault]) =>
      methods.map((method) => [name, method, fault] as const),
    ),
  )('P23: and %s never makes a %s go out twice', async (_, method, fault) => {
    await using backend = await startBackend();
    await using connections = connect(backend.emulator.url);
    await connections.exchange();
    backend.emulator.forget();
    backend.emulator.faults.add(fault);
    const error = await errorOf(connections.exchange({ method, ...(method === 'GET' ? {} : { body: {} }) }));
    expect(error).toMatchObject({ code: 'UPSTREAM_UNAVAILABLE', retryable: true, status: null });
    expect(error.message).toMatch(/^Backend hub gave no whole answer to Users_List: [A-Z_]+$/);
    await pause(50);
    expect(backend.emulator.requests).toHaveLength(1);
  });

  it('is UPSTREAM_UNAVAILABLE where nobody listens, without the address', async () => {
    const { port, [Symbol.asyncDispose]: end } = await startListener();
    await end();
    await using connections = connect(`http://127.0.0.1:${port}`);
    const error = await errorOf(connections.exchange());
    expect(error.code).toBe('UPSTREAM_UNAVAILABLE');
    expect(error.message).toBe('Backend hub gave no whole answer to Users_List: ECONNREFUSED');
  });

  it('is UPSTREAM_UNAVAILABLE where the name is unknown, without the name', async () => {
    await using connections = connect('http://canary.invalid');
    const error = await errorOf(connections.exchange());
    expect(error.code).toBe('UPSTREAM_UNAVAILABLE');
    expect(error.message).not.toContain('canary');
  });

  it('is made anew for the next exchange', async () => {
    await using backend = await startBackend();
    await using connections = connect(backend.emulator.url, { concurrency: 1 });
    backend.emulator.faults.add({ kind: 'reset', applied: false }, { times: 1 });
    await errorOf(connections.exchange());
    expect((await connections.exchange()).status).toBe(200);
  });

  it.each([
    ['no HTTP', '220 mail.example ESMTP\r\n'],
    ['another version', 'HTTP/9.9 200 OK\r\n\r\n'],
    ['a negative length', http(['Content-Length: -1'])],
    ['two lengths', http(['Content-Length: 2', 'Content-Length: 3'], '{} ')],
    ['a length and chunks', http(['Content-Length: 2', 'Transfer-Encoding: chunked'], '{}')],
    ['a chunk of no size', http(['Transfer-Encoding: chunked'], 'zz\r\n{}\r\n0\r\n\r\n')],
    ['an unasked upgrade', 'HTTP/1.1 101 Switching Protocols\r\nUpgrade: x\r\nConnection: upgrade\r\n\r\n'],
    ['an unasked go-ahead', 'HTTP/1.1 100 Continue\r\n\r\n'],
  ])('P27: is UPSTREAM_UNAVAILABLE where %s comes', async (_, answer) => {
    await using listener = await startListener(answerWith(answer));
    await using connections = connect(listener.url, { timeoutMs: 2000 });
    expect((await errorOf(connections.exchange())).code).toBe('UPSTREAM_UNAVAILABLE');
    expect(requestsOf(listener)).toBe(1);
  });
});

describe('P27: an answer that lies about its length', () => {
  it('is no answer where less comes', async () => {
    await using listener = await startListener((socket) => {
      socket.end(http(['Content-Length: 100'], '{"value":[]}'));
    });
    await using connections = connect(listener.url);
    expect((await errorOf(connections.exchange())).code).toBe('UPSTREAM_UNAVAILABLE');
  });

  it('never lends what is too much to the next exchange', async () => {
    let requests = 0;
    await using listener = await startListener((socket) => {
      requests += 1;
      const own = `{"own":${requests}}`;
      socket.write(http([`Content-Length: ${own.length}`], own) + http(['Content-Length: 6'], '"evil"'));
    });
    await using connections = connect(listener.url, { concurrency: 1 });
    const texts = await Promise.all(
      Array.from({ length: 5 }, async () => {
        const { text } = await connections.exchange();
        return text;
      }),
    );
    expect(texts).toEqual([1, 2, 3, 4, 5].map((own) => `{"own":${own}}`));
  });
});

describe('the signal of an exchange', () => {
  it('keeps it from being sent where it had aborted before', async () => {
    await using listener = await startListener();
    await using connections = connect(listener.url);
    const error = await errorOf(connections.exchange({ signal: AbortSignal.abort() }));
    expect(error.code).toBe('UPSTREAM_TIMEOUT');
    expect(listener.connections).toBe(0);
  });

  it('keeps it from being sent where it aborts before there is a connection', async () => {
    await using listener = await startListener();
    await using connections = connect(listener.url);
    const request = new AbortController();
    const exchange = errorOf(connections.exchange({ signal: request.signal }));
    request.abort();
    const error = await exchange;
    expect(error.code).toBe('UPSTREAM_TIMEOUT');
    expect(error.message).toBe("Backend hub had not answered Users_List when the request's time was up");
    await eventually(() => expect(listener.connections).toBe(1));
    await pause(50);
    expect(requestsOf(listener)).toBe(0);
  });

  it('ends it where it aborts while the answer is awaited, and its connection', async () => {
    await using listener = await startListener();
    await using connections = connect(listener.url);
    const request = new AbortController();
    const exchange = errorOf(connections.exchange({ signal: request.signal }));
    await eventually(() => expect(requestsOf(listener)).toBe(1));
    request.abort();
    expect((await exchange).code).toBe('UPSTREAM_TIMEOUT');
    await eventually(() => expect(listener.openConnections).toBe(0));
  });

  it('ends it where it aborts in the middle of the body', async () => {
    await using listener = await startListener(answerWith(http(['Content-Length: 100'], 'half')));
    await using connections = connect(listener.url);
    const request = new AbortController();
    const exchange = errorOf(connections.exchange({ signal: request.signal }));
    await eventually(() => expect(requestsOf(listener)).toBe(1));
    await pause(20);
    request.abort();
    expect((await exchange).code).toBe('UPSTREAM_TIMEOUT');
  });

  it('says nothing any more once the answer is there', async () => {
    await using backend = await startBackend();
    await using connections = connect(backend.emulator.url);
    const request = new AbortController();
    const answer = connections.exchange({ signal: request.signal });
    expect((await answer).status).toBe(200);
    request.abort();
    expect((await answer).status).toBe(200);
    expect((await connections.exchange()).status).toBe(200);
  });

  it('leaves neither sockets nor listeners behind after 200 aborted exchanges', async () => {
    await using listener = await startListener((socket, piece) => {
      if (!piece.includes('hang')) socket.write(http(['Content-Length: 2'], '{}'));
    });
    await using connections = connect(listener.url, { concurrency: 8 });
    const request = new AbortController();
    for (let round = 0; round < 25; round += 1) {
      const own = new AbortController();
      const calls = Array.from({ length: 8 }, () =>
        errorOf(connections.exchange({ path: path`/hang`, signal: own.signal })),
      );
      await eventually(() => expect(requestsOf(listener)).toBe((round + 1) * 8));
      own.abort();
      for (const { code } of await Promise.all(calls)) expect(code).toBe('UPSTREAM_TIMEOUT');
      expect(getEventListeners(own.signal, 'abort')).toEqual([]);
    }
    await eventually(() => expect(listener.openConnections).toBeLessThanOrEqual(8));
    expect((await connections.exchange({ signal: request.signal })).text).toBe('{}');
    expect(getEventListeners(request.signal, 'abort')).toEqual([]);
    await connections.close();
    await eventually(() => expect(listener.openConnections).toBe(0));
  });

  it('serves a hundred exchanges at once without a warning', async () => {
    const warned = vi.fn();
    process.on('warning', warned);
    try {
      await using backend = await startBackend();
      await using connections = connect(backend.emulator.url);
      const { signal } = new AbortController();
      await Promise.all(Array.from({ length: 100 }, () => connections.exchange({ signal })));
      await pause(0);
      expect(warned).not.toHaveBeenCalled();
    } finally {
      process.off('warning', warned);
    }
  });
});

describe('closing', () => {
  it('gives up what is under way and takes nothing more', async () => {
    await using listener = await startListener();
    await using connections = connect(listener.url);
    const underWay = errorOf(connections.exchange());
    await eventually(() => expect(requestsOf(listener)).toBe(1));
    await connections.close();
    expect((await underWay).code).toBe('UPSTREAM_UNAVAILABLE');
    expect((await errorOf(connections.exchange())).code).toBe('UPSTREAM_UNAVAILABLE');
    await eventually(() => expect(listener.openConnections).toBe(0));
    expect(requestsOf(listener)).toBe(1);
  });
});
