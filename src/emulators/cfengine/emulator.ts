import type { EmulatorAnswer } from '../answer.ts';
import { type Emulator, startEmulator } from '../emulator.ts';
import type { VendorOptions } from '../options.ts';
import { createRateLimit } from '../rate-limit.ts';
import type { Routes } from '../routes.ts';
import { Refusal, refusalAnswer } from './answers.ts';
import { type CfengineCredential, cfengineCredential, forAdministrators, logIn } from './callers.ts';
import type { Hub } from './hub.ts';
import { permissionRoutes } from './permissions.ts';
import { roleRoutes } from './roles.ts';
import { seedCfengine } from './seed.ts';
import type { CfengineState } from './state.ts';
import { statusRoutes } from './status.ts';
import { type CfengineSwitches, defaultCfengineSwitches } from './switches.ts';
import { unlockRoutes, userRoutes } from './users.ts';

/** Mission Portal's API for users, roles and web permissions. `url` is the origin: routes begin `/api`. */
export type CfengineEmulator = Emulator & {
  /** The truth. Edit it to act behind a client's back. */
  readonly state: CfengineState;
  readonly switches: CfengineSwitches;
};

export type CfengineOptions = VendorOptions<CfengineSwitches, CfengineCredential> & {
  /** Whether the seed has an internal `calvin` beside the external one; false when not given. */
  readonly twins?: boolean | undefined;
};

export const startCfengine = async (options: CfengineOptions = {}): Promise<CfengineEmulator> => {
  const { people = [], credential = cfengineCredential, twins = false } = options;
  const state = seedCfengine({ people, credential, twins });
  const switches = { ...defaultCfengineSwitches, ...options.switches };
  const hub: Hub = { state, switches };
  const isWithinRate = createRateLimit(options.requestsPerSecond ?? Number.POSITIVE_INFINITY);

  const orRefusal = <T>(attempt: () => T): T | EmulatorAnswer => {
    try {
      return attempt();
    } catch (error) {
      if (error instanceof Refusal) return refusalAnswer(error, switches.errorFormat);
      throw error;
    }
  };

  const routes: Routes = {
    ...statusRoutes(hub),
    ...unlockRoutes(hub),
    ...forAdministrators(hub, { ...userRoutes(hub), ...roleRoutes(hub), ...permissionRoutes(hub) }),
  };
  const emulator = await startEmulator({
    port: options.port,
    requestIdHeader: () => switches.requestIdHeader,
    guard: (request) =>
      orRefusal(() => {
        if (Buffer.byteLength(request.target) > switches.maximumTargetBytes)
          throw new Refusal(414, "The requested URL's length exceeds the capacity limit for this server.");
        if (!isWithinRate()) throw new Refusal(429, 'Too many requests.');
        logIn(hub, request.headers);
        return null;
      }),
    routes: Object.fromEntries(
      Object.entries(routes).map(([key, respond]) => [key, (request) => orRefusal(() => respond(request))]),
    ),
    unrouted: (_, allowed) =>
      orRefusal(() => {
        if (allowed.length === 0) throw new Refusal(404, 'The requested resource was not found.');
        throw new Refusal(405, 'The method is not allowed here.', { allow: allowed.join(', ') });
      }),
  });
  return { ...emulator, state, switches };
};
