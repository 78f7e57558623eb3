import { attempt } from '../domain/attempt.ts';
import { BackendError } from '../domain/errors.ts';

/**
 * Runs a write that is not to be repeated blindly. Returns the failure, rather than throwing it, where the write may have happened all the
 * same: only reading tells then.
 */
export const attemptWrite = async <Result>(write: () => Promise<Result>): Promise<Result | BackendError> => {
  const answer = await attempt(write);
  if (answer instanceof BackendError && !answer.isUnsettled) throw answer;
  return answer;
};
