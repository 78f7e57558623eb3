import { ConsecutiveBreaker } from 'cockatiel';
import { BackendError } from '../domain/errors.ts';
import { type Breaker, type BreakerOptions, createBreaker, type Opened } from './breaker.ts';
import type { HttpAnswer, HttpCall } from './call.ts';
import { createFailureShare } from './failure-share.ts';

/** The three reasons for which a backend is left alone, outermost first. */
export type Breakers = {
  /** Why the call is not made; `null` where it may be made now. */
  refusal(call: HttpCall): BackendError | null;
  /** Makes a call that nothing refused just now. */
  run(task: () => Promise<HttpAnswer>): Promise<HttpAnswer>;
  /** The outermost that is open; `null` where none is. */
  opened(): Opened | null;
};

/**
 * - Quarantine, for refused credentials: at once, since a wrong password repeated may lock the account.
 * - Quarantine, for more than 40 % failures in five minutes, of twenty calls or more. Both for 1, 5, 30, then 60 minutes at a time.
 * - The circuit breaker, for five failures in a row: 30 s, growing to 300 s.
 *
 * Failures are network errors, 5xx, deadlines, and answers that took `slowMs`. All refusals come before the outermost is entered, so that
 * none takes another's refusal for the end of its own probe.
 */
export const createBreakers = (options: {
  readonly backend: string;
  readonly slowMs: number;
  /** From 0 to 1. */
  readonly random: () => number;
  /** Whether a failure tells anything of the backend. */
  readonly isConclusive: (error: BackendError) => boolean;
  /** Told of each that opens. */
  readonly onOpen: (breaker: Breaker) => void;
  /** Told when the last one closes. */
  readonly onClose: () => void;
}): Breakers => {
  const { backend, slowMs, random, isConclusive } = options;
  const isOutage = (error: unknown): boolean =>
    error instanceof BackendError &&
    (error.code === 'UPSTREAM_UNAVAILABLE' || error.code === 'UPSTREAM_TIMEOUT') &&
    isConclusive(error);
  const isSlow = ({ tookMs }: HttpAnswer): boolean => tookMs >= slowMs;

  const create = (
    specifics: Pick<BreakerOptions, 'code' | 'reason' | 'isFailure' | 'isSlow' | 'threshold' | 'periodMs'>,
  ): Breaker => {
    const made: Breaker = createBreaker({
      ...specifics,
      backend,
      isSignOfLife: (error) => hasAnswered(error) && !isOutage(error) && !isRefusal(error),
      onOpen: () => options.onOpen(made),
      onClose: () => {
        if (opened() === null) options.onClose();
      },
    });
    return made;
  };
  const refused = create({
    code: 'QUARANTINED',
    reason: "refused Rolecall's credentials",
    isFailure: isRefusal,
    isSlow: () => false,
    threshold: new ConsecutiveBreaker(1),
    periodMs: quarantineMs,
  });
  const failing = create({
    code: 'QUARANTINED',
    reason: 'failed too often in the last minutes',
    isFailure: isOutage,
    isSlow,
    threshold: createFailureShare({ share: 0.4, minCalls: 20, windowMs: 5 * minuteMs }),
    periodMs: quarantineMs,
  });
  const down = create({
    code: 'UPSTREAM_UNAVAILABLE',
    reason: `failed ${mostInARow} times in a row`,
    isFailure: isOutage,
    isSlow,
    threshold: new ConsecutiveBreaker(mostInARow),
    // With 20 % of jitter, or all replicas would probe at once.
    periodMs: (opening) => Math.min(300_000, 30_000 * 2 ** (opening - 1)) * (0.8 + 0.4 * random()),
  });

  const all = [refused, failing, down];
  const opened = (): Opened | null => {
    for (const breaker of all) {
      const found = breaker.opened();
      if (found !== null) return found;
    }
    return null;
  };
  return {
    refusal: (call) => all.find((breaker) => !breaker.admits(call))?.refusal(call) ?? null,
    run: (task) => refused.run(() => failing.run(() => down.run(task))),
    opened,
  };
};

const mostInARow = 5;

const minuteMs = 60_000;

const quarantineMs = (opening: number): number => ([1, 5, 30][opening - 1] ?? 60) * minuteMs;

/** Credentials refused. Not 403, which speaks of a right that one call lacks. */
const isRefusal = (error: unknown): boolean =>
  error instanceof BackendError && error.code === 'UPSTREAM_REFUSED' && error.status !== 403;

const hasAnswered = (error: unknown): boolean => error instanceof BackendError && error.status !== null;
