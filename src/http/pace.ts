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
  // A fixed window would let twice the rate through around its edge; `strict` slides.
  const queue = new PQueue({
    concurrency: options.concurrency,
    ...windowOf(options.requestsPerSecond),
    strict: true,
  });

  return {
    run: async (call, task) => {
      const started: { task: ReturnType<typeof task> | null } = { task: null };
      try {
        return await queue.add(
          () => {
            started.task = task();
            return started.task;
          },
          { signal: call.signal },
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
    stop: () => queue.clear(),
  };
};

/** Only whole requests start: 2.5 in a second are 2 in a second, and 0.5 are one in two seconds. */
const windowOf = (requestsPerSecond: number): { readonly interval: number; readonly intervalCap: number } =>
  requestsPerSecond < 1
    ? { interval: Math.ceil(1000 / requestsPerSecond), intervalCap: 1 }
    : { interval: 1000, intervalCap: Math.floor(requestsPerSecond) };
