import type { Logger } from 'pino';
import { RolecallError } from '../domain/errors.ts';
import type { Store } from './store.ts';

/** The same store. Where it cannot be written, the log tells what SQLite says of it, which callers are not told. */
export const logFailures = (store: Store, log: Pick<Logger, 'error'>): Store => ({
  ...store,
  write: async (task) => {
    try {
      return await store.write(task);
    } catch (error) {
      if (error instanceof RolecallError && error.code === 'STORE_UNAVAILABLE' && error.cause !== undefined)
        log.error({ err: error }, 'the store could not be written');
      throw error;
    }
  },
});
