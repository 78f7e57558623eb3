import type { Logger } from 'pino';
import { createSparingLog } from '../sparing-log.ts';
import type { Count } from './count.ts';
import { factorHeld, type WarnOnly } from './held-limit.ts';
import { createInFlight } from './in-flight.ts';
import { createOverruns } from './overruns.ts';
import { createRate } from './rate.ts';
import { createTurns } from './turns.ts';

/** Who comes in at the door, and when their request is carried out. */
export type Admission = {
  /** Counts a request of the caller of that name, unless it is one too many. */
  admit(caller: string): Admitted | Refused;
  /** Told of each new connection, whoever opens it. */
  connected(): void;
};

export type Admitted = {
  readonly kind: 'ADMITTED';
  /** Does the work once it is the caller's turn. Resolves to `null`, with nothing done, where whoever asked is gone by then. */
  carryOut<Done>(work: () => Promise<Done>): Promise<Done | null>;
  /** Whoever asked has the answer, or is gone. The request counts until then and until its work has ended, whichever is later. */
  leave(): void;
};

export type Refused = {
  readonly kind: 'REFUSED';
  /** Names the limit. */
  readonly message: string;
  /** Whole seconds after which a request would be let in, as far as this caller's own requests tell. */
  readonly retryAfterSeconds: number;
};

export type AdmissionLimits = WarnOnly & {
  readonly inFlight: number;
  readonly inFlightPerCaller: number;
  /** Of each caller; as many as come when not given. */
  readonly requestsPerSecond?: number | undefined;
  /** Two seconds of them when not given. */
  readonly burst?: number | undefined;
};

export const createAdmission = (deps: {
  readonly limits: AdmissionLimits;
  /** Milliseconds from any fixed time. */
  readonly now: () => number;
  readonly log: Pick<Logger, 'warn'>;
}): Admission => {
  const { limits, now, log } = deps;
  const gates = gatesOf(limits, now);
  const overruns = createOverruns(createSparingLog({ now, log }));
  const turns = createTurns();

  return {
    connected: turns.connected,
    admit: (caller) => {
      for (const { limit, told, held, refusal } of gates) {
        const overrun = told.overrunOf(caller);
        if (overrun === null) continue;
        const beyond = held.overrunOf(caller);
        overruns.tell({ limit, caller, value: told.value, isRefused: beyond !== null });
        if (beyond !== null)
          return {
            kind: 'REFUSED',
            message: refusal(held.value),
            retryAfterSeconds: Math.max(1, Math.ceil(beyond.retryAfterMs / 1000)),
          };
      }
      const counts = gates.flatMap(({ told, held }) => (told === held ? [told] : [told, held]));
      for (const count of counts) count.enter(caller);
      return createAdmitted(
        (begin) => turns.take(caller, begin),
        () => {
          for (const count of counts) count.leave(caller);
        },
      );
    },
  };
};

type Gate = {
  readonly limit: string;
  /** At the configured value. */
  readonly told: Count;
  /** The same, but for limits that only warn. */
  readonly held: Count;
  readonly refusal: (value: number) => string;
};

const gatesOf = (limits: AdmissionLimits, now: () => number): readonly Gate[] => {
  const gate = (limit: string, countAt: (factor: number) => Count, refusal: Gate['refusal']): Gate => {
    const told = countAt(1);
    const factor = factorHeld(limits, limit);
    return { limit, told, held: factor === 1 ? told : countAt(factor), refusal };
  };
  const { inFlight, inFlightPerCaller, requestsPerSecond, burst } = limits;
  const atOnce = [
    gate(
      'inFlightPerCaller',
      (factor) => createInFlight({ most: factor * inFlightPerCaller, of: (caller) => caller }),
      (most) => `expected at most ${most} requests of one caller under way at a time (inFlightPerCaller)`,
    ),
    gate(
      'inFlight',
      (factor) => createInFlight({ most: factor * inFlight, of: () => 'all' }),
      (most) => `expected at most ${most} requests under way at a time, of all callers together (inFlight)`,
    ),
  ];
  if (requestsPerSecond === undefined) return atOnce;
  const most = burst ?? Math.max(1, Math.ceil(2 * requestsPerSecond));
  return [
    ...atOnce,
    gate(
      'requestsPerSecond',
      (factor) => createRate({ perSecond: factor * requestsPerSecond, burst: factor * most, now }),
      (perSecond) => `expected at most ${perSecond} requests a second of one caller (requestsPerSecond)`,
    ),
  ];
};

const createAdmitted = (whenTurn: (begin: () => void) => void, uncount: () => void): Admitted => {
  let isGone = false;
  let isWorking = false;
  const settle = (): void => {
    if (isGone && !isWorking) uncount();
  };
  return {
    kind: 'ADMITTED',
    carryOut: async (work) => {
      isWorking = true;
      try {
        await new Promise<void>(whenTurn);
        return isGone ? null : await work();
      } finally {
        isWorking = false;
        settle();
      }
    },
    leave: () => {
      isGone = true;
      settle();
    },
  };
};
