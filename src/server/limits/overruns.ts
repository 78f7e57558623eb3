import type { Logger } from 'pino';
import { createForgetfulMap } from './forgetful-map.ts';

/** A request that was one too many. */
export type Overrun = {
  readonly limit: string;
  readonly caller: string;
  /** Of the limit. */
  readonly value: number;
  /** `false` where the limit only warns. */
  readonly isRefused: boolean;
};

/** Tells of overruns in the log: one line for each limit and caller in ten seconds, with how many there were since the one before. */
export const createOverruns = (deps: {
  readonly now: () => number;
  readonly log: Pick<Logger, 'warn'>;
}): { tell(overrun: Overrun): void } => {
  const { now, log } = deps;
  const lines = createForgetfulMap<Line>(({ at }) => now() - at >= quietMs);
  return {
    tell: ({ limit, caller, value, isRefused }) => {
      const key = JSON.stringify([limit, caller, isRefused]);
      const line = lines.get(key);
      if (line !== undefined && now() - line.at < quietMs) {
        line.untold += 1;
        return;
      }
      lines.set(key, { at: now(), untold: 0 });
      log.warn(
        { limit, caller, value, requests: (line?.untold ?? 0) + 1 },
        isRefused ? 'requests over a limit were refused' : 'requests over a limit were let in',
      );
    },
  };
};

const quietMs = 10_000;

type Line = { readonly at: number; untold: number };
