import { ConsecutiveBreaker } from 'cockatiel';
import { BackendError } from '../domain/errors.ts';
import { type Breaker, type BreakerOptions, createBreaker, type Opened } from './breaker.ts';
import { type AwaitedCall, type HttpAnswer, type HttpCall, isRepeatable } from './call.ts';
import type { Deadline } from './deadline.ts';
import { createFailureShare } from './failure-share.ts';

/** The three reasons for which a backend is left alone. */
export type Breakers = {
  /** Makes a call, or throws the refusal of the outermost that is open. `untilOpen` aborts as soon as one opens. */
  run(
    call: AwaitedCall,
    deadline: Deadline,
    task: (untilOpen: AbortSignal) => Promise<HttpAnswer>,
  ): Promise<HttpAnswer>;
  /** The outermost that is open; `null` where none is. */
  opened(): Opened | null;
};

/**
 * - Quarantine, for refused credentials: at once, since a wrong password repeated may lock the account.
 * - Quarantine, for more than 40 % failures in five minutes, of twenty calls or more. Both for 1, 5, 30, then 60 minutes at a time.
 * - The circuit breaker, for five failures in a row, or as many as can be under way at once: about 30 s, growing to 300 s.
 *
 * Failures are network errors, 5xx, deadlines, and answers that took most of the deadline. Reads that wait for an answer when one opens end
 * with its refusal, or everybody would find out after a deadline of his own; what became of a write is heard out.
 */
export const createBreakers = (options: {
  readonly backend: string;
  /** How many calls are under way at most. */
  readonly concurrency: number;
  /** A caller who leaves after this long has met a failure of the backend; one who leaves sooner tells nothing of it. */
  readonly patienceMs: number;
  /** From 0 to 1. */
  readonly random: () => number;
  /** Told of each that opens. */
  readonly onOpen: (toRefusal: Breaker['toRefusal']) => void;
  /** Told when the last one closes. */
  readonly onClose: () => void;
}): Breakers => {
  const { backend, random, patienceMs } = options;
  // Were it more, those who hang first would not open it, and those after them would have to hang as well.
  const mostInARow = Math.max(2, Math.min(5, options.concurrency));
  const inconclusive = new WeakSet<object>();
  const slow = new WeakSet<object>();
  let untilOpen = new AbortController();

  const isOutage = (error: unknown): boolean =>
    error instanceof BackendError &&
    (error.code === 'UPSTREAM_UNAVAILABLE' || error.code === 'UPSTREAM_TIMEOUT') &&
    !inconclusive.has(error);
  const isSlow = (answer: HttpAnswer): boolean => slow.has(answer);

  const create = (
    specifics: Pick<BreakerOptions, 'code' | 'reason' | 'isFailure' | 'isSlow' | 'threshold' | 'periodMs'>,
  ): Breaker => {
    const breaker: Breaker = createBreaker({
      ...specifics,
      backend,
      isSignOfLife: (error) => hasAnswered(error) && !isOutage(error) && !refusesCredentials(error),
      onOpen: () => {
        untilOpen.abort();
        untilOpen = new AbortController();
        options.onOpen(breaker.toRefusal);
      },
      onClose: () => {
        if (opened() === null) options.onClose();
      },
    });
    return breaker;
  };
  const credentials = create({
    code: 'QUARANTINED',
    reason: "refused Rolecall's credentials",
    isFailure: refusesCredentials,
    isSlow: () => false,
    threshold: new ConsecutiveBreaker(1),
    periodMs: quarantineMs,
  });
  const share = create({
    code: 'QUARANTINED',
    reason: 'failed too often in the last minutes',
    isFailure: isOutage,
    isSlow,
    threshold: createFailureShare({ share: 0.4, minCalls: 20, windowMs: 5 * minuteMs }),
    periodMs: quarantineMs,
  });
  const streak = create({
    code: 'UPSTREAM_UNAVAILABLE',
    reason: `failed ${mostInARow} times in a row`,
    isFailure: isOutage,
    isSlow,
    threshold: new ConsecutiveBreaker(mostInARow),
    // Give or take 20 %, or all replicas would probe at once.
    periodMs: (opening) => Math.min(300_000, 30_000 * 2 ** (opening - 1) * (0.8 + 0.4 * random())),
  });

  const breakers = [credentials, share, streak];
  const opened = (): Opened | null => {
    for (const breaker of breakers) {
      const found = breaker.opened();
      if (found !== null) return found;
    }
    return null;
  };

  const refusalOf = (call: HttpCall): BackendError | null =>
    breakers.find((breaker) => !breaker.admits(call))?.toRefusal(call) ?? null;

  /** Tells failures that say nothing of the backend: it was not asked, or nobody had the time to hear it out. */
  const isInconclusive = ({ signal }: AwaitedCall, deadline: Deadline): boolean => {
    const elapsedMs = deadline.elapsedMs();
    return (
      elapsedMs === null || (signal?.aborted === true && elapsedMs < Math.min(slowMsOf(deadline), patienceMs))
    );
  };

  return {
    run: async (call, deadline, task) => {
      // Before the outermost is entered, or it would take the refusal of another for the end of its own probe.
      const refusal = refusalOf(call);
      if (refusal !== null) throw refusal;

      const { signal } = untilOpen;
      const attempt = async (): Promise<HttpAnswer> => {
        try {
          const answer = await task(signal);
          if (answer.tookMs >= slowMsOf(deadline)) slow.add(answer);
          return answer;
        } catch (error) {
          const isEnded = signal.aborted && isRepeatable(call);
          const failure = isEnded ? (refusalOf(call) ?? error) : error;
          if (failure instanceof BackendError && (isEnded || isInconclusive(call, deadline)))
            inconclusive.add(failure);
          throw failure;
        }
      };
      return credentials.run(() => share.run(() => streak.run(attempt)));
    },
    opened,
  };
};

/** An answer that took this much of its call's time is as bad as none. */
const slowMsOf = ({ timeoutMs }: Deadline): number => 0.8 * timeoutMs;

const minuteMs = 60_000;

const quarantineMs = (opening: number): number => ([1, 5, 30][opening - 1] ?? 60) * minuteMs;

/** Not 403, which speaks of a right that one call lacks. */
const refusesCredentials = (error: unknown): boolean =>
  error instanceof BackendError && error.code === 'UPSTREAM_REFUSED' && error.status !== 403;

const hasAnswered = (error: unknown): boolean => error instanceof BackendError && error.status !== null;
