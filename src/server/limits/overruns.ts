import type { SparingLog } from '../sparing-log.ts';

/** A request that was one too many. */
export type Overrun = {
  readonly limit: string;
  readonly caller: string;
  /** Of the limit. */
  readonly value: number;
  /** `false` where the limit only warns. */
  readonly isRefused: boolean;
};

/** Tells of overruns in the log. */
export const createOverruns = (log: SparingLog): { tell(overrun: Overrun): void } => ({
  tell: ({ isRefused, ...matter }) =>
    log.warn(isRefused ? 'requests over a limit were refused' : 'requests over a limit were let in', matter),
});
