import { type Emulator, startEmulator } from '../emulator.ts';
import type { VendorOptions } from '../options.ts';
import { createRateLimit } from '../rate-limit.ts';
import { callerOf, cdataSyncToken } from './callers.ts';
import { adminRole } from './ids.ts';
import { seedCdataSync } from './seed.ts';
import { createServer } from './server.ts';
import type { CdataSyncState } from './state.ts';
import { type CdataSyncSwitches, defaultCdataSyncSwitches } from './switches.ts';
import { tokenRoutes } from './tokens.ts';
import { userRoutes } from './users.ts';

/** CData Sync's REST API v2, as far as it is about users. */
export type CdataSyncEmulator = Emulator & {
  /** The truth. Edit it to act behind a client's back. */
  readonly state: CdataSyncState;
  readonly switches: CdataSyncSwitches;
};

export type CdataSyncOptions = VendorOptions<CdataSyncSwitches>;

export const startCdataSync = async (options: CdataSyncOptions = {}): Promise<CdataSyncEmulator> => {
  const { people = [], credential = cdataSyncToken } = options;
  const state = seedCdataSync({ people, credential });
  const switches = { ...defaultCdataSyncSwitches, ...options.switches };
  const server = createServer(state, switches);
  const { answers } = server;
  const isWithinRate = createRateLimit(options.requestsPerSecond ?? Number.POSITIVE_INFINITY);

  const emulator = await startEmulator({
    port: options.port,
    requestIdHeader: () => switches.requestIdHeader,
    guard: ({ headers }) => {
      const { retryAfter, nonAdminStatus } = switches;
      const pause = retryAfter === null ? {} : { 'retry-after': retryAfter };
      if (!isWithinRate()) return answers.refusal(429, 'Too many requests.', pause);
      const caller = callerOf(state, headers);
      if (caller === null) return answers.refusal(401, 'The request is not authenticated.');
      return caller.roles.includes(adminRole) ? null : answers.refusal(nonAdminStatus, 'Access denied.');
    },
    routes: { ...tokenRoutes(server), ...userRoutes(server) },
    unrouted: (_, allowed) =>
      allowed.length === 0
        ? answers.refusal(404, 'No such resource.')
        : answers.refusal(405, 'The method is not allowed here.', { allow: allowed.join(', ') }),
  });
  return { ...emulator, state, switches };
};
