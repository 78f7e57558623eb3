import { setTimeout as pause } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import * as z from 'zod';
import type { HttpCall } from '../../src/http/call.ts';
import { createHttpClient } from '../../src/http/client.ts';
import { parseAnswer } from '../../src/http/json.ts';
import { walkPages } from '../../src/http/pages.ts';
import { path, type UrlPath } from '../../src/http/path.ts';
import { politeTo } from '../backends/polite.ts';
import { secret, startBackend } from './backend.ts';
import { errorOf } from './error-of.ts';
import { linksElsewhere, linksHome } from './hostile-links.ts';
import { startListener } from './listener.ts';

const users: HttpCall = { operation: 'Users_List', method: 'GET', path: path`/api/users` };

const portOf = (url: string): number => Number(new URL(url).port);

describe('a client', () => {
  it('gives an answer back with the operation that it belongs to', async () => {
    await using backend = await startBackend();
    expect(backend.http.backend).toBe('hub');
    expect(await backend.http.send(users)).toMatchObject({
      operation: 'Users_List',
      status: 200,
      text: '{"id":"bob"}',
    });
  });

  it.each([200, 201, 202, 204, 299])('takes %d for success', async (status) => {
    await using backend = await startBackend(() => ({ status }));
    expect((await backend.http.send(users)).status).toBe(status);
  });

  it('takes a status for an answer only where the call accepts it', async () => {
    await using backend = await startBackend(() => ({ status: 404 }));
    expect((await backend.http.send({ ...users, accept: [409, 404] })).status).toBe(404);
    expect((await errorOf(backend.http.send({ ...users, accept: [409] }))).code).toBe('NOT_FOUND');
    expect((await errorOf(backend.http.send(users))).code).toBe('NOT_FOUND');
  });

  it('P27, S18: takes no web page for an answer, which a write would believe for its status', async () => {
    await using backend = await startBackend(() => ({
      status: 200,
      headers: { 'content-type': 'text/html; charset=utf-8' },
      text: '<html>Sign in</html>',
    }));
    expect(await errorOf(backend.http.send({ ...users, method: 'DELETE' }))).toMatchObject({
      code: 'UPSTREAM_INVALID',
      isUnsettled: true,
      message: 'Backend hub answered Users_List in an unknown shape: expected JSON, got text/html',
    });
  });

  it("tells the backend's own code and nothing else of its body", async () => {
    await using backend = await startBackend(
      () => ({
        status: 409,
        json: { code: 'UserExists', message: 'canary' },
        headers: { 'retry-after': '3' },
      }),
      { readVendorCode: (body) => JSON.parse(body).code },
    );
    const error = await errorOf(backend.http.send(users));
    expect(error).toMatchObject({
      code: 'UPSTREAM_REJECTED',
      status: 409,
      vendorCode: 'UserExists',
      retryAfterMs: 3000,
    });
    expect(error.message).toBe('Backend hub answered Users_List with 409 UserExists');
  });

  it.each([500, 503, 408])('P23: sends a write once, also where %d comes', async (status) => {
    await using backend = await startBackend(() => ({ status, headers: { 'retry-after': '0' } }));
    for (const method of ['POST', 'PUT', 'PATCH', 'DELETE'] as const) {
      backend.emulator.forget();
      await errorOf(backend.http.send({ ...users, method }));
      expect(backend.emulator.requests).toHaveLength(1);
    }
  });

  it('gives up what waits and what is under way when it closes', async () => {
    await using backend = await startBackend(undefined, { concurrency: 1 });
    backend.emulator.faults.add({ kind: 'hang', applied: false });
    const calls = [errorOf(backend.http.send(users)), errorOf(backend.http.send(users))];
    while (backend.emulator.requests.length === 0) await pause(5);
    await backend.http.close();
    expect((await Promise.all(calls)).map(({ code }) => code)).toEqual([
      'UPSTREAM_UNAVAILABLE',
      'UPSTREAM_UNAVAILABLE',
    ]);
    expect(backend.emulator.requests).toHaveLength(1);
  });

  it('P29: is not made for plain http unless that is allowed', () => {
    const options = politeTo('hub', 'http://hub.internal', async () => ({}));
    expect(() => createHttpClient({ ...options, allowPlainHttp: false })).toThrow(/allowPlainHttp: true/);
  });
});

describe('the credentials of a client', () => {
  it('are asked for before each call, as they may have been renewed', async () => {
    let calls = 0;
    await using backend = await startBackend(undefined, {
      credentials: async () => {
        calls += 1;
        return { authorization: `Bearer ${calls}` };
      },
    });
    await backend.http.send(users);
    await backend.http.send(users);
    expect(backend.emulator.requests.map(({ headers }) => headers.authorization)).toEqual([
      'Bearer 1',
      'Bearer 2',
    ]);
  });

  it('know the signal of the call', async () => {
    const { signal } = new AbortController();
    const signals: (AbortSignal | undefined)[] = [];
    await using backend = await startBackend(undefined, {
      credentials: async (given) => {
        signals.push(given);
        return {};
      },
    });
    await backend.http.send(users, { signal });
    expect(signals).toEqual([signal]);
  });

  it('fail the call where there are none, and nothing is sent', async () => {
    const failure = new Error('no token');
    await using backend = await startBackend(undefined, { credentials: () => Promise.reject(failure) });
    await expect(backend.http.send(users)).rejects.toBe(failure);
    expect(backend.emulator.requests).toEqual([]);
  });
});

describe('the pace of a client', () => {
  it('P22: is kept at the backend, also where all calls waited for one renewal of a token', async () => {
    const rate = 5;
    const token = Promise.withResolvers<Readonly<Record<string, string>>>();
    await using backend = await startBackend(undefined, {
      requestsPerSecond: rate,
      concurrency: 100,
      credentials: () => token.promise,
    });
    const calls = Array.from({ length: 3 * rate }, () => backend.http.send(users));
    await pause(1100);
    token.resolve({ authorization: secret });
    await Promise.all(calls);

    const arrivals = backend.emulator.requests.map(({ at }) => at);
    expect(arrivals).toHaveLength(3 * rate);
    // A quarter of the second is left to what a busy machine delays on the way.
    for (const from of arrivals)
      expect(arrivals.filter((at) => at >= from && at < from + 750).length).toBeLessThanOrEqual(rate);
  });
});

const userPage = z.object({ value: z.array(z.object({ id: z.string() })), nextLink: z.string().nullish() });

/** Reads the list of users as an adapter does. */
const listUsers = ({ http }: Awaited<ReturnType<typeof startBackend>>) =>
  Array.fromAsync(
    walkPages({
      backend: 'hub',
      operation: users.operation,
      maxPages: http.maxPages,
      read: async (from) => {
        const place = from === undefined ? users.path : (from as UrlPath);
        const { value, nextLink } = parseAnswer('hub', await http.send({ ...users, path: place }), userPage);
        const next = nextLink ? http.pathOfLink(users.operation, nextLink, users.path) : null;
        return { entries: value, next, total: null };
      },
      keyOf: ({ id }) => id,
    }),
  );

describe('a client whose backend leads elsewhere', () => {
  it('P24, S16: follows no nextLink there, and nobody there is called', async () => {
    await using elsewhere = await startListener();
    let nextLink = '';
    await using backend = await startBackend(() => ({
      status: 200,
      json: { value: [{ id: 'bob' }], nextLink },
    }));
    const links = linksElsewhere({ good: portOf(backend.emulator.url), evil: elsewhere.port });
    expect(links.length).toBeGreaterThanOrEqual(60);

    for (const link of links) {
      nextLink = link;
      backend.emulator.forget();
      const error = await errorOf(listUsers(backend));
      expect([link, error.code]).toEqual([link, 'UPSTREAM_INVALID']);
      expect(backend.emulator.requests.map(({ target }) => target)).toEqual(['/api/users']);
    }
    expect(elsewhere.connections).toBe(0);
    expect(elsewhere.heard).toBe('');
  });

  it('P24: follows a nextLink to the same list, however it is spelt, at the configured host', async () => {
    await using elsewhere = await startListener();
    let nextLink = '';
    await using backend = await startBackend(({ target }) =>
      target === '/api/users'
        ? { status: 200, json: { value: [{ id: 'bob' }], nextLink } }
        : { status: 200, json: { value: [{ id: 'eve' }] } },
    );
    const good = portOf(backend.emulator.url);
    for (const [link, target] of linksHome({ good, evil: elsewhere.port })) {
      // The list itself again is a circle, and no second page.
      if (target === '/api/users') continue;
      nextLink = link;
      backend.emulator.forget();
      const pages = await listUsers(backend);
      expect(pages.flatMap(({ entries }) => entries.map(({ id }) => id))).toEqual(['bob', 'eve']);
      expect(backend.emulator.requests.map((request) => request.target)).toEqual(['/api/users', target]);
      for (const { headers } of backend.emulator.requests) expect(headers.host).toBe(`127.0.0.1:${good}`);
    }
    expect(elsewhere.connections).toBe(0);
  });

  it.each([300, 301, 302, 303, 304, 305, 307, 308])(
    'P24, S17: follows no redirect %d, wherever it leads, and nobody there is called',
    async (status) => {
      await using elsewhere = await startListener();
      let location = '';
      await using backend = await startBackend(() => ({
        status,
        headers: {
          location,
          'content-location': location,
          refresh: `0; url=${location}`,
          link: `<${location}>`,
        },
      }));
      const ports = { good: portOf(backend.emulator.url), evil: elsewhere.port };
      const links = [...linksElsewhere(ports), ...linksHome(ports).map(([link]) => link)].filter(
        isHeaderValue,
      );
      expect(links.length).toBeGreaterThanOrEqual(60);

      for (const link of links) {
        location = link;
        backend.emulator.forget();
        const error = await errorOf(backend.http.send({ ...users, method: 'POST', body: { id: 'bob' } }));
        expect(error).toMatchObject({ code: 'UPSTREAM_INVALID', status });
        expect(error.message).toBe(`Backend hub answered Users_List with ${status}`);
        expect(backend.emulator.requests.map(({ target }) => target)).toEqual(['/api/users']);
      }
      expect(elsewhere.connections).toBe(0);
      expect(elsewhere.heard).toBe('');
    },
  );

  it('P24: gives its credentials to its own backend and not to that of another client', async () => {
    await using other = await startBackend(undefined, { credentials: async () => ({}) });
    await using backend = await startBackend();
    await backend.http.send(users);
    await other.http.send(users);
    expect(backend.emulator.requests[0]?.headers.authorization).toBe(secret);
    expect(other.emulator.requests[0]?.headers).not.toHaveProperty('authorization');
  });
});

/** Others cannot be sent: Node's own server refuses them. */
const isHeaderValue = (text: string): boolean => /^[\t\x20-\x7e\x80-\xff]*$/.test(text);
