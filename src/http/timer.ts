/** Rings once after a time, of which what passes in a pause is no part. */
export type Timer = {
  pause(): void;
  resume(): void;
  /** Milliseconds since the start, without the pauses. */
  elapsedMs(): number;
  /** Ends it for good: it rings no more. */
  stop(): void;
};

export const createTimer = (ms: number, ring: () => void): Timer => {
  let beforeMs = 0;
  let since = performance.now();
  let isRunning = true;
  // Node takes a time that is not positive for one millisecond, and warns.
  let handle = setTimeout(ring, Math.max(1, ms));

  const elapsedMs = (): number => beforeMs + (isRunning ? performance.now() - since : 0);
  return {
    pause: () => {
      beforeMs = elapsedMs();
      isRunning = false;
      clearTimeout(handle);
    },
    resume: () => {
      since = performance.now();
      isRunning = true;
      handle = setTimeout(ring, Math.max(1, ms - beforeMs));
    },
    elapsedMs,
    stop: () => clearTimeout(handle),
  };
};
