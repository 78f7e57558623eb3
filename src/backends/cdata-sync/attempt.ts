import { BackendError } from '../../domain/errors.ts';

/** What `work` gives, or the `BackendError` that it throws. */
export const attempt = async <Result>(work: () => Promise<Result>): Promise<Result | BackendError> => {
  try {
    return await work();
  } catch (error) {
    if (error instanceof BackendError) return error;
    throw error;
  }
};
