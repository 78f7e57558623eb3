import { BackendError } from '../domain/errors.ts';
import type { HttpCall } from './call.ts';
import { notAsked, seconds } from './not-asked.ts';
import type { Pace } from './pace.ts';

/** The pauses that a backend asks for, of all its callers: nobody asks before they have passed. */
export type Pause = {
  /** Throws RATE_LIMITED where the pause is longer than a call may take: nobody is kept waiting for that. A shorter one is waited out. */
  refuse(call: HttpCall): void;
  /** Makes a request, and remembers the pause that its answer asks for before anything else can take its turn. */
  heed<T>(request: () => Promise<T>): Promise<T>;
  /** Of a pause that calls are refused for, in milliseconds since the epoch; `null` where there is none. */
  current(): { readonly since: number; readonly until: number } | null;
};

/** A backend asks with 429, or with Retry-After (RFC 9110, 10.2.3), which 503 may bear as well. */
export const createPause = (options: {
  readonly backend: string;
  readonly timeoutMs: number;
  readonly pace: Pick<Pace, 'hold' | 'heldMs' | 'giveUp'>;
  /** Told when a pause begins for which calls are refused. */
  readonly onPause: () => void;
}): Pause => {
  const { backend, timeoutMs, pace } = options;
  let since = 0;

  const isLong = (): boolean => pace.heldMs() > timeoutMs;
  const toRefusal = ({ operation }: Pick<HttpCall, 'operation'>): BackendError => {
    const leftMs = pace.heldMs();
    const reason = `it asked for a pause, of which ${seconds(leftMs)} are left`;
    return notAsked({ backend, operation }, 'RATE_LIMITED', reason, leftMs);
  };

  const remember = ({ code, status, retryAfterMs }: BackendError): void => {
    // A refusal of our own is no word of the backend.
    if (status === null) return;
    if (retryAfterMs === null && code !== 'RATE_LIMITED') return;
    if (!isLong()) since = Date.now();
    pace.hold(retryAfterMs ?? unsaidMs);
    if (!isLong()) return;
    pace.giveUp(toRefusal);
    options.onPause();
  };

  return {
    refuse: (call) => {
      if (isLong()) throw toRefusal(call);
    },
    heed: async (request) => {
      try {
        return await request();
      } catch (error) {
        if (error instanceof BackendError) remember(error);
        throw error;
      }
    },
    current: () => (isLong() ? { since, until: Date.now() + pace.heldMs() } : null),
  };
};

/** Of a backend that answers 429 and does not say for how long. */
const unsaidMs = 1000;
