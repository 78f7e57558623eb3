import { expect } from 'vitest';
import { BackendError, type ErrorCode } from '../../../src/domain/errors.ts';

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
