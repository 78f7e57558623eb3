import { setTimeout as pause } from 'node:timers/promises';
import { BackendError } from '../../domain/errors.ts';
import type { Manner } from './write-once.ts';

/** Asks, and again where the backend only wants to be asked later: a run has the time that somebody who waits for an answer has not. */
export const patiently: Manner = async (ask) => {
  for (let attempt = 1; ; attempt += 1)
    try {
      return await ask();
    } catch (error) {
      if (attempt === mostAttempts || !(error instanceof BackendError) || !isForLater(error)) throw error;
      await pause(Math.min(error.retryAfterMs ?? unsaidMs, longestMs));
    }
};

/** A backend that is asked again after an outage gets one call first, and all others wait for what comes of it. */
const isForLater = ({ code, wasSent, retryAfterMs }: BackendError): boolean =>
  code === 'RATE_LIMITED' ||
  (code === 'UPSTREAM_UNAVAILABLE' && !wasSent && (retryAfterMs ?? unsaidMs) <= longestMs);

const mostAttempts = 6;
const unsaidMs = 1000;
/** Whoever stops Rolecall waits for it. */
const longestMs = 5000;
