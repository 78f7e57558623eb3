import PQueue from 'p-queue';
import { BackendError } from '../domain/errors.ts';

/** Lets a backend's requests start no faster, and no more of them at once, than was agreed. */
export type Pace = {
  /** Runs `task` when its turn comes, first come, first served. A signal that aborts first ends the wait. */
  run<T>(
    call: { readonly operation: string; readonly signal?: AbortSignal | undefined },
    task: () => Promise<T>,
  ): Promise<T>;
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
      const signal =
        call.signal === undefined ? stopped.signal : AbortSignal.any([call.signal, stopped.signal]);
      const started: { task: ReturnType<typeof task> | null } = { task: null };
      try {
        return await queue.add(
          () => {
            started.task = task();
            return started.task;
          },
          { signal },
        );
      } catch (cause) {
        // The queue gives a running task up on its own as soon as the signal aborts; how the task ends is the task's to say.
        if (started.task !== null) return started.task;
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
