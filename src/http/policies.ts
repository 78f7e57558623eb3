import type { Health } from '../domain/health.ts';
import { createBreakers } from './breakers.ts';
import { createBulkhead } from './bulkhead.ts';
import { type AwaitedCall, type HttpAnswer, isRepeatable } from './call.ts';
import { createDeadline } from './deadline.ts';
import type { ExchangeOptions } from './exchange.ts';
import { createHealthRecord, type OnHealthChange } from './health-record.ts';
import { notAsked } from './not-asked.ts';
import { createPace } from './pace.ts';
import { createPause } from './pause.ts';
import { createRetry } from './retry.ts';

/** Asks a backend that may hang, throttle or die. */
export type Policies = {
  /** `authenticate` runs once, however often the exchange is repeated. */
  run<Credentials>(
    call: AwaitedCall,
    authenticate: () => Promise<Credentials>,
    exchange: (credentials: Credentials, limits: ExchangeLimits) => Promise<HttpAnswer>,
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
  /** At most this many requests arrive in any sliding second. Of a fraction above one only the whole part counts. */
  readonly requestsPerSecond: number;
  /** At most this many requests are under way. */
  readonly concurrency: number;
  /** Milliseconds for one call, retries included; waiting for its first turn does not count. Four times as many in the background. */
  readonly timeoutMs: number;
  /** Milliseconds after which a caller who leaves has met a failure of the backend; 2000 when not given. */
  readonly patienceMs?: number | undefined;
  /** From 0 to 1, for jitter; `Math.random` when not given. */
  readonly random?: (() => number) | undefined;
  readonly onHealthChange?: OnHealthChange | undefined;
};

/**
 * From the outside in, each around all that come after it:
 *
 * 1. bulkhead: what would wait too long is refused at once;
 * 2. pause: nobody asks while the backend wants to be left alone (429, Retry-After);
 * 3. quarantine and circuit breaker: they see calls, not the attempts of one;
 * 4. authentication: a token is renewed before a turn is taken;
 * 5. retry, within a budget and the call's deadline;
 * 6. pace: so many under way, so many in a second, the interactive first;
 * 7. the exchange, with what is left of the call's deadline. That is not cockatiel's `timeout`, since it ends the connection as well.
 *
 * The request's own deadline is the signal of its calls: it ends whatever waits or is under way.
 */
export const createPolicies = (options: PolicyOptions): Policies => {
  const { backend, timeoutMs, concurrency, patienceMs = 2000, random = Math.random } = options;

  const bulkhead = createBulkhead(options);
  const pace = createPace(options);
  const pause = createPause({ backend, timeoutMs, pace, onPause: () => record.tellChange() });
  const breakers = createBreakers({
    backend,
    concurrency,
    patienceMs,
    random,
    onOpen: (toRefusal) => {
      pace.giveUp(toRefusal);
      record.tellChange();
    },
    onClose: () => record.setWell(),
  });
  const retry = createRetry({ random, heldMs: pace.heldMs, mayRetry: () => breakers.opened() === null });
  const record = createHealthRecord({ breakers, pause }, options.onHealthChange);

  return {
    run: async (call, authenticate, exchange) => {
      const deadline = createDeadline(call.priority === 'BACKGROUND' ? patiently * timeoutMs : timeoutMs);
      const answer = await bulkhead.run(call, () => {
        pause.refuse(call);
        return breakers.run(call, deadline, async (untilOpen) => {
          const credentials = await authenticate();
          const signals = isRepeatable(call) ? [call.signal, untilOpen] : [call.signal];
          return retry.run(call, deadline, () =>
            pace.run(call, () =>
              pause.heed(() => exchange(credentials, { timeoutMs: deadline.start(), signals })),
            ),
          );
        });
      });
      record.setWell();
      return answer;
    },
    health: record.health,
    stop: () =>
      pace.giveUp((call) =>
        notAsked({ ...call, backend }, 'UPSTREAM_UNAVAILABLE', 'Rolecall is closing', null),
      ),
  };
};

/** In the background nobody waits, and lists come whole: 100,000 users in one answer, where the vendor has no pages. */
const patiently = 4;
