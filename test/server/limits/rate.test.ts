import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createRate } from '../../../src/server/limits/rate.ts';

const createClockedRate = (options: { readonly perSecond: number; readonly burst: number }) => {
  let nowMs = 0;
  const rate = createRate({ ...options, now: () => nowMs });
  return {
    rate,
    wait: (ms: number) => {
      nowMs += ms;
    },
    /** Whether the request came in. */
    ask: (caller = 'ops'): boolean => {
      if (rate.overrunOf(caller) !== null) return false;
      rate.enter(caller);
      return true;
    },
  };
};

describe('the rate of a caller', () => {
  it('lets a burst come at once, and not one more', () => {
    const { ask } = createClockedRate({ perSecond: 5, burst: 3 });
    expect(Array.from({ length: 5 }, () => ask())).toEqual([true, true, true, false, false]);
  });

  it.each([0.5, 1, 3, 7, 16, 1000])('of %s a second lets one more in after just that time', (perSecond) => {
    const { ask, wait } = createClockedRate({ perSecond, burst: 2 });
    expect([ask(), ask(), ask()]).toEqual([true, true, false]);
    wait(1000 / perSecond - 0.001);
    expect(ask()).toBe(false);
    wait(0.001);
    expect([ask(), ask()]).toEqual([true, false]);
  });

  it('says exactly when one more would come in', () => {
    const { rate, ask, wait } = createClockedRate({ perSecond: 4, burst: 1 });
    ask();
    expect(rate.overrunOf('ops')).toEqual({ retryAfterMs: 250 });
    wait(100);
    expect(rate.overrunOf('ops')).toEqual({ retryAfterMs: 150 });
    wait(150);
    expect(rate.overrunOf('ops')).toBeNull();
  });

  it('is not spent by what is refused', () => {
    const { ask, wait } = createClockedRate({ perSecond: 1, burst: 1 });
    ask();
    for (let asked = 0; asked < 1000; asked += 1) expect(ask()).toBe(false);
    wait(1000);
    expect(ask()).toBe(true);
  });

  it('is each its own', () => {
    const { ask } = createClockedRate({ perSecond: 1, burst: 1 });
    expect([ask('one'), ask('other'), ask('one')]).toEqual([true, true, false]);
  });

  it('P10: over any length of time lets in a burst and what ran out meanwhile at most, and all of it to whoever waits as told', () => {
    fc.assert(
      fc.property(
        fc.record({ perSecond: fc.integer({ min: 1, max: 50 }), burst: fc.integer({ min: 1, max: 20 }) }),
        fc.array(fc.integer({ min: 0, max: 400 }), { maxLength: 200 }),
        (options, pauses) => {
          const { rate, ask, wait } = createClockedRate(options);
          const cameInAt: number[] = [];
          let now = 0;
          for (const pause of pauses) {
            wait(pause);
            now += pause;
            const overrun = rate.overrunOf('ops');
            if (overrun !== null) {
              wait(overrun.retryAfterMs);
              now += overrun.retryAfterMs;
            }
            expect(ask()).toBe(true);
            cameInAt.push(now);
          }
          for (const [first, from] of cameInAt.entries())
            for (const [last, to] of cameInAt.entries())
              if (last >= first)
                expect(last - first + 1).toBeLessThanOrEqual(
                  options.burst + ((to - from) * options.perSecond) / 1000 + 1e-6,
                );
        },
      ),
      { numRuns: 50 },
    );
  });

  it('forgets what was let in over it, where it only warns', () => {
    const { rate, wait } = createClockedRate({ perSecond: 1, burst: 2 });
    for (let asked = 0; asked < 100; asked += 1) rate.enter('ops');
    expect(rate.overrunOf('ops')).toEqual({ retryAfterMs: 1000 });
    wait(1000);
    expect(rate.overrunOf('ops')).toBeNull();
  });
});
