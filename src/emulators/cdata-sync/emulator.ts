import { type Emulator, startEmulator } from '../emulator.ts';
import type { Person } from '../population.ts';
import { createAnswers } from './answers.ts';
import { callerOf } from './caller.ts';
import { seedCdataSync } from './seed.ts';
import { adminRole, type CdataSyncState } from './state.ts';
import { type CdataSyncSwitches, cdataSyncDefaults } from './switches.ts';
import { userRoutes } from './users.ts';

/** CData Sync's REST API v2, as far as it is about users. */
export type CdataSyncEmulator = Emulator & {
  readonly state: CdataSyncState;
  readonly switches: CdataSyncSwitches;
};

/** The token of `APIUser`, who is an admin, unless `credential` names another. */
export const cdataSyncToken = 'cdata-sync-admin-token';

export const startCdataSync = async (
  options: {
    readonly port?: number | undefined;
    readonly people?: readonly Person[];
    readonly switches?: Partial<CdataSyncSwitches>;
    readonly credential?: string;
    /** No limit when not given: CData documents a 429 and no numbers. */
    readonly requestsPerSecond?: number;
  } = {},
): Promise<CdataSyncEmulator> => {
  const state = seedCdataSync(options.people ?? [], options.credential ?? cdataSyncToken);
  const switches = { ...cdataSyncDefaults, ...options.switches };
  const answers = createAnswers(state, switches);
  const hasRoom = createWindow(options.requestsPerSecond ?? Number.POSITIVE_INFINITY);

  const emulator = await startEmulator({
    port: options.port,
    guard: ({ headers }) => {
      const { retryAfter, nonAdminStatus } = switches;
      const pause = retryAfter === null ? {} : { 'retry-after': retryAfter };
      if (!hasRoom()) return answers.refusal(429, 'Too many requests.', pause);
      const caller = callerOf(headers, state);
      if (caller === null) return answers.refusal(401, 'The request is not authenticated.');
      return caller.roles.includes(adminRole) ? null : answers.refusal(nonAdminStatus, 'Access denied.');
    },
    routes: userRoutes(state, switches, answers),
    unrouted: (_, allowed) =>
      allowed.length === 0
        ? answers.refusal(404, 'No such resource.')
        : answers.refusal(405, 'The method is not allowed here.', { allow: allowed.join(', ') }),
  });
  return { ...emulator, state, switches };
};

/** Says whether one more request fits into the last second, and counts it if so. */
const createWindow = (perSecond: number): (() => boolean) => {
  const admittedAt: number[] = [];
  return () => {
    const now = performance.now();
    while ((admittedAt[0] ?? now) <= now - 1000) admittedAt.shift();
    if (admittedAt.length >= perSecond) return false;
    admittedAt.push(now);
    return true;
  };
};
