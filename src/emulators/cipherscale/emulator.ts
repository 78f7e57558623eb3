import { type Emulator, startEmulator } from '../emulator.ts';
import type { VendorOptions } from '../options.ts';
import { createRateLimit } from '../rate-limit.ts';
import type { Routes } from '../routes.ts';
import { kongError } from './answers.ts';
import { cipherscaleApiKey, refuseStranger } from './callers.ts';
import { groupRoutes } from './groups.ts';
import { roleRoutes } from './roles.ts';
import { seedCipherscale } from './seed.ts';
import type { CipherscaleState } from './state.ts';
import { type CipherscaleSwitches, defaultCipherscaleSwitches } from './switches.ts';
import { createTenant } from './tenant.ts';
import { userRoutes } from './users.ts';

/** A CipherScale tenant: a NestJS application behind Kong, whose key says which tenant is meant. */
export type CipherscaleEmulator = Emulator & {
  /** The truth. Edit it to act behind a client's back. */
  readonly state: CipherscaleState;
  readonly switches: CipherscaleSwitches;
};

export type CipherscaleOptions = VendorOptions<CipherscaleSwitches>;

export const startCipherscale = async (options: CipherscaleOptions = {}): Promise<CipherscaleEmulator> => {
  const { people = [], credential = cipherscaleApiKey } = options;
  const state = seedCipherscale({ people });
  const switches = { ...defaultCipherscaleSwitches, ...options.switches };
  const tenant = createTenant(state, switches);
  const isWithinRate = createRateLimit(options.requestsPerSecond ?? Number.POSITIVE_INFINITY);

  const emulator = await startEmulator({
    port: options.port,
    requestIdHeader: () => switches.requestIdHeader,
    basePath,
    guard: (request) => {
      if (!request.path.startsWith(`${basePath}/`))
        return kongError(404, 'no Route matched with those values');
      const refusal = refuseStranger(switches, request, credential);
      if (refusal !== null) return refusal;
      return isWithinRate() ? null : kongError(429, 'API rate limit exceeded', { 'retry-after': '1' });
    },
    routes: below(basePath, { ...userRoutes(tenant), ...roleRoutes(tenant), ...groupRoutes(tenant) }),
    unrouted: ({ method, path }) => ({
      status: 404,
      json: {
        message: `Cannot ${method} ${path.slice(basePath.length)}`,
        error: 'Not Found',
        statusCode: 404,
      },
    }),
  });
  return { ...emulator, state, switches };
};

/** The stage; the docs know no other. */
const basePath = '/qa';

const below = (base: string, routes: Routes): Routes =>
  Object.fromEntries(Object.entries(routes).map(([key, answer]) => [key.replace(' ', ` ${base}`), answer]));
