import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { EndedRefresh } from '../../../src/domain/refresh.ts';
import { createSchedule } from '../../../src/identity/refresh/refresh-schedule.ts';

const minute = 60_000;
const refreshMs = 15 * minute;

const ended = (state: EndedRefresh['state'], finishedAt: number): EndedRefresh => ({
  id: 1,
  backend: 'iot',
  startedAt: finishedAt - 1000,
  finishedAt,
  pages: 1,
  seen: 1,
  created: 0,
  changed: 0,
  vanished: 0,
  total: null,
  ...(state === 'COMPLETE' ? { state, reason: null } : { state, reason: 'down' }),
});

describe('the schedule of a backend', () => {
  beforeEach(() => vi.useFakeTimers({ now: 1_000 * minute }));
  afterEach(() => vi.useRealTimers());

  const start = () => {
    const runs: number[] = [];
    const schedule = createSchedule({ refreshMs, now: Date.now, run: () => runs.push(Date.now()) });
    return { schedule, runs };
  };

  it('begins at once where there was no reading, or one that did not reach its end', () => {
    for (const last of [null, ended('PARTIAL', Date.now()), ended('FAILED', Date.now())]) {
      const { schedule, runs } = start();
      schedule.begin(last);
      vi.advanceTimersByTime(0);
      expect(runs).toEqual([Date.now()]);
    }
  });

  it('waits for what is left of the time where the last reading reached its end', () => {
    const { schedule, runs } = start();
    schedule.begin(ended('COMPLETE', Date.now() - 5 * minute));
    expect(schedule.nextAt()).toBe(Date.now() + 10 * minute);
    vi.advanceTimersByTime(10 * minute - 1);
    expect(runs).toEqual([]);
    vi.advanceTimersByTime(1);
    expect(runs).toHaveLength(1);
  });

  it('begins at once where the last reading is older than that', () => {
    const { schedule, runs } = start();
    schedule.begin(ended('HELD', Date.now() - 60 * minute));
    vi.advanceTimersByTime(0);
    expect(runs).toHaveLength(1);
  });

  it('comes back after a minute, then two, four and eight, where readings fail, and in the usual time once one does not', () => {
    const { schedule } = start();
    schedule.begin(null);
    const waits = [];
    for (let failure = 0; failure < 6; failure += 1) {
      schedule.resume(ended('FAILED', Date.now()));
      waits.push(((schedule.nextAt() ?? 0) - Date.now()) / minute);
    }
    expect(waits).toEqual([1, 2, 4, 8, 15, 15]);
    schedule.resume(ended('COMPLETE', Date.now()));
    expect(schedule.nextAt()).toBe(Date.now() + refreshMs);
    schedule.resume(ended('PARTIAL', Date.now()));
    expect(schedule.nextAt()).toBe(Date.now() + minute);
  });

  it('begins none while it is paused, and none once it has ended', () => {
    const { schedule, runs } = start();
    schedule.begin(null);
    schedule.pause();
    vi.advanceTimersByTime(60 * minute);
    expect(runs).toEqual([]);
    expect(schedule.nextAt()).toBeNull();
    schedule.resume(null);
    schedule.end();
    vi.advanceTimersByTime(60 * minute);
    expect(runs).toEqual([]);
    schedule.resume(null);
    expect(schedule.nextAt()).toBeNull();
  });

  it('waits no less for a time that no timer holds', () => {
    const year = 365 * 24 * 60 * minute;
    const runs: number[] = [];
    const schedule = createSchedule({ refreshMs: year, now: Date.now, run: () => runs.push(Date.now()) });
    schedule.begin(ended('COMPLETE', Date.now()));
    vi.advanceTimersByTime(year - 1);
    expect(runs).toEqual([]);
    vi.advanceTimersByTime(1);
    expect(runs).toHaveLength(1);
  });
});
