import { BulkheadRejectedError, bulkhead } from 'cockatiel';
import type { HttpCall } from './call.ts';
import { notAsked } from './not-asked.ts';

/** Keeps a backend that answers slowly from filling the memory with calls that wait for it. */
export type Bulkhead = {
  /** Throws RATE_LIMITED where too many calls are under way or wait already. */
  run<T>(call: HttpCall, task: () => Promise<T>): Promise<T>;
};

export const createBulkhead = ({
  backend,
  concurrency,
}: {
  readonly backend: string;
  readonly concurrency: number;
}): Bulkhead => {
  const policy = bulkhead(concurrency + mostWaiting);
  return {
    run: async ({ operation }, task) => {
      try {
        return await policy.execute(task);
      } catch (error) {
        if (!(error instanceof BulkheadRejectedError)) throw error;
        throw notAsked(
          { backend, operation },
          'RATE_LIMITED',
          `${mostWaiting} calls wait for their turn already`,
          1000,
        );
      }
    },
  };
};

/** Behind those under way. More would hardly come to their turn within a request's time. */
const mostWaiting = 1000;
