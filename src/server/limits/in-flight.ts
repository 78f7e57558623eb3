import type { Count } from './count.ts';

/** Requests under way, counted for each thing that `of` makes of a caller. Nothing is kept of whom no request is under way. */
export const createInFlight = (options: {
  readonly most: number;
  readonly of: (caller: string) => string;
}): Count => {
  const { most, of } = options;
  const underWay = new Map<string, number>();
  return {
    value: most,
    // Nobody knows when one will end; a second is short, and no storm of retries.
    overrunOf: (caller) => ((underWay.get(of(caller)) ?? 0) >= most ? { retryAfterMs: 1000 } : null),
    enter: (caller) => {
      underWay.set(of(caller), (underWay.get(of(caller)) ?? 0) + 1);
    },
    leave: (caller) => {
      const left = (underWay.get(of(caller)) ?? 0) - 1;
      if (left > 0) underWay.set(of(caller), left);
      else underWay.delete(of(caller));
    },
  };
};
