import { expect } from 'vitest';
import { BackendError, type ErrorCode } from '../../../src/domain/errors.ts';
import type { Fault } from '../../../src/emulators/faults.ts';

/** Stands in every fault's body, so that an error which repeats what the backend said is found out. */
export const canary = 'secret-of-the-backend';

/** The failure with which `attempt` must end. */
export const expectFailure = async (
  code: ErrorCode | readonly ErrorCode[],
  attempt: Promise<unknown>,
): Promise<BackendError> => {
  const outcome = await attempt.then(
    (value) => ({ value }),
    (error: unknown) => ({ error }),
  );
  if ('value' in outcome)
    throw new Error(`expected ${code}, got an answer: ${JSON.stringify(outcome.value)?.slice(0, 200)}`);
  const { error } = outcome;
  if (!(error instanceof BackendError)) throw new Error(`expected a BackendError, got ${error}`);
  expect([code].flat()).toContain(error.code);
  return error;
};

/** Answers with this status for once or for ever, and does nothing. */
export const failing = (status: number, headers: Readonly<Record<string, string>> = {}): Fault => ({
  kind: 'status',
  applied: false,
  answer: { status, headers, text: canary },
});
