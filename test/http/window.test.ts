import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createWindow } from '../../src/http/window.ts';

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['performance', 'setTimeout', 'clearTimeout'] });
});
afterEach(() => {
  vi.useRealTimers();
});

const pass = (ms: number) => vi.advanceTimersByTimeAsync(ms);
const sleep = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

/** The most arrivals in any window of that length. */
const mostIn = (windowMs: number, arrivals: readonly number[]): number =>
  Math.max(0, ...arrivals.map((from) => arrivals.filter((at) => at >= from && at < from + windowMs).length));

describe('a window', () => {
  it('P22: never lets more arrive in a second than it has places, however long each is on its way', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.integer({ min: 1, max: 6 }),
        fc.array(fc.record({ afterMs: fc.nat(300), wayMs: fc.nat(900), backMs: fc.nat(400) }), {
          minLength: 1,
          maxLength: 30,
        }),
        async (places, requests) => {
          const window = createWindow({ places, windowMs: 1000 });
          let background = 0;
          const arrivals: number[] = [];
          const calls: Promise<void>[] = [];
          for (const { afterMs, wayMs, backMs } of requests) {
            await pass(afterMs);
            calls.push(
              (async () => {
                background += 1;
                await window.enter(background % 3 === 0 ? { priority: 'BACKGROUND' } : {});
                await sleep(wayMs);
                arrivals.push(performance.now());
                await sleep(backMs);
                window.free();
              })(),
            );
          }
          await pass(200_000);
          await Promise.all(calls);
          expect(arrivals).toHaveLength(requests.length);
          expect(mostIn(1000, arrivals)).toBeLessThanOrEqual(places);
        },
      ),
      { numRuns: 100 },
    );
  });

  it('lets the background start evenly spread, so that a place is never far', async () => {
    const window = createWindow({ places: 10, windowMs: 1000 });
    const starts: number[] = [];
    for (let walk = 0; walk < 20; walk += 1)
      void (async () => {
        await window.enter({ priority: 'BACKGROUND' });
        starts.push(performance.now());
        window.free();
      })();
    await pass(3000);
    expect(starts).toHaveLength(20);
    const gaps = starts.slice(1).map((at, place) => at - (starts[place] ?? 0));
    expect(Math.min(...gaps)).toBeGreaterThanOrEqual(100);
  });

  it('lets the interactive in before a background that has waited longer, but not for ever', async () => {
    const window = createWindow({ places: 1, windowMs: 1000 });
    const starts: string[] = [];
    const start = async (name: string, priority: 'INTERACTIVE' | 'BACKGROUND') => {
      await window.enter({ priority });
      starts.push(name);
      window.free();
    };
    window.enter();
    window.free();
    const all = [
      start('background', 'BACKGROUND'),
      ...['first', 'second', 'third'].map((name) => start(name, 'INTERACTIVE')),
    ];
    await pass(5000);
    await Promise.all(all);
    expect(starts).toEqual(['first', 'background', 'second', 'third']);
  });

  it('is entered at once, without a promise or a timer, while a place is free', () => {
    const window = createWindow({ places: 2, windowMs: 1000 });
    expect([window.enter(), window.enter()]).toEqual([null, null]);
    window.free();
    expect(vi.getTimerCount()).toBe(0);
    expect(window.enter()).toBeInstanceOf(Promise);
  });

  it('frees the place of one who gives up waiting', async () => {
    const window = createWindow({ places: 1, windowMs: 1000 });
    const request = new AbortController();
    window.enter();
    const givenUp = window.enter({ signal: request.signal })?.catch((reason: Error) => reason.message);
    const next = window.enter();
    request.abort(new Error('given up'));
    expect(await givenUp).toBe('given up');
    window.free();
    await pass(1010);
    await next;
    expect(vi.getTimerCount()).toBe(0);
  });

  it('keeps places of long ago no longer than it needs', async () => {
    const window = createWindow({ places: 3000, windowMs: 1000 });
    for (let round = 0; round < 5; round += 1) {
      for (let place = 0; place < 3000; place += 1) {
        expect(window.enter()).toBeNull();
        window.free();
      }
      await pass(1005);
    }
  });
});
