import { BackendError } from '../../src/domain/errors.ts';

/** The error that a call ends in. A call that ends well, or in anything else, fails the test. */
export const errorOf = async (call: Promise<unknown>): Promise<BackendError> => {
  try {
    await call;
  } catch (error) {
    if (error instanceof BackendError) return error;
    throw error;
  }
  throw new Error('expected a BackendError, got an answer');
};

/** The same for what throws at once. */
export const thrownBy = (act: () => unknown): Promise<BackendError> => errorOf((async () => act())());
