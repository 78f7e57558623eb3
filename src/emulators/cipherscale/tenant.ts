import { uuidFor } from '../population.ts';
import type { CipherscaleState } from './state.ts';
import type { CipherscaleSwitches } from './switches.ts';

/** What every route needs: the records, the switches, and where new ids and dates come from. */
export type Tenant = {
  readonly state: CipherscaleState;
  readonly switches: CipherscaleSwitches;
  newId(): string;
  now(): string;
};

export const createTenant = (state: CipherscaleState, switches: CipherscaleSwitches): Tenant => ({
  state,
  switches,
  newId: createIds(),
  now: () => new Date().toISOString(),
});

/** The same ids from one start to the next. */
const createIds = (): (() => string) => {
  let made = 0;
  return () => {
    made += 1;
    return uuidFor(`cipherscale:made:${made}`);
  };
};
