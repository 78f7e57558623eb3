import { type Emulator, type EmulatorAnswer, type Routes, startEmulator } from '../emulator.ts';
import type { Person } from '../population.ts';
import { whole } from './answers.ts';
import { type CfengineCredential, callerOf, cfengineCredential, forAdministrators, logIn } from './login.ts';
import { Refusal, refusalAnswer } from './refusal.ts';
import { roleRoutes } from './roles.ts';
import { seedState } from './seed.ts';
import type { CfengineHub, CfengineState } from './state.ts';
import { type CfengineSwitches, cfengineDefaults } from './switches.ts';
import { unlockRoutes, userRoutes } from './users.ts';
import { permissionRoutes, permissionsOf } from './web-rbac.ts';

/** Mission Portal's API for users, roles and web permissions. `url` is the origin: routes begin `/api`. */
export type CfengineEmulator = Emulator & {
  /** The true tables. Edit them to act behind a client's back. */
  readonly state: CfengineState;
  readonly switches: CfengineSwitches;
};

export const startCfengine = async (
  options: {
    readonly port?: number | undefined;
    readonly people?: readonly Person[];
    readonly switches?: Partial<CfengineSwitches>;
    /** An internal administrator; `cfengineCredential` when not given. */
    readonly credential?: CfengineCredential;
    /** Seeds an internal `calvin` beside the external one. */
    readonly twins?: boolean;
    /** None is published, and none is kept when not given. */
    readonly requestsPerSecond?: number;
  } = {},
): Promise<CfengineEmulator> => {
  const { people = [], credential = cfengineCredential, twins = false, requestsPerSecond } = options;
  const switches: CfengineSwitches = { ...cfengineDefaults, ...options.switches };
  const hub: CfengineHub = { state: seedState({ people, credential, twins }), switches };
  const isTooMany = requestsPerSecond === undefined ? () => false : createRateLimit(requestsPerSecond);

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
    guard: (request) =>
      orRefusal(() => {
        if (Buffer.byteLength(request.target) > switches.maximumTargetBytes)
          throw new Refusal(414, "The requested URL's length exceeds the capacity limit for this server.");
        if (isTooMany()) throw new Refusal(429, 'Too many requests.');
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
  return { ...emulator, state: hub.state, switches };
};

/** What any account may ask: about the hub, and about itself. */
const statusRoutes = (hub: CfengineHub): Routes => ({
  'GET /api': ({ headers }) => whole([{ ...publishedStatus, userId: callerOf(hub, headers).id }]),
  // The manual asks `/api/` and follows redirects.
  'GET /api/': () => ({ status: 301, headers: { location: '/api' } }),
  'GET /api/rbac/user-permissions': ({ headers }) => ({
    status: 200,
    json: permissionsOf(hub.state, callerOf(hub, headers)),
  }),
});

const publishedStatus = {
  apiName: 'CFEngine Enterprise API',
  apiVersion: 'v1',
  enterpriseVersion: '3.6.4',
  uiVersion: 'ed2766c',
  coreVersion: '3.6.5',
  authenticated: 'internal',
  license: {
    expires: '2222-12-25 00:00:00+00',
    owner: 'FREE ENTERPRISE - http://cfengine.com/terms for terms',
    licenseType: 'Enterprise Free',
    granted: 25,
  },
};

/** Counts a request in; true where the second that ends with it holds more than `perSecond`. */
const createRateLimit = (perSecond: number): (() => boolean) => {
  let recent: readonly number[] = [];
  return () => {
    const now = Date.now();
    recent = [...recent.filter((at) => at > now - 1000), now];
    return recent.length > perSecond;
  };
};
