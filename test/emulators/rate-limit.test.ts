import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { createRateLimit } from '../../src/emulators/rate-limit.ts';

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

test('as many requests pass as the rate says, and no more within the second of the first', () => {
  const isWithinRate = createRateLimit(2);
  expect([isWithinRate(), isWithinRate(), isWithinRate()]).toEqual([true, true, false]);
  vi.advanceTimersByTime(999);
  expect(isWithinRate()).toBe(false);
});

test('the second slides: each request makes room a second after it came', () => {
  const isWithinRate = createRateLimit(2);
  expect(isWithinRate()).toBe(true);
  vi.advanceTimersByTime(600);
  expect(isWithinRate()).toBe(true);
  vi.advanceTimersByTime(400);
  expect([isWithinRate(), isWithinRate()]).toEqual([true, false]);
  vi.advanceTimersByTime(600);
  expect([isWithinRate(), isWithinRate()]).toEqual([true, false]);
});

test('a refused request does not count, so whoever keeps knocking is let in', () => {
  const isWithinRate = createRateLimit(1);
  expect(isWithinRate()).toBe(true);
  for (let knock = 0; knock < 9; knock += 1) {
    vi.advanceTimersByTime(100);
    expect(isWithinRate()).toBe(false);
  }
  vi.advanceTimersByTime(100);
  expect(isWithinRate()).toBe(true);
});

test('without a limit everything passes', () => {
  const isWithinRate = createRateLimit(Number.POSITIVE_INFINITY);
  expect(Array.from({ length: 1000 }, isWithinRate)).not.toContain(false);
});
