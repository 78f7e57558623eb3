import { CircuitState, circuitBreaker, DelegateBackoff, handleWhen, type IBreaker } from 'cockatiel';
import type { BackendError } from '../domain/errors.ts';
import { type HttpAnswer, type HttpCall, isRepeatable } from './call.ts';
import { notAsked, seconds } from './not-asked.ts';

/** Leaves a backend alone after failures. While it is open, one call at a time may try, and no more than one in each of its periods. */
export type Breaker = {
  /** Whether the call may be made now: it is closed, or the call is the probe that is due. */
  admits(call: HttpCall): boolean;
  /** Why a call is not made, with the time until the next may be. */
  toRefusal(call: Pick<HttpCall, 'operation'>): BackendError;
  /** Makes a call that was just admitted. */
  run(task: () => Promise<HttpAnswer>): Promise<HttpAnswer>;
  /** `null` while it is closed. */
  opened(): Opened | null;
};

/** A breaker that is open. Times are milliseconds since the epoch. */
export type Opened = Pick<BreakerOptions, 'code' | 'reason'> & {
  readonly since: number;
  readonly nextProbe: number;
};

export type BreakerOptions = {
  /** The backend's id, for errors. */
  readonly backend: string;
  /** What a refused call fails with. */
  readonly code: 'UPSTREAM_UNAVAILABLE' | 'QUARANTINED';
  /** Why it opens, in words that go on after "it". */
  readonly reason: string;
  /** Whether an error speaks against the backend. */
  readonly isFailure: (error: unknown) => boolean;
  /** Whether an answer came so late that it does as well. */
  readonly isSlow: (answer: HttpAnswer) => boolean;
  /** Whether an error shows that the backend is well again: it answered, and only this call is at fault. */
  readonly isSignOfLife: (error: unknown) => boolean;
  /** When failures are too many. */
  readonly threshold: IBreaker;
  /** Milliseconds that it stays open, for the first, second, ... time in a row. */
  readonly periodMs: (opening: number) => number;
  /** Told at each opening, also after a probe that failed. */
  readonly onOpen: () => void;
  readonly onClose: () => void;
};

/**
 * cockatiel's circuit breaker, with three additions. What comes while a probe is under way is answered at once, instead of waiting for the
 * probe's end. The probe is a repeatable call: a write would be the worst way to find out. And a probe that ends without a word from the
 * backend (nobody waited for it any longer, say) is no success.
 */
export const createBreaker = (options: BreakerOptions): Breaker => {
  const { backend, code, reason, isFailure, isSlow, isSignOfLife } = options;
  let since = 0;
  let periodMs = 0;
  let nextProbe = 0;

  const isProbing = (): boolean => policy.state === CircuitState.HalfOpen;
  const speaksAgainst = (error: unknown): boolean => (isProbing() ? !isSignOfLife(error) : isFailure(error));

  // `run` is the only way in, so what comes out is its answer.
  const policy = circuitBreaker(
    handleWhen(speaksAgainst).orWhenResult((answer) => isSlow(answer as HttpAnswer)),
    {
      breaker: options.threshold,
      halfOpenAfter: new DelegateBackoff<unknown, number>((_context, opening = 1) => {
        periodMs = options.periodMs(opening);
        return { delay: periodMs, state: opening + 1 };
      }),
    },
  );
  policy.onBreak(() => {
    // Here, after cockatiel has read its clock: a probe that comes too early for it would be refused.
    nextProbe = Date.now() + periodMs;
    if (since === 0) since = Date.now();
    options.onOpen();
  });
  policy.onReset(() => {
    since = 0;
    options.onClose();
  });

  return {
    admits: (call) => {
      if (policy.state === CircuitState.Closed) return true;
      return Date.now() >= nextProbe && !isProbing() && isRepeatable(call);
    },
    toRefusal: ({ operation }) => {
      // Once a probe is due or under way, its end decides.
      const retryAfterMs = Math.max(aboutOneProbeMs, nextProbe - Date.now());
      const sentence = `it ${reason}, and is tried again in ${seconds(retryAfterMs)}`;
      return notAsked({ backend, operation }, code, sentence, retryAfterMs);
    },
    run: (task) => policy.execute(task),
    opened: () => (policy.state === CircuitState.Closed ? null : { code, reason, since, nextProbe }),
  };
};

const aboutOneProbeMs = 1000;
