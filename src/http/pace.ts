import PQueue from 'p-queue';
import { BackendError } from '../domain/errors.ts';
import type { AwaitedCall } from './call.ts';
import { createWindow, longestBackgroundWaitMs } from './window.ts';

/** Lets a backend's requests go no faster, and no more of them at once, than was agreed. */
export type Pace = {
  /**
   * Runs `task` when its turn comes: first come, first served among the interactive, and then the background, which counts as interactive once
   * it has waited for two seconds. A signal that aborts first ends the wait.
   */
  run<T>(call: PacedCall, task: () => Promise<T>): Promise<T>;
  /** Lets nothing start for that long. A shorter hold does not end a longer one. */
  hold(ms: number): void;
  /** How long a hold has still to last; 0 where there is none. */
  heldMs(): number;
  /** Ends everything that waits, each with an error of its own. */
  giveUp(toError: (call: PacedCall) => BackendError): void;
};

export type PacedCall = Pick<AwaitedCall, 'operation' | 'signal' | 'priority'>;

export const createPace = (options: {
  readonly backend: string;
  readonly requestsPerSecond: number;
  readonly concurrency: number;
}): Pace => {
  const { backend } = options;
  // Not its own rate, which counts departures: see `window.ts`.
  const lanes = new PQueue({ concurrency: options.concurrency });
  const window = createWindow(windowOf(options.requestsPerSecond));
  let toError = (call: PacedCall): BackendError => outOfTime(backend, call);
  let turns = 0;

  const promoteInTime = (id: string): NodeJS.Timeout =>
    setTimeout(() => lanes.setPriority(id, priorities.INTERACTIVE), longestBackgroundWaitMs);

  return {
    run: async (call, task) => {
      const { signal, priority = 'INTERACTIVE' } = call;
      const id = String(turns++);
      const promotion = priority === 'BACKGROUND' ? promoteInTime(id) : undefined;
      const started: { task: ReturnType<typeof task> | null } = { task: null };
      try {
        return await lanes.add(
          async () => {
            clearTimeout(promotion);
            const turn = window.enter(call);
            if (turn !== null) await turn;
            started.task = task();
            return started.task.finally(window.free);
          },
          { id, signal, priority: priorities[priority] },
        );
      } catch (cause) {
        // The queue gives a running task up on its own as soon as the signal aborts; how the task ends is the task's to say.
        if (started.task !== null) return started.task;
        throw signal?.aborted ? outOfTime(backend, call, cause) : toError(call);
      } finally {
        clearTimeout(promotion);
      }
    },
    hold: window.hold,
    heldMs: window.heldMs,
    giveUp: (toOwnError) => {
      toError = toOwnError;
      // It rejects what waits, and the catch above tells each why.
      lanes.clear();
      window.giveUp(new Error('given up'));
    },
  };
};

const outOfTime = (backend: string, { operation }: PacedCall, cause?: unknown): BackendError =>
  new BackendError(
    'UPSTREAM_TIMEOUT',
    `${operation} had not got its turn at backend ${backend} when the request's time was up`,
    { backend, operation, cause, wasSent: false },
  );

const priorities = { INTERACTIVE: 1, BACKGROUND: 0 } as const;

/** Only whole requests start: 2.5 in a second are 2 in a second, and 0.5 are one in two seconds. */
const windowOf = (requestsPerSecond: number): { readonly places: number; readonly windowMs: number } =>
  requestsPerSecond < 1
    ? { places: 1, windowMs: Math.ceil(1000 / requestsPerSecond) }
    : { places: Math.floor(requestsPerSecond), windowMs: 1000 };
