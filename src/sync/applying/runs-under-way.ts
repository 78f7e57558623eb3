import { RolecallError } from '../../domain/errors.ts';
import type { Run } from '../../domain/run.ts';

/** The runs that this process carries out at present, each by one alone. */
export type RunsUnderWay = {
  find(runId: string): RunUnderWay | null;
  /** Until it has ended. Throws IN_FLIGHT where it is under way already. */
  enter(runId: string, run: RunUnderWay): void;
  /** Resolves when all that are under way have ended, however they did. */
  ended(): Promise<void>;
};

export type RunUnderWay = {
  readonly ended: Promise<Run>;
  /** `null` where it is over in a moment anyway: a mutation that changes one thing. */
  readonly cancel: (() => void) | null;
};

export const createRunsUnderWay = (): RunsUnderWay => {
  const runs = new Map<string, RunUnderWay>();
  return {
    find: (runId) => runs.get(runId) ?? null,
    enter: (runId, run) => {
      if (runs.has(runId))
        throw new RolecallError('IN_FLIGHT', 'The run is under way already', { path: ['id'] });
      runs.set(runId, run);
      const leave = () => runs.delete(runId);
      run.ended.then(leave, leave);
    },
    ended: async () => {
      await Promise.allSettled([...runs.values()].map(({ ended }) => ended));
    },
  };
};
