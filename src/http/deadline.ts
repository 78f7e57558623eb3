/** The time of one call. It begins with the start of the first request and runs through all retries; waiting for the first turn does not count. */
export type Deadline = {
  /** Milliseconds from its beginning. */
  readonly timeoutMs: number;
  /** Milliseconds that are left. The first call of this begins the time. */
  start(): number;
  /** Whether that many milliseconds would still be left. */
  allows(ms: number): boolean;
  /** Milliseconds since the beginning; `null` before it, when the backend has not been asked yet. */
  elapsedMs(): number | null;
};

export const createDeadline = (timeoutMs: number): Deadline => {
  let startedAt: number | null = null;
  const elapsedMs = (): number | null => (startedAt === null ? null : performance.now() - startedAt);
  return {
    timeoutMs,
    start: () => {
      startedAt ??= performance.now();
      return timeoutMs - (elapsedMs() ?? 0);
    },
    allows: (ms) => (elapsedMs() ?? 0) + ms < timeoutMs,
    elapsedMs,
  };
};
