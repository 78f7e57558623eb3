import { DelegateBackoff, handleWhen, retry } from 'cockatiel';
import { BackendError, type ErrorCode } from '../domain/errors.ts';
import { type AwaitedCall, type HttpCall, isRepeatable } from './call.ts';

/** Sends again what failed in passing, where that can do no harm. */
export type Retry = {
  /** `endsAt` tells when the operation's time is up, on the clock of `performance.now`; no attempt begins later. */
  run<T>(call: AwaitedCall, attempt: () => Promise<T>, endsAt: () => number): Promise<T>;
};

/**
 * Repeats reads, and writes that were certainly not processed: those that never left, and those answered 429. Any other write may have
 * had its effect, which only reading can tell.
 *
 * Waits between attempts are exponential with full jitter, or as long as the backend asked for. All calls together share a budget: one
 * retry for every five operations and none saved up, so that a backend in trouble gets at most 1.2 times the load.
 *
 * @see https://aws.amazon.com/blogs/architecture/exponential-backoff-and-jitter/
 */
export const createRetry = (options: {
  /** From 0 to 1. */
  readonly random: () => number;
  /** Asked before each retry. */
  readonly mayRetry: () => boolean;
}): Retry => {
  const budget = createBudget();

  return {
    run: (call, attempt, endsAt) => {
      budget.earn();
      let retries = 0;
      let pauseMs = 0;
      let lastError: unknown;
      const isWorthARetry = (error: unknown): boolean => {
        if (!(error instanceof BackendError) || !isPassing(call, error) || retries === maxRetries)
          return false;
        pauseMs = error.retryAfterMs ?? options.random() * Math.min(maxPauseMs, firstPauseMs * 2 ** retries);
        lastError = error;
        if (!options.mayRetry() || performance.now() + pauseMs >= endsAt() || !budget.spend()) return false;
        retries += 1;
        return true;
      };
      return retry(handleWhen(isWorthARetry), {
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

const isPassing = (call: HttpCall, { code, wasSent }: BackendError): boolean => {
  if (code === 'RATE_LIMITED') return true;
  return passing.has(code) && (!wasSent || isRepeatable(call));
};

const passing: ReadonlySet<ErrorCode> = new Set<ErrorCode>(['UPSTREAM_UNAVAILABLE', 'UPSTREAM_TIMEOUT']);

const createBudget = () => {
  // In fifths of a retry, since a fifth has no exact floating-point number.
  let fifths = 5;
  return {
    earn: (): void => {
      fifths = Math.min(5, fifths + 1);
    },
    spend: (): boolean => {
      if (fifths < 5) return false;
      fifths = 0;
      return true;
    },
  };
};
