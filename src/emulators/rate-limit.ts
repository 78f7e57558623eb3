/**
 * Says whether one more request may be served, and counts it if so. The second slides over the arrivals, and a
 * request that was too many does not count, so that a client that keeps knocking is let in all the same.
 */
export const createRateLimit = (requestsPerSecond: number): (() => boolean) => {
  const admittedAt: number[] = [];
  return () => {
    const now = performance.now();
    while ((admittedAt[0] ?? now) <= now - 1000) admittedAt.shift();
    if (admittedAt.length >= requestsPerSecond) return false;
    admittedAt.push(now);
    return true;
  };
};
