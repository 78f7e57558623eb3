import { DelegateBackoff, handleWhen, retry } from 'cockatiel';
import { BackendError, type ErrorCode } from '../domain/errors.ts';
import { type AwaitedCall, isRepeatable } from './call.ts';
import type { Deadline } from './deadline.ts';

/** Sends again what failed for a moment, where that can do no harm. */
export type Retry = {
  /** No attempt begins after the deadline. */
  run<T>(call: AwaitedCall, deadline: Pick<Deadline, 'allows'>, attempt: () => Promise<T>): Promise<T>;
};

/**
 * Repeats reads, and writes that never left, which go out again within a few tenths of a second. Any other write may have had its effect,
 * which only reading can tell; and one answered 429 would go out after a pause, with a set of roles that may be old by then.
 *
 * Waits between attempts are exponential with full jitter, or as long as the backend asked for. All calls together share a budget: one
 * retry for every five calls and none saved up, so that a backend in trouble gets at most 1.2 times the load.
 *
 * @see https://aws.amazon.com/blogs/architecture/exponential-backoff-and-jitter/
 */
export const createRetry = (options: {
  /** From 0 to 1. */
  readonly random: () => number;
  /** How long nothing is sent in any case. */
  readonly heldMs: () => number;
  /** Asked before each retry. */
  readonly mayRetry: () => boolean;
}): Retry => {
  const budget = createBudget();

  return {
    run: (call, deadline, attempt) => {
      budget.earn();
      let retries = 0;
      let pauseMs = 0;
      let lastError: unknown;

      /** Whether there is to be another attempt, which this then prepares. */
      const claimRetry = (error: unknown): boolean => {
        if (!(error instanceof BackendError) || !isTransient(call, error) || retries === maxRetries)
          return false;
        lastError = error;
        const jitterMs = options.random() * Math.min(maxPauseMs, firstPauseMs * 2 ** retries);
        pauseMs = Math.max(options.heldMs(), error.retryAfterMs ?? jitterMs);
        if (!options.mayRetry() || !deadline.allows(pauseMs) || !budget.spend()) return false;
        retries += 1;
        return true;
      };
      return retry(handleWhen(claimRetry), {
        maxAttempts: maxRetries,
        backoff: new DelegateBackoff(() => pauseMs),
      }).execute(() => {
        // Much may have happened during the pause.
        if (retries > 0 && !options.mayRetry()) throw lastError;
        return attempt();
      }, call.signal);
    },
  };
};

const maxRetries = 2;
const firstPauseMs = 100;
const maxPauseMs = 1000;

const isTransient = (call: AwaitedCall, { code, wasSent, status }: BackendError): boolean => {
  if (!isRepeatable(call)) return code === 'UPSTREAM_UNAVAILABLE' && !wasSent;
  return transient.has(code) || (code === 'RATE_LIMITED' && status !== null);
};

const transient: ReadonlySet<ErrorCode> = new Set<ErrorCode>(['UPSTREAM_UNAVAILABLE', 'UPSTREAM_TIMEOUT']);

type Budget = { earn(): void; spend(): boolean };

const createBudget = (): Budget => {
  // In fifths of a retry, since a fifth has no exact floating-point number.
  let fifths = 5;
  return {
    earn: () => {
      fifths = Math.min(5, fifths + 1);
    },
    spend: () => {
      if (fifths < 5) return false;
      fifths = 0;
      return true;
    },
  };
};
