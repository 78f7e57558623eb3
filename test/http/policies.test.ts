import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { BackendError } from '../../src/domain/errors.ts';
import type { Health } from '../../src/domain/health.ts';
import type { HttpCall } from '../../src/http/call.ts';
import type { HttpClientOptions } from '../../src/http/client.ts';
import { path } from '../../src/http/path.ts';
import { startBackend } from './backend.ts';
import { errorOf } from './error-of.ts';

/** Sockets and timers are real; what time it is, a test says. */
beforeEach(() => {
  vi.useFakeTimers({ toFake: ['Date', 'performance'] });
});
afterEach(() => {
  vi.useRealTimers();
});

const second = 1000;
const minute = 60 * second;
const pass = (ms: number) => vi.advanceTimersByTime(ms);

const read: HttpCall = { operation: 'Users_List', method: 'GET', path: path`/api/users` };
const write: HttpCall = { operation: 'Users_Create', method: 'PUT', path: path`/api/users/bob`, body: {} };

/** A backend that answers with `status` until a test says another one, and tells how its health changed. */
const start = async (status: number, options: Partial<HttpClientOptions> = {}) => {
  const told: Health['state'][] = [];
  const now = { status, headers: {} as Record<string, string> };
  const backend = await startBackend(() => ({ ...now, json: { id: 'bob' } }), {
    timeoutMs: 2500,
    random: () => 0.5,
    onHealthChange: ({ state }) => told.push(state),
    ...options,
  });
  return {
    ...backend,
    now,
    told,
    arrivals: () => backend.emulator.requests.length,
    /** Fails again and again until nobody asks any more. */
    failUntilOpen: async () => {
      for (let calls = 0; calls < 5; calls += 1) await errorOf(backend.http.send(read));
      expect(backend.http.health().state).toBe('UNAVAILABLE');
      backend.emulator.forget();
    },
  };
};

const notAsked = (error: BackendError) => /is not asked/.test(error.message);

describe('a total outage', () => {
  it('P21: gets at most 1.2 times the load of five failures, and then one probe a period', async () => {
    await using backend = await start(500);
    const failed: BackendError[] = [];
    while (!failed.some(notAsked)) failed.push(await errorOf(backend.http.send(read)));
    expect(failed.filter((error) => !notAsked(error))).toHaveLength(5);
    expect(backend.arrivals()).toBeLessThanOrEqual(1.2 * 5);

    // Ten minutes at a hundred calls a second.
    backend.emulator.forget();
    const from = Date.now();
    for (let calls = 0; calls < 60_000; calls += 1) {
      await errorOf(backend.http.send(read));
      pass(10);
    }
    const probes = backend.emulator.requests.map(({ at }) => Math.round((at - from) / second));
    expect(probes).toEqual([30, 90, 210, 450]);
  });

  it('P21: is over one period after the backend is well again, and everyone is let in', async () => {
    await using backend = await start(503);
    await backend.failUntilOpen();
    backend.now.status = 200;
    pass(29 * second);
    expect(notAsked(await errorOf(backend.http.send(read)))).toBe(true);
    pass(second);
    expect((await backend.http.send(read)).status).toBe(200);
    expect(backend.http.health()).toMatchObject({ state: 'HEALTHY', reason: null, nextProbe: null });
    await Promise.all(Array.from({ length: 20 }, () => backend.http.send(read)));
    expect(backend.arrivals()).toBe(21);
  });

  it('P21: is left alone for 300 s at most, give or take a fifth of each period', async () => {
    for (const [random, periods] of [
      [0, [24, 48, 96, 192, 240]],
      [1, [36, 72, 144, 288, 300, 300]],
    ] as const) {
      await using backend = await start(500, { random: () => random });
      await backend.failUntilOpen();
      for (const period of periods.slice(0, 4)) {
        const { nextProbe } = backend.http.health();
        expect(Math.round(((nextProbe ?? 0) - Date.now()) / second)).toBe(period);
        pass(period * second + 1);
        await errorOf(backend.http.send(read));
      }
      for (let probes = 0; probes < 3; probes += 1) {
        const waitMs = (backend.http.health().nextProbe ?? 0) - Date.now();
        expect(waitMs).toBeLessThanOrEqual(300 * second);
        pass(waitMs + 1);
        await errorOf(backend.http.send(read));
      }
    }
  });

  it('P20: opens once all who can be under way at once have failed, be they fewer than five', async () => {
    await using backend = await start(200, { concurrency: 3, timeoutMs: 60 });
    vi.useRealTimers();
    backend.emulator.faults.add({ kind: 'hang', applied: false });
    const errors = await Promise.all(Array.from({ length: 20 }, () => errorOf(backend.http.send(read))));
    expect(errors.filter(({ code }) => code === 'UPSTREAM_TIMEOUT')).toHaveLength(3);
    expect(errors.filter(notAsked)).toHaveLength(17);
  });

  it('P20: has one deadline for all attempts of a call', async () => {
    await using backend = await start(500, { timeoutMs: 300, random: () => 1 });
    vi.useRealTimers();
    backend.emulator.faults.add({ kind: 'latency', ms: 150 });
    // 150 ms for the first answer and 100 ms of a pause leave 50 of 300 for the second.
    expect((await errorOf(backend.http.send(read))).code).toBe('UPSTREAM_TIMEOUT');
    expect(backend.arrivals()).toBe(2);
  });

  it('G34: is answered at once with the time until the next try, and nothing is unsettled', async () => {
    await using backend = await start(500);
    await backend.failUntilOpen();
    pass(second);
    for (const call of [read, write])
      expect(await errorOf(backend.http.send(call))).toMatchObject({
        code: 'UPSTREAM_UNAVAILABLE',
        retryable: true,
        retryAfterMs: 29 * second,
        wasSent: false,
        isUnsettled: false,
        message: `Backend hub is not asked for ${call.operation} now: it failed 5 times in a row, and is tried again in 29 s`,
      });
    expect(backend.arrivals()).toBe(0);
  });

  it('P20: opens for deadlines as for answers, and ends at once whatever waits for a turn or an answer', async () => {
    await using backend = await start(200, { concurrency: 8, timeoutMs: 60 });
    vi.useRealTimers();
    backend.emulator.faults.add({ kind: 'hang', applied: false });
    const errors = await Promise.all(Array.from({ length: 50 }, () => errorOf(backend.http.send(read))));
    expect(errors.filter(({ code }) => code === 'UPSTREAM_TIMEOUT')).toHaveLength(5);
    expect(errors.filter(notAsked)).toHaveLength(45);
    // Those who were not heard out do not count, or this were a quarantine.
    expect(backend.http.health().state).toBe('UNAVAILABLE');
    // Eight at first, and one in the place of each of the first four that failed.
    expect(backend.arrivals()).toBeLessThanOrEqual(12);
  });

  it('does not end a write that is under way: what became of it has to be heard out', async () => {
    await using backend = await start(200, { timeoutMs: 200 });
    backend.emulator.faults.add({ kind: 'latency', ms: 100 }, { method: 'PUT' });
    const written = backend.http.send(write);
    backend.emulator.faults.add(
      { kind: 'status', applied: false, answer: { status: 500 } },
      { method: 'GET' },
    );
    await backend.failUntilOpen();
    expect((await written).status).toBe(200);
  });

  it('opens for connections that nobody takes, of which nothing is unsettled', async () => {
    await using backend = await start(200);
    await backend.emulator.close();
    const errors: BackendError[] = [];
    for (let calls = 0; calls < 6; calls += 1) errors.push(await errorOf(backend.http.send(write)));
    expect(errors.map(({ isUnsettled }) => isUnsettled)).toEqual(Array(6).fill(false));
    expect(errors.map(notAsked)).toEqual([false, false, false, false, false, true]);
  });

  it('is probed by one call at a time, a read; the others are answered while it is under way', async () => {
    await using backend = await start(500);
    await backend.failUntilOpen();
    backend.now.status = 200;
    pass(30 * second);
    expect(notAsked(await errorOf(backend.http.send(write)))).toBe(true);
    backend.emulator.faults.add({ kind: 'latency', ms: 50 }, { times: 1 });
    const probe = backend.http.send(read);
    const others = await Promise.all([read, write, read].map((call) => errorOf(backend.http.send(call))));
    expect(others.map(notAsked)).toEqual([true, true, true]);
    expect((await probe).status).toBe(200);
    expect(backend.arrivals()).toBe(1);
    expect((await backend.http.send(write)).status).toBe(200);
  });

  it('is not over because nobody waited for the probe', async () => {
    await using backend = await start(500);
    await backend.failUntilOpen();
    backend.emulator.faults.add({ kind: 'hang', applied: false });
    pass(30 * second);
    await errorOf(backend.http.send(read, { signal: AbortSignal.timeout(20) }));
    expect(backend.http.health().state).toBe('UNAVAILABLE');
  });

  it.each([400, 403, 404, 409, 422, 429])(
    'is not what answers of %d are: they open nothing',
    async (status) => {
      await using backend = await start(status);
      backend.now.headers = status === 429 ? { 'retry-after': '0' } : {};
      for (let calls = 0; calls < 30; calls += 1) await errorOf(backend.http.send(read));
      expect(backend.http.health().state).not.toBe('UNAVAILABLE');
      expect(backend.arrivals()).toBeGreaterThanOrEqual(30);
    },
  );

  it('counts a caller who left after his patience', async () => {
    await using backend = await start(200, { patienceMs: 10 });
    vi.useRealTimers();
    backend.emulator.faults.add({ kind: 'hang', applied: false });
    for (let calls = 0; calls < 5; calls += 1)
      await errorOf(backend.http.send(read, { signal: AbortSignal.timeout(40) }));
    expect(backend.http.health().state).toBe('UNAVAILABLE');
  });

  it('is not what calls are whose callers left early: they count for nothing', async () => {
    await using backend = await start(200);
    backend.emulator.faults.add({ kind: 'hang', applied: false });
    for (let calls = 0; calls < 10; calls += 1)
      await errorOf(backend.http.send(read, { signal: AbortSignal.timeout(5) }));
    expect(backend.http.health().state).toBe('UNKNOWN');
  });
});

describe('slow answers', () => {
  it('G34: count as failures, though each is given to its caller', async () => {
    await using backend = await start(200, { timeoutMs: 1000 });
    const slow = async () => {
      const call = backend.http.send(read);
      while (backend.arrivals() === 0) await new Promise((resolve) => setImmediate(resolve));
      pass(900);
      backend.emulator.forget();
      return call;
    };
    backend.emulator.faults.add({ kind: 'latency', ms: 20 });
    for (let calls = 0; calls < 5; calls += 1) expect((await slow()).status).toBe(200);
    expect(backend.http.health()).toMatchObject({
      state: 'UNAVAILABLE',
      reason: 'It failed 5 times in a row',
    });
  });
});

describe('quarantine', () => {
  it('G33: begins with the first 401 and is told once', async () => {
    await using backend = await start(401);
    expect((await errorOf(backend.http.send(read))).code).toBe('UPSTREAM_REFUSED');
    expect(await errorOf(backend.http.send(read))).toMatchObject({
      code: 'QUARANTINED',
      retryable: true,
      isUnsettled: false,
      retryAfterMs: minute,
    });
    expect(backend.arrivals()).toBe(1);
    expect(backend.http.health()).toEqual({
      state: 'QUARANTINED',
      reason: "It refused Rolecall's credentials",
      since: Date.now(),
      nextProbe: Date.now() + minute,
    });
    expect(backend.told).toEqual(['QUARANTINED']);
  });

  it('G33: is probed after 1, 5 and 30 minutes and then hourly, and left at the first success', async () => {
    await using backend = await start(401);
    const from = Date.now();
    for (let minutes = 0; minutes < 4 * 60; minutes += 1) {
      await errorOf(backend.http.send(read));
      pass(minute);
    }
    const probes = backend.emulator.requests.map(({ at }) => Math.round((at - from) / minute));
    expect(probes).toEqual([0, 1, 6, 36, 96, 156, 216]);
    expect(backend.told).toEqual(['QUARANTINED']);
    expect(backend.http.health().since).toBe(from);

    backend.now.status = 200;
    pass(36 * minute);
    expect((await backend.http.send(read)).status).toBe(200);
    expect(backend.told).toEqual(['QUARANTINED', 'HEALTHY']);
  });

  it('is not left because the backend fails in another way', async () => {
    await using backend = await start(401);
    await errorOf(backend.http.send(read));
    backend.now.status = 500;
    pass(minute);
    expect((await errorOf(backend.http.send(read))).code).toBe('UPSTREAM_UNAVAILABLE');
    expect(backend.http.health().state).toBe('QUARANTINED');
  });

  it('G33: begins where more than 40 % of twenty calls failed in five minutes', async () => {
    await using backend = await start(200);
    // Two of five: exactly 40 %, and never five in a row.
    const answers = [200, 200, 500, 200, 500];
    for (let calls = 0; calls < 40; calls += 1) {
      backend.now.status = answers[calls % 5] ?? 200;
      await backend.http.send(write).catch(() => undefined);
      pass(second);
    }
    expect(backend.http.health().state).toBe('HEALTHY');
    backend.now.status = 500;
    await errorOf(backend.http.send(write));
    expect(backend.http.health()).toMatchObject({
      state: 'QUARANTINED',
      reason: 'It failed too often in the last minutes',
    });
    expect((await errorOf(backend.http.send(read))).code).toBe('QUARANTINED');
  });

  it('forgets failures after five minutes, also where hardly anyone calls', async () => {
    await using backend = await start(500);
    for (let calls = 0; calls < 60; calls += 1) {
      backend.now.status = calls % 2 === 0 ? 500 : 200;
      await backend.http.send(write).catch(() => undefined);
      // Nineteen calls in any five minutes.
      pass(16 * second);
    }
    expect(backend.http.health().state).toBe('HEALTHY');
  });
});

describe('a pause that a backend asks for', () => {
  it.each([429, 503])('P22: is obeyed after %d: nobody asks before it has passed', async (status) => {
    await using backend = await start(status);
    backend.now.headers = { 'retry-after': '7' };
    expect(await errorOf(backend.http.send(read))).toMatchObject({ status, retryAfterMs: 7 * second });
    backend.now.status = 200;
    for (let calls = 0; calls < 7; calls += 1) {
      expect(await errorOf(backend.http.send(read, { signal: AbortSignal.timeout(10) }))).toMatchObject({
        code: calls < 5 ? 'RATE_LIMITED' : 'UPSTREAM_TIMEOUT',
        wasSent: false,
      });
      if (calls === 0)
        expect(backend.http.health()).toMatchObject({
          state: 'THROTTLED',
          nextProbe: Date.now() + 7 * second,
        });
      pass(second - 1);
    }
    expect(backend.arrivals()).toBe(1);
    pass(second);
    expect((await backend.http.send(read)).status).toBe(200);
    expect(backend.told).toEqual(['THROTTLED', 'HEALTHY']);
  });

  it.each([1, 2])('is waited for by nobody, with %d under way at once', async (concurrency) => {
    await using backend = await start(429, { concurrency });
    backend.now.headers = { 'retry-after': '7' };
    const errors = await Promise.all(Array.from({ length: 8 }, () => errorOf(backend.http.send(read))));
    expect(new Set(errors.map(({ code }) => code))).toEqual(new Set(['RATE_LIMITED']));
    expect(backend.arrivals()).toBe(concurrency);
  });

  it('is told as what it is where the time of a call is shorter than a pause that is not said', async () => {
    await using backend = await start(429, { timeoutMs: 300 });
    for (let calls = 0; calls < 3; calls += 1)
      expect((await errorOf(backend.http.send(read))).code).toBe('RATE_LIMITED');
    expect(backend.arrivals()).toBe(1);
  });

  it('is waited out within the time of a call', async () => {
    await using backend = await start(429);
    backend.now.headers = { 'retry-after': '1' };
    const call = backend.http.send(read);
    while (backend.arrivals() === 0) await new Promise((resolve) => setImmediate(resolve));
    backend.now.status = 200;
    await new Promise((resolve) => setTimeout(resolve, 1100));
    expect(backend.arrivals()).toBe(1);
    pass(second + 1);
    expect((await call).status).toBe(200);
    expect(backend.arrivals()).toBe(2);
  });

  it('that outlasts an open breaker is what the next probe waits for', async () => {
    await using backend = await start(503);
    backend.now.headers = { 'retry-after': '120' };
    // At once: after the first answer nobody is let in.
    await Promise.all(Array.from({ length: 5 }, () => errorOf(backend.http.send(read))));
    expect(backend.http.health().nextProbe).toBe(Date.now() + 120 * second);
  });

  it('is no longer than an hour, whatever is asked for', async () => {
    await using backend = await start(429);
    backend.now.headers = { 'retry-after': '999999999' };
    await errorOf(backend.http.send(read));
    backend.now.status = 200;
    pass(60 * minute + 1);
    expect((await backend.http.send(read)).status).toBe(200);
  });
});

describe('the bulkhead', () => {
  it('P10: refuses at once what could not come to its turn', async () => {
    await using backend = await start(200, { concurrency: 1 });
    backend.emulator.faults.add({ kind: 'hang', applied: false });
    const calls = Array.from({ length: 1001 }, () => errorOf(backend.http.send(read)));
    expect(await errorOf(backend.http.send(read))).toMatchObject({
      code: 'RATE_LIMITED',
      retryable: true,
      wasSent: false,
      message: 'Backend hub is not asked for Users_List now: 1000 calls wait for their turn already',
    });
    await backend.http.close();
    await Promise.all(calls);
  });
});

describe('a call in the background', () => {
  it('has four times as long', async () => {
    await using backend = await start(200, { timeoutMs: 200 });
    backend.emulator.faults.add({ kind: 'latency', ms: 400 });
    expect((await errorOf(backend.http.send(read))).code).toBe('UPSTREAM_TIMEOUT');
    expect((await backend.http.send(read, { priority: 'BACKGROUND' })).status).toBe(200);
  });

  it('is slow by its own measure', async () => {
    await using backend = await startBackend(
      () => {
        pass(5000);
        return { status: 200, json: {} };
      },
      { timeoutMs: 2500 },
    );
    for (let calls = 0; calls < 6; calls += 1) await backend.http.send(read, { priority: 'BACKGROUND' });
    expect(backend.http.health().state).toBe('HEALTHY');
    for (let calls = 0; calls < 5; calls += 1) await backend.http.send(read);
    expect(backend.http.health().state).toBe('UNAVAILABLE');
  });
});
