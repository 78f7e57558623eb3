import { RolecallError } from '../../domain/errors.ts';

/** Lets only so many plans be made at a time, since each may hold as many changes as a plan may have. */
export type Turns = {
  /** Answers what ends the turn. Throws RATE_LIMITED where all are taken. */
  take(caller: string): () => void;
};

export const createTurns = (): Turns => {
  const callers: string[] = [];
  return {
    take: (caller) => {
      if (callers.includes(caller))
        throw new RolecallError(
          'RATE_LIMITED',
          `Another plan of ${caller} is being made: wait until it has ended`,
        );
      if (callers.length >= mostPlannings)
        throw new RolecallError(
          'RATE_LIMITED',
          `${callers.length} other plans are being made: wait until one of them has ended`,
        );
      callers.push(caller);
      return () => {
        callers.splice(callers.indexOf(caller), 1);
      };
    },
  };
};

/** Of all callers; of one there is one at a time. */
const mostPlannings = 4;
