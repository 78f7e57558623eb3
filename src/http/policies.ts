import { BulkheadRejectedError, bulkhead } from 'cockatiel';
import { BackendError } from '../domain/errors.ts';
import type { Health, HealthState } from '../domain/health.ts';
import { createBreakers } from './breakers.ts';
import { type AwaitedCall, type HttpAnswer, isRepeatable } from './call.ts';
import type { ExchangeOptions } from './connections.ts';
import { createPace, type PacedCall } from './pace.ts';
import { createRetry } from './retry.ts';

/** How a backend is asked that may hang, lie, throttle or die. */
export type Policies = {
  /** `prepare` runs once, however often the exchange is repeated. */
  run<Prepared>(
    call: AwaitedCall,
    prepare: () => Promise<Prepared>,
    exchange: (prepared: Prepared, limits: ExchangeLimits) => Promise<HttpAnswer>,
  ): Promise<HttpAnswer>;
  health(): Health;
  /** Gives up everything that waits. */
  stop(): void;
};

/** When an exchange has to end. */
export type ExchangeLimits = Pick<ExchangeOptions, 'timeoutMs' | 'signals'>;

export type PolicyOptions = {
  /** The backend's id, for errors. */
  readonly backend: string;
  /** At most this many requests arrive in any sliding second. */
  readonly requestsPerSecond: number;
  /** At most this many requests are under way. */
  readonly concurrency: number;
  /** Milliseconds for one operation, from its first request's start through all retries. Waiting for the first turn does not count. */
  readonly timeoutMs: number;
  /** From 0 to 1, for jitter; `Math.random` when not given. */
  readonly random?: (() => number) | undefined;
  /** Told of each change of state, once. */
  readonly onHealthChange?: ((health: Health, before: HealthState) => void) | undefined;
};

/**
 * From the outside in, each around all that come after it:
 *
 * 1. the request's deadline: the signal of the call, which ends whatever waits or is under way;
 * 2. the bulkhead: what could not come to its turn in time is refused at once;
 * 3. quarantine and circuit breaker (`breakers.ts`): they see operations, not the attempts of one;
 * 4. credentials, so that a token is renewed before a turn is taken;
 * 5. retry (`retry.ts`), within a budget and the operation's deadline;
 * 6. pace (`pace.ts`): so many under way, so many in a second, the interactive first, none while the backend wants a pause;
 * 7. the exchange (`connections.ts`), with what is left of the operation's deadline. It is not cockatiel's `timeout`, since it ends the
 *    connection as well.
 */
export const createPolicies = (options: PolicyOptions): Policies => {
  const { backend, timeoutMs, random = Math.random } = options;
  const slowMs = slowShare * timeoutMs;
  /** Failures that tell nothing of the backend: it was not asked, or nobody had the time to hear it out. */
  const inconclusive = new WeakSet<BackendError>();
  /** Aborts when a breaker opens, and is another one then. */
  let hope = new AbortController();
  let refuse: (call: PacedCall) => BackendError = (call) => closing(backend, call);
  let told: HealthState = 'UNKNOWN';
  let wellSince: number | null = null;
  let pausedSince = 0;

  const tellHealth = (): void => {
    const before = told;
    const now = health();
    told = now.state;
    if (told !== before) options.onHealthChange?.(now, before);
  };
  const setWell = (): void => {
    wellSince = Date.now();
    tellHealth();
  };

  const places = bulkhead(options.concurrency + mostWaiting);
  const pace = createPace(options);
  const breakers = createBreakers({
    backend,
    slowMs,
    random,
    isConclusive: (error) => !inconclusive.has(error),
    onOpen: ({ refusal }) => {
      // Those who wait for a turn or an answer would find out one after the other.
      refuse = refusal;
      pace.giveUp(refuse);
      hope.abort();
      hope = new AbortController();
      tellHealth();
    },
    onClose: setWell,
  });
  const retry = createRetry({ random, mayRetry: () => breakers.opened() === null });

  /** 429, or 503 with a time, is said to all callers of the backend: nobody asks again before it has passed. */
  const obeyPause = ({ code, retryAfterMs }: BackendError): void => {
    if (retryAfterMs === null && code !== 'RATE_LIMITED') return;
    if (pace.heldMs() === 0) pausedSince = Date.now();
    pace.hold(Math.min(retryAfterMs ?? pauseUnsaidMs, longestPauseMs));
    // Nobody is kept waiting for longer than an operation may take.
    if (isPaused()) pace.giveUp((call) => paused(backend, call, pace.heldMs()));
    tellHealth();
  };
  const isPaused = (): boolean => pace.heldMs() > timeoutMs;

  const attempt = async (
    call: AwaitedCall,
    clock: { endsAt: number },
    exchange: (limits: ExchangeLimits) => Promise<HttpAnswer>,
  ): Promise<HttpAnswer> => {
    let startedAt = Number.POSITIVE_INFINITY;
    const { signal: hopeless } = hope;
    // What became of a write has to be heard out.
    const signals = [call.signal, isRepeatable(call) ? hopeless : undefined].filter(
      (one) => one !== undefined,
    );
    try {
      return await pace.run(call, () => {
        startedAt = performance.now();
        clock.endsAt = Math.min(clock.endsAt, startedAt + timeoutMs);
        return exchange({ timeoutMs: clock.endsAt - startedAt, signals });
      });
    } catch (error) {
      if (!(error instanceof BackendError)) throw error;
      obeyPause(error);
      const underWayMs = performance.now() - startedAt;
      const isHopeless = hopeless.aborted && isRepeatable(call);
      const wasGivenUp = call.signal?.aborted && underWayMs < Math.min(slowMs, patienceMs);
      const failure = isHopeless ? refuse(call) : error;
      if (underWayMs < 0 || isHopeless || wasGivenUp) inconclusive.add(failure);
      throw failure;
    }
  };

  const health = (): Health => {
    const opened = breakers.opened();
    if (opened !== null) {
      const { code, reason, since, nextProbe } = opened;
      return {
        state: code === 'QUARANTINED' ? 'QUARANTINED' : 'UNAVAILABLE',
        reason: `It ${reason}`,
        since,
        nextProbe,
      };
    }
    if (isPaused())
      return {
        state: 'THROTTLED',
        reason: 'It asked for a pause',
        since: pausedSince,
        nextProbe: Date.now() + pace.heldMs(),
      };
    return {
      state: wellSince === null ? 'UNKNOWN' : 'HEALTHY',
      reason: null,
      since: wellSince,
      nextProbe: null,
    };
  };

  return {
    run: async (call, prepare, exchange) => {
      const refusal = breakers.refusal(call) ?? (isPaused() ? paused(backend, call, pace.heldMs()) : null);
      if (refusal !== null) throw refusal;

      const operate = async (): Promise<HttpAnswer> => {
        const prepared = await prepare();
        const clock = { endsAt: Number.POSITIVE_INFINITY };
        const attemptOnce = () => attempt(call, clock, (limits) => exchange(prepared, limits));
        return retry.run(call, attemptOnce, () => clock.endsAt);
      };
      try {
        const answer = await places.execute(() => breakers.run(operate));
        if (told !== 'HEALTHY' && breakers.opened() === null) setWell();
        return answer;
      } catch (error) {
        throw error instanceof BulkheadRejectedError ? crowded(backend, call) : error;
      }
    },
    health,
    stop: () => pace.giveUp((call) => closing(backend, call)),
  };
};

/** An answer that took this share of its operation's time is as bad as none. */
const slowShare = 0.8;

/** Who has heard nothing for this long may take the backend for slow, though the request's time was up before the operation's. */
const patienceMs = 2000;

/** Behind those under way. More would hardly come to their turn within a request's time. */
const mostWaiting = 1000;

/** The pause of a backend that answers 429 and does not say for how long. */
const pauseUnsaidMs = 1000;

/** A backend that asks for more may err, and could not be asked again before the next start. */
const longestPauseMs = 60 * 60_000;

const paused = (backend: string, call: PacedCall, ms: number): BackendError =>
  unasked(
    'RATE_LIMITED',
    backend,
    call,
    `it asked for a pause, of which ${Math.ceil(ms / 1000)} s are left`,
    ms,
  );

const crowded = (backend: string, call: PacedCall): BackendError =>
  unasked('RATE_LIMITED', backend, call, `${mostWaiting} calls wait for their turn already`, 1000);

const closing = (backend: string, call: PacedCall): BackendError =>
  unasked('UPSTREAM_UNAVAILABLE', backend, call, 'Rolecall is closing', null);

const unasked = (
  code: 'RATE_LIMITED' | 'UPSTREAM_UNAVAILABLE',
  backend: string,
  { operation }: PacedCall,
  reason: string,
  retryAfterMs: number | null,
): BackendError =>
  new BackendError(code, `Backend ${backend} is not asked for ${operation} now: ${reason}`, {
    backend,
    operation,
    retryAfterMs,
    wasSent: false,
  });
