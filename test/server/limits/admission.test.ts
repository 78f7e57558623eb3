import { setImmediate as turn } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { type AdmissionLimits, createAdmission } from '../../../src/server/limits/admission.ts';

const start = (limits: Partial<AdmissionLimits>) => {
  const clock = { now: 0 };
  const lines: { limit?: string; value?: number }[] = [];
  const admission = createAdmission({
    limits: { inFlight: 1000, inFlightPerCaller: 100, warnOnly: [], ...limits },
    now: () => clock.now,
    log: { warn: (fields: object) => lines.push(fields) },
  });
  const admit = (caller = 'ops') => {
    const entry = admission.admit(caller);
    if (entry.kind === 'REFUSED') throw new Error(entry.message);
    return entry;
  };
  /** How many of so many come in and stay. */
  const fill = (times: number, caller = 'ops'): number =>
    Array.from({ length: times }, () => admission.admit(caller)).filter(({ kind }) => kind === 'ADMITTED')
      .length;
  return { admission, admit, fill, clock, lines };
};

describe('admission', () => {
  it('P10: refuses a caller with too many under way, and nobody else', () => {
    const { admission, fill } = start({ inFlightPerCaller: 3 });
    expect(fill(10, 'many')).toBe(3);
    expect(fill(3, 'few')).toBe(3);
    expect(admission.admit('many')).toEqual({
      kind: 'REFUSED',
      message: 'expected at most 3 requests of one caller under way at a time (inFlightPerCaller)',
      retryAfterSeconds: 1,
    });
  });

  it('P10: refuses everybody where too many are under way', () => {
    const { admission, fill } = start({ inFlight: 4, inFlightPerCaller: 3 });
    expect([fill(10, 'one'), fill(10, 'other'), fill(1, 'third')]).toEqual([3, 1, 0]);
    expect(admission.admit('third')).toMatchObject({
      message: 'expected at most 4 requests under way at a time, of all callers together (inFlight)',
    });
  });

  it('P10: refuses who asks too often, and says in whole seconds when to come again', () => {
    const { admission, fill, clock } = start({ requestsPerSecond: 0.4, burst: 2 });
    expect(fill(5)).toBe(2);
    expect(admission.admit('ops')).toEqual({
      kind: 'REFUSED',
      message: 'expected at most 0.4 requests a second of one caller (requestsPerSecond)',
      retryAfterSeconds: 3,
    });
    clock.now += 1000;
    expect(admission.admit('ops')).toMatchObject({ retryAfterSeconds: 2 });
    clock.now += 2000;
    expect(fill(5)).toBe(1);
  });

  it('takes two seconds of requests at once where no burst is given', () => {
    expect(start({ requestsPerSecond: 4 }).fill(100)).toBe(8);
    expect(start({ requestsPerSecond: 0.1 }).fill(100)).toBe(1);
  });

  it('counts nothing of what it refuses', () => {
    const { admit, fill, clock } = start({ inFlightPerCaller: 1, requestsPerSecond: 1, burst: 2 });
    const entry = admit();
    expect(fill(50)).toBe(0);
    entry.leave();
    expect(fill(50)).toBe(1);
    clock.now += 1000;
    expect(fill(50)).toBe(0);
  });

  describe('of a limit that only warns', () => {
    it.each([
      ['inFlight', { inFlight: 2 }],
      ['inFlightPerCaller', { inFlightPerCaller: 2 }],
      ['requestsPerSecond', { requestsPerSecond: 2, burst: 2 }],
    ] as const)('tells of %s at its value and holds it at ten times as much', (limit, values) => {
      const { admission, fill, lines } = start({ ...values, warnOnly: [limit] });
      expect(fill(2)).toBe(2);
      expect(lines).toEqual([]);
      expect(fill(50)).toBe(18);
      expect(lines).toEqual([
        expect.objectContaining({ limit, caller: 'ops', value: 2 }),
        expect.objectContaining({ limit, caller: 'ops', value: 2 }),
      ]);
      expect(admission.admit('ops')).toMatchObject({ message: expect.stringContaining('at most 20 ') });
    });

    it('holds the others', () => {
      const { fill } = start({ inFlight: 2, inFlightPerCaller: 5, warnOnly: ['inFlight'] });
      expect(fill(10)).toBe(5);
    });
  });

  describe('of a request', () => {
    const one = { inFlight: 1, inFlightPerCaller: 1 };

    it('ends when nothing was done and whoever asked is gone', () => {
      const { admit, fill } = start(one);
      admit().leave();
      expect(fill(2)).toBe(1);
    });

    it('ends when the answer is out', async () => {
      const { admit, fill } = start(one);
      const entry = admit();
      expect(await entry.carryOut(async () => 'done')).toBe('done');
      expect(fill(1)).toBe(0);
      entry.leave();
      expect(fill(2)).toBe(1);
    });

    it('lasts as long as its work, however early whoever asked is gone', async () => {
      const { admit, fill } = start(one);
      const entry = admit();
      const { promise, resolve } = Promise.withResolvers<string>();
      const done = entry.carryOut(() => promise);
      await turn();
      entry.leave();
      expect(fill(1)).toBe(0);
      resolve('done');
      expect(await done).toBe('done');
      expect(fill(2)).toBe(1);
    });

    it('ends with work that fails', async () => {
      const { admit, fill } = start(one);
      const entry = admit();
      await expect(entry.carryOut(() => Promise.reject(new Error('no')))).rejects.toThrow('no');
      entry.leave();
      expect(fill(2)).toBe(1);
    });

    it('ends, with nothing done, where whoever asked is gone before their turn', async () => {
      const { admit, fill } = start({ inFlight: 2 });
      const [first, second] = [admit(), admit()];
      const done: string[] = [];
      void first.carryOut(async () => done.push('first'));
      const waiting = second.carryOut(async () => done.push('second'));
      second.leave();
      expect(await waiting).toBeNull();
      await turn();
      expect(done).toEqual(['first']);
      expect(fill(2)).toBe(1);
    });
  });

  it('P10: begins the work of callers in turn', async () => {
    const { admit } = start({});
    const begun: string[] = [];
    await Promise.all(
      ['many', 'many', 'many', 'many', 'few'].map((caller) =>
        admit(caller).carryOut(async () => begun.push(caller)),
      ),
    );
    expect(begun).toEqual(['many', 'few', 'many', 'many', 'many']);
  });
});
