import type { Person } from './population.ts';

/** What the emulator of every vendor can be started with. */
export type VendorOptions<Switches, Credential = string> = {
  /** 0 and not given choose a free one. */
  readonly port?: number | undefined;
  /** Shown beside the published examples; none when not given. */
  readonly people?: readonly Person[] | undefined;
  /** What differs from the defaults. */
  readonly switches?: Partial<Switches> | undefined;
  /** An administrator's, in place of the one that `callers.ts` exports. */
  readonly credential?: Credential | undefined;
  /** Of all callers together. Not given, it is what the vendor documents; none where it documents none. */
  readonly requestsPerSecond?: number | undefined;
};
