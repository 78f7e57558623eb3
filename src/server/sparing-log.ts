import type { Logger } from 'pino';
import { createForgetfulMap } from './forgetful-map.ts';

/** A log for what callers can make happen as often as they like. */
export type SparingLog = {
  /**
   * One line for each such sentence and matter in ten seconds, with how many requests there were since the one before. `details` are asked for
   * where a line is written, which the answer tells.
   */
  warn(sentence: string, matter: object, details?: () => object): boolean;
};

export const createSparingLog = (deps: {
  /** Milliseconds from any fixed time. */
  readonly now: () => number;
  readonly log: Pick<Logger, 'warn'>;
}): SparingLog => {
  const { now, log } = deps;
  const lines = createForgetfulMap<Line>(({ at }) => now() - at >= quietMs);
  return {
    warn: (sentence, matter, details = () => ({})) => {
      const key = JSON.stringify([sentence, matter]);
      const line = lines.get(key);
      if (line !== undefined && now() - line.at < quietMs) {
        line.untold += 1;
        return false;
      }
      lines.set(key, { at: now(), untold: 0 });
      log.warn({ ...matter, ...details(), requests: (line?.untold ?? 0) + 1 }, sentence);
      return true;
    },
  };
};

const quietMs = 10_000;

type Line = { readonly at: number; untold: number };
