import { BackendError } from '../../domain/errors.ts';

/** The backend's error as a value: the failure of one answer harms no other. */
export const orError = async <T>(promise: Promise<T>): Promise<T | BackendError> => {
  try {
    return await promise;
  } catch (error) {
    if (error instanceof BackendError) return error;
    throw error;
  }
};

/** Tells answers from errors among the results of `orError`. */
export const isAnswer = <T>(result: T): result is Exclude<T, BackendError> =>
  !(result instanceof BackendError);
