import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createTimer } from '../../src/http/timer.ts';

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['performance', 'setTimeout', 'clearTimeout'] });
});
afterEach(() => {
  vi.useRealTimers();
});

describe('a timer', () => {
  it('rings after its time, without the pauses', () => {
    const ring = vi.fn();
    const timer = createTimer(1000, ring);
    vi.advanceTimersByTime(400);
    timer.pause();
    vi.advanceTimersByTime(5000);
    expect(timer.elapsedMs()).toBe(400);
    timer.resume();
    vi.advanceTimersByTime(599);
    expect(ring).not.toHaveBeenCalled();
    vi.advanceTimersByTime(1);
    expect(ring).toHaveBeenCalledOnce();
    expect(timer.elapsedMs()).toBe(1000);
  });

  it('rings no more once it is stopped', () => {
    const ring = vi.fn();
    createTimer(1000, ring).stop();
    vi.advanceTimersByTime(2000);
    expect(ring).not.toHaveBeenCalled();
  });
});
