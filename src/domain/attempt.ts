import { BackendError } from './errors.ts';

/** What `work` gives, or the `BackendError` that it throws or rejects with: the failure of one answer harms no other. */
export const attempt = async <Result>(
  work: () => Promise<Result> | Result,
): Promise<Result | BackendError> => {
  try {
    return await work();
  } catch (error) {
    if (error instanceof BackendError) return error;
    throw error;
  }
};

/** Tells answers from failures. */
export const isAnswer = <Result>(result: Result): result is Exclude<Result, BackendError> =>
  !(result instanceof BackendError);
