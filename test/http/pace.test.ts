import { getEventListeners } from 'node:events';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { BackendError } from '../../src/domain/errors.ts';
import { createPace, type PacedCall } from '../../src/http/pace.ts';
import { errorOf } from './error-of.ts';

/** Time stands still but for what a test lets pass. */
beforeEach(() => {
  vi.useFakeTimers({ toFake: ['Date', 'performance', 'setTimeout', 'clearTimeout'] });
});
afterEach(() => {
  vi.useRealTimers();
});

const pass = (ms: number) => vi.advanceTimersByTimeAsync(ms);

const paceOf = (options: { requestsPerSecond?: number; concurrency?: number }) =>
  createPace({ backend: 'hub', requestsPerSecond: 1000, concurrency: 1000, ...options });

const users = { operation: 'Users_List' };

const toClosing = ({ operation }: PacedCall) =>
  new BackendError('UPSTREAM_UNAVAILABLE', `${operation}: closing`, { backend: 'hub', operation });

/** A task that ends when it is told to. */
const createTask = () => {
  const { promise, resolve, reject } = Promise.withResolvers<string>();
  return { run: vi.fn(() => promise), resolve, reject };
};

/** The most that started in any window of that length, which always begins with a start. */
const mostIn = (windowMs: number, starts: readonly number[]): number =>
  Math.max(...starts.map((from) => starts.filter((at) => at >= from && at < from + windowMs).length));

describe('the rate of a pace', () => {
  it.each([1, 2, 5, 16, 50])(
    'P22: never lets more than %d of three times as many start in any second',
    async (rate) => {
      const pace = paceOf({ requestsPerSecond: rate });
      const starts: number[] = [];
      const calls = Array.from({ length: 3 * rate }, () =>
        pace.run(users, async () => starts.push(Date.now())),
      );
      await pass(10_000);
      await Promise.all(calls);
      expect(starts).toHaveLength(3 * rate);
      expect(mostIn(1000, starts)).toBe(rate);
    },
  );

  it.each([
    [1.9, 1000, 1],
    [2.5, 1000, 2],
    [0.5, 2000, 1],
    [0.3, 3333, 1],
    [0.1, 10_000, 1],
  ])('keeps %d in a second: any %d ms see %d', async (requestsPerSecond, windowMs, most) => {
    const pace = paceOf({ requestsPerSecond });
    const starts: number[] = [];
    const calls = Array.from({ length: 5 }, () => pace.run(users, async () => starts.push(Date.now())));
    await pass(60_000);
    await Promise.all(calls);
    expect(starts).toHaveLength(5);
    expect(mostIn(windowMs, starts)).toBe(most);
  });

  it('P22: holds whenever calls come and however long they last', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.integer({ min: 1, max: 8 }),
        fc.integer({ min: 1, max: 12 }),
        fc.array(fc.record({ afterMs: fc.nat(700), lastsMs: fc.nat(1500) }), { minLength: 1, maxLength: 40 }),
        async (requestsPerSecond, concurrency, comings) => {
          const pace = paceOf({ requestsPerSecond, concurrency });
          const starts: number[] = [];
          const calls: Promise<unknown>[] = [];
          for (const { afterMs, lastsMs } of comings) {
            await pass(afterMs);
            calls.push(
              pace.run(users, async () => {
                starts.push(Date.now());
                await new Promise((resolve) => setTimeout(resolve, lastsMs));
              }),
            );
          }
          await pass(200_000);
          await Promise.all(calls);
          expect(starts).toHaveLength(comings.length);
          expect(mostIn(1000, starts)).toBeLessThanOrEqual(requestsPerSecond);
        },
      ),
      { numRuns: 50 },
    );
  });

  it('counts failures as it counts the others', async () => {
    const pace = paceOf({ requestsPerSecond: 2 });
    const starts: number[] = [];
    const calls = Array.from({ length: 6 }, () =>
      pace.run(users, async () => {
        starts.push(Date.now());
        throw new Error('refused');
      }),
    );
    const ends = Promise.allSettled(calls);
    await pass(10_000);
    expect((await ends).every(({ status }) => status === 'rejected')).toBe(true);
    expect(mostIn(1000, starts)).toBe(2);
  });

  it('is used up by what started only, not by what was given up', async () => {
    const pace = paceOf({ requestsPerSecond: 1 });
    const starts: string[] = [];
    await pace.run(users, async () => starts.push('first'));
    const request = new AbortController();
    const givenUp = Array.from({ length: 20 }, () =>
      errorOf(pace.run({ ...users, signal: request.signal }, async () => starts.push('given up'))),
    );
    const last = pace.run(users, async () => starts.push('last'));
    request.abort();
    await Promise.all(givenUp);
    await pass(1010);
    await last;
    expect(starts).toEqual(['first', 'last']);
  });
});

describe('the concurrency of a pace', () => {
  it('is never exceeded, and everything has its turn in order of coming', async () => {
    const pace = paceOf({ concurrency: 3 });
    const started: number[] = [];
    let underWay = 0;
    let most = 0;
    const calls = Array.from({ length: 30 }, (_, place) =>
      pace.run(users, async () => {
        started.push(place);
        underWay += 1;
        most = Math.max(most, underWay);
        await new Promise((resolve) => setTimeout(resolve, 10));
        underWay -= 1;
      }),
    );
    await pass(5000);
    await Promise.all(calls);
    expect(most).toBe(3);
    expect(started).toEqual(started.toSorted((a, b) => a - b));
    expect(started).toHaveLength(30);
  });
});

describe('the priority of a call', () => {
  const background = { ...users, priority: 'BACKGROUND' } as const;

  it('lets what is interactive go first, however long the background has waited in line', async () => {
    const pace = paceOf({ concurrency: 1 });
    const [running, ...turns] = [createTask(), createTask(), createTask(), createTask()];
    const started: string[] = [];
    const run = (call: PacedCall, name: string, place: number) =>
      pace.run(call, () => {
        started.push(name);
        return turns[place]?.run() ?? Promise.resolve('');
      });
    const calls = [
      pace.run(users, running.run),
      run(background, 'background', 0),
      run(users, 'first', 1),
      run(users, 'second', 2),
    ];
    for (const task of [running, ...turns]) task.resolve('');
    await Promise.all(calls);
    expect(started).toEqual(['first', 'second', 'background']);
  });

  it('lets the background come to its turn after two seconds, though others never cease', async () => {
    const pace = paceOf({ requestsPerSecond: 4, concurrency: 1 });
    const started: string[] = [];
    const walk = pace.run(background, async () => started.push('background'));
    const others: Promise<unknown>[] = [];
    for (let comings = 0; comings < 40; comings += 1) {
      others.push(pace.run(users, async () => started.push('interactive')));
      others.push(pace.run(users, async () => started.push('interactive')));
      await pass(100);
    }
    expect(started).toContain('background');
    await pass(60_000);
    await Promise.all([walk, ...others]);
    expect(vi.getTimerCount()).toBe(0);
  });
});

describe('a pause', () => {
  it('P22: lets nothing start before it has passed, and a shorter one does not end it', async () => {
    const pace = paceOf({});
    const starts: number[] = [];
    const before = Date.now();
    pace.hold(3000);
    pace.hold(1000);
    const calls = Array.from({ length: 5 }, () => pace.run(users, async () => starts.push(Date.now())));
    await pass(2999);
    expect(starts).toEqual([]);
    expect(pace.heldMs()).toBe(1);
    await pass(10);
    await Promise.all(calls);
    expect(Math.min(...starts) - before).toBeGreaterThanOrEqual(3000);
    expect(pace.heldMs()).toBe(0);
  });
});

describe('a call that waits for its turn', () => {
  it('P20: ends with UPSTREAM_TIMEOUT when its signal aborts, never starts, and frees its place', async () => {
    const pace = paceOf({ concurrency: 1 });
    const [first, second, third] = [createTask(), createTask(), createTask()];
    const request = new AbortController();
    const firstCall = pace.run(users, first.run);
    const secondCall = errorOf(pace.run({ ...users, signal: request.signal }, second.run));
    const thirdCall = pace.run(users, third.run);

    request.abort();
    const error = await secondCall;
    expect(error).toMatchObject({
      code: 'UPSTREAM_TIMEOUT',
      backend: 'hub',
      operation: 'Users_List',
      retryable: true,
    });
    expect(error.message).toContain('had not got its turn');

    first.resolve('one');
    third.resolve('three');
    expect([await firstCall, await thirdCall]).toEqual(['one', 'three']);
    expect(second.run).not.toHaveBeenCalled();
  });

  it('never starts where its signal had aborted before it came', async () => {
    const task = createTask();
    const error = await errorOf(paceOf({}).run({ ...users, signal: AbortSignal.abort() }, task.run));
    expect(error.code).toBe('UPSTREAM_TIMEOUT');
    expect(task.run).not.toHaveBeenCalled();
  });

  it('ends as it is told to when all are given up; what is under way goes on', async () => {
    const pace = paceOf({ concurrency: 1 });
    const [running, waiting] = [createTask(), createTask()];
    const runningCall = pace.run(users, running.run);
    const waitingCalls = Array.from({ length: 5 }, () => errorOf(pace.run(users, waiting.run)));
    pace.giveUp(toClosing);
    for (const error of await Promise.all(waitingCalls))
      expect(error).toMatchObject({ code: 'UPSTREAM_UNAVAILABLE', message: 'Users_List: closing' });
    running.resolve('done');
    expect(await runningCall).toBe('done');
    expect(waiting.run).not.toHaveBeenCalled();
  });

  it('ends as it is told to, also where only the rate holds it back', async () => {
    const pace = paceOf({ requestsPerSecond: 0.01 });
    await pace.run(users, async () => undefined);
    const waiting = errorOf(pace.run(users, async () => undefined));
    pace.giveUp(toClosing);
    expect((await waiting).code).toBe('UPSTREAM_UNAVAILABLE');
    expect(vi.getTimerCount()).toBe(0);
  });
});

describe('a call that is under way', () => {
  it('ends as its task says, also after its signal aborted', async () => {
    const pace = paceOf({});
    const [applied, refused] = [createTask(), createTask()];
    const request = new AbortController();
    const signal = request.signal;
    const appliedCall = pace.run({ ...users, signal }, applied.run);
    const refusedCall = pace.run({ ...users, signal }, refused.run);
    request.abort();
    applied.resolve('applied');
    refused.reject(new Error('refused'));
    expect(await appliedCall).toBe('applied');
    await expect(refusedCall).rejects.toThrow('refused');
  });

  it('fails as its task fails and harms no other', async () => {
    const pace = paceOf({ concurrency: 1 });
    const failure = new Error('refused');
    const failed = pace.run(users, () => Promise.reject(failure));
    const next = pace.run(users, async () => 'next');
    await expect(failed).rejects.toBe(failure);
    expect(await next).toBe('next');
  });
});

describe('one signal for many calls', () => {
  it('keeps nothing of those that ended', async () => {
    const pace = paceOf({ requestsPerSecond: 100_000, concurrency: 8 });
    const { signal } = new AbortController();
    for (let round = 0; round < 20; round += 1)
      await Promise.all(
        Array.from({ length: 100 }, () => pace.run({ ...users, signal }, async () => undefined)),
      );
    await pass(0);
    expect(getEventListeners(signal, 'abort')).toEqual([]);
  });
});
