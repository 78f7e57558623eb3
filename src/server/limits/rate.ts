import { createForgetfulMap } from '../forgetful-map.ts';
import type { Count } from './count.ts';

/**
 * A leaky bucket for each caller: each request puts one into it, `perSecond` run out of it, and `burst` fit in. So over any length of time
 * no more come in than ran out and one burst. What is refused puts nothing in: whoever asks too often still has the full rate.
 */
export const createRate = (options: {
  readonly perSecond: number;
  readonly burst: number;
  /** Milliseconds from any fixed time. */
  readonly now: () => number;
}): Count => {
  const { perSecond, burst, now } = options;
  const perMs = perSecond / 1000;
  const levelNow = ({ level, at }: Bucket): number => Math.max(0, level - (now() - at) * perMs);
  const buckets = createForgetfulMap<Bucket>((bucket) => levelNow(bucket) === 0);
  const levelOf = (caller: string): number => {
    const bucket = buckets.get(caller);
    return bucket === undefined ? 0 : levelNow(bucket);
  };
  return {
    value: perSecond,
    overrunOf: (caller) => {
      const excess = levelOf(caller) + 1 - burst;
      return excess > roundingError ? { retryAfterMs: Math.ceil((excess - roundingError) / perMs) } : null;
    },
    // What is let in over the limit runs over: it is not held against the caller later.
    enter: (caller) => buckets.set(caller, { level: Math.min(burst, levelOf(caller) + 1), at: now() }),
    leave: () => {},
  };
};

type Bucket = { readonly level: number; readonly at: number };

/** Of a request, which is less than a millionth of a second at any rate that can be configured in earnest. */
const roundingError = 1e-9;
