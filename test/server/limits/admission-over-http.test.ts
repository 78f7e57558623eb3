import { connect, type Socket } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { type Gateway, startGateway } from '../../gateway.ts';
import { post } from '../wire.ts';

const places = 5;
const callers = { few: { scopes: ['read'] } } as const;
const startLimited = (limits = `inFlightPerCaller: ${places}`) =>
  startGateway({ people: 4, callers, config: `limits: { ${limits} }` });

const head = (length: number, token = 'all', type = 'application/json') =>
  `POST /graphql HTTP/1.1\r\nhost: x\r\nauthorization: Bearer ${token}\r\ncontent-type: ${type}\r\ncontent-length: ${length}\r\n\r\n`;
const body = '{"query":"{ __typename }"}';
const live = '{"query":"{ account(backend: \\"iot\\", nativeId: \\"u1\\", maxAgeSeconds: 0) { nativeId } }"}';

const say = async ({ url }: Gateway, bytes: string): Promise<Socket> => {
  const { hostname, port } = new URL(url);
  const socket = connect(Number(port), hostname);
  socket.on('error', () => {});
  await new Promise((resolve) => socket.write(bytes, resolve));
  return socket;
};

/** Sockets on which the caller's requests are under way: their bodies never come to an end. */
const takePlaces = (gateway: Gateway, count: number, token = 'all'): Promise<readonly Socket[]> =>
  Promise.all(Array.from({ length: count }, () => say(gateway, `${head(100, token)}{`)));

const ask = ({ url }: Gateway, caller = 'all') =>
  post(url, {
    headers: { authorization: `Bearer ${caller}`, 'content-type': 'application/json' },
    body,
  });

/** How many places the caller has, as soon as that is so many; what is released is so a moment after a socket has closed. */
const placesOf = async (gateway: Gateway, expected: number): Promise<number> => {
  const end = performance.now() + 10_000;
  for (;;) {
    const found = await countPlaces(gateway);
    if (found === expected || performance.now() > end) return found;
    await pause(20);
  }
};

const countPlaces = async (gateway: Gateway): Promise<number> => {
  const sockets: Socket[] = [];
  while ((await ask(gateway)).status === 200) {
    sockets.push(...(await takePlaces(gateway, 1)));
    if (sockets.length > 2 * places) throw new Error('expected fewer places');
    // A place is taken once the gateway has read the head.
    await pause(10);
  }
  for (const socket of sockets) socket.destroy();
  return sockets.length;
};

describe('the door', () => {
  it('P10: answers one request too many with 429, the limit and when to come again, and nobody else notices', async () => {
    await using gateway = await startLimited();
    const sockets = await takePlaces(gateway, places);
    await pause(50);
    const answer = await ask(gateway);
    expect(answer.status).toBe(429);
    expect(answer.headers.get('retry-after')).toBe('1');
    expect(JSON.parse(answer.text)).toEqual({
      errors: [
        {
          message: `expected at most ${places} requests of one caller under way at a time (inFlightPerCaller)`,
          extensions: {
            code: 'RATE_LIMITED',
            backend: null,
            retryable: true,
            retryAfter: 1,
            requestId: answer.headers.get('x-request-id'),
          },
        },
      ],
    });
    expect((await ask(gateway, 'few')).status).toBe(200);
    for (const socket of sockets) socket.destroy();
    expect(await placesOf(gateway, places)).toBe(places);
  });

  it('P10: holds a caller to a rate and tells when it is over', async () => {
    await using gateway = await startLimited('requestsPerSecond: 0.05, burst: 3');
    const answers = [];
    for (let asked = 0; asked < 5; asked += 1) answers.push(await ask(gateway));
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 200, 429, 429]);
    const retryAfter = Number(answers.at(-1)?.headers.get('retry-after'));
    expect(retryAfter).toBeGreaterThan(10);
    expect(retryAfter).toBeLessThanOrEqual(20);
    expect((await ask(gateway, 'few')).status).toBe(200);
  });

  it('knows who asks before it counts: nobody takes a place of anybody without a token', async () => {
    await using gateway = await startLimited();
    const sockets = await takePlaces(gateway, 50, 'nobody');
    expect(await placesOf(gateway, places)).toBe(places);
    for (const socket of sockets) socket.destroy();
  });

  it('P10: refuses before it reads a body', async () => {
    await using gateway = await startLimited('requestsPerSecond: 0.01, burst: 1');
    await ask(gateway);
    const socket = await say(gateway, head(200_000));
    const [answer] = await new Promise<Buffer[]>((resolve) =>
      socket.once('data', (piece) => resolve([piece])),
    );
    expect(String(answer)).toMatch(/^HTTP\/1.1 429 /);
    socket.destroy();
  });

  it('P10: has every place again after 1,000 requests whose callers went away', async () => {
    await using gateway = await startLimited();
    const goAway = async (bytes: string, afterMs: number): Promise<void> => {
      const socket = await say(gateway, bytes);
      if (afterMs > 0) await pause(afterMs);
      socket.destroy();
    };
    const whole = head(body.length) + body;
    const kinds = [
      head(100),
      `${head(100)}{"query`,
      whole,
      whole.repeat(10),
      head(live.length) + live,
      (head(live.length) + live).repeat(3),
      head(100, 'all', 'text/plain'),
    ];
    for (let gone = 0; gone < 1000; gone += 20)
      await Promise.all(
        Array.from({ length: 20 }, (_, at) =>
          goAway(kinds[(gone + at) % kinds.length] as string, (gone + at) % 3),
        ),
      );
    expect(await placesOf(gateway, places)).toBe(places);
  });

  it('P10: has every place again after requests of which each ended another way', async () => {
    await using gateway = await startLimited();
    gateway.iot.faults.add({ kind: 'reset', applied: false });
    for (const bytes of [
      head(body.length) + body,
      `${head(3)}{"q`,
      `${head(2)}{}`,
      head(live.length) + live,
      head(body.length, 'all', 'text/plain') + body,
      head(60_000_000),
      `${head(7).replace('content-length: 7', 'transfer-encoding: chunked')}zz\r\n`,
    ]) {
      const socket = await say(gateway, bytes);
      await new Promise((resolve) => socket.once('data', resolve));
      socket.destroy();
    }
    expect(await placesOf(gateway, places)).toBe(places);
  });

  it('P10: counts a request whose caller went away until its work has ended', async () => {
    await using gateway = await startLimited();
    gateway.iot.faults.add({ kind: 'hang', applied: false });
    gateway.calls();
    const sockets = await Promise.all(
      Array.from({ length: places }, () => say(gateway, head(live.length) + live)),
    );
    while (gateway.iot.requests.length === 0) await pause(5);
    await pause(50);
    for (const socket of sockets) socket.destroy();
    await pause(50);
    expect((await ask(gateway)).status).toBe(429);
    expect(await placesOf(gateway, places)).toBe(places);
  });
});
