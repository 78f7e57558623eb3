import PQueue from 'p-queue';
import { BackendError } from '../domain/errors.ts';

/** Lets a backend's requests start no faster, and no more of them at once, than was agreed. */
export type Pace = {
  /** Runs `task` when its turn comes, first come, first served. A signal that aborts first ends the wait. */
  run<T>(call: { readonly operation: string; readonly signal?: AbortSignal | undefined }, task: () => Promise<T>): Promise<T>;
  /** Gives up everything that waits. */
  stop(): void;
};

export const createPace = (options: {
  readonly backend: string;
  readonly requestsPerSecond: number;
  readonly concurrency: number;
}): Pace => {
  const stopped = new AbortController();
  // A fixed window would let twice the rate through around its edge; `strict` slides.
  const queue = new PQueue({
    concurrency: options.concurrency,
    interval: 1000,
    intervalCap: options.requestsPerSecond,
    strict: true,
  });

  return {
    run: async (call, task) => {
      const signal = call.signal === undefined ? stopped.signal : AbortSignal.any([call.signal, stopped.signal]);
      const hasStarted = { value: false };
      try {
        return await queue.add(
          () => {
            hasStarted.value = true;
            return task();
          },
          { signal },
        );
      } catch (cause) {
        if (hasStarted.value) throw cause;
        throw new BackendError(
          'UPSTREAM_TIMEOUT',
          `${call.operation} had not got its turn at backend ${options.backend} when the request's time was up`,
          { backend: options.backend, operation: call.operation, cause },
        );
      }
    },
    stop: () => stopped.abort(),
  };
};
