import {
  type Emulator,
  type EmulatorAnswer,
  type EmulatorRequest,
  type Routes,
  startEmulator,
} from '../emulator.ts';
import { type Person, uuidFor } from '../population.ts';
import { kongError } from './answers.ts';
import { groupRoutes } from './groups.ts';
import { roleRoutes } from './roles.ts';
import { seedCipherscale } from './seed.ts';
import type { CipherscaleState, Tenant } from './state.ts';
import { type CipherscaleSwitches, cipherscaleDefaults } from './switches.ts';
import { userRoutes } from './users.ts';

export type CipherscaleEmulator = Emulator & {
  /** The records as they are, for edits behind a client's back and for comparing with the truth. */
  readonly state: CipherscaleState;
  readonly switches: CipherscaleSwitches;
};

/** The key that is accepted where no other is given. */
export const cipherscaleApiKey = 'cipherscale-demo-key';

/** A CipherScale tenant: a NestJS application behind Kong, whose key says which tenant is meant. */
export const startCipherscale = async (
  options: {
    readonly port?: number | undefined;
    /** Shown beside the published examples; none when not given. */
    readonly people?: readonly Person[];
    readonly switches?: Partial<CipherscaleSwitches>;
    /** The value of the `apikey` header; `cipherscaleApiKey` when not given. */
    readonly credential?: string;
    /** Unlimited when not given: the docs name no limit. */
    readonly requestsPerSecond?: number;
  } = {},
): Promise<CipherscaleEmulator> => {
  const state = seedCipherscale(options.people ?? []);
  const switches = { ...cipherscaleDefaults, ...options.switches };
  const tenant: Tenant = { state, switches, newId: createIds(), now: () => new Date().toISOString() };
  const isOverLimit = createLimit(options.requestsPerSecond ?? Number.POSITIVE_INFINITY);

  const emulator = await startEmulator({
    port: options.port,
    basePath,
    guard: (request) => {
      if (!request.path.startsWith(`${basePath}/`))
        return kongError(404, 'no Route matched with those values');
      const refusal = refusalOfKey(switches, request, options.credential ?? cipherscaleApiKey);
      if (refusal !== null) return refusal;
      return isOverLimit() ? kongError(429, 'API rate limit exceeded', { 'retry-after': '1' }) : null;
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

const refusalOfKey = (
  { unauthorized }: CipherscaleSwitches,
  { headers }: EmulatorRequest,
  expected: string,
): EmulatorAnswer | null => {
  const { apikey } = headers;
  if (apikey === expected) return null;
  if (unauthorized === 'nest') return { status: 401, json: { message: 'Unauthorized', statusCode: 401 } };
  const isMissing = apikey === undefined || apikey === '';
  return kongError(401, isMissing ? 'No API key found in request' : 'Unauthorized', {
    'www-authenticate': 'Key',
  });
};

/** The same ids from one start to the next. */
const createIds = (): (() => string) => {
  let made = 0;
  return () => {
    made += 1;
    return uuidFor(`cipherscale:made:${made}`);
  };
};

/** Kong counts in whole seconds. */
const createLimit = (requestsPerSecond: number): (() => boolean) => {
  let second = 0;
  let used = 0;
  return () => {
    const now = Math.floor(Date.now() / 1000);
    used = now === second ? used + 1 : 1;
    second = now;
    return used > requestsPerSecond;
  };
};
