import type { EmulatorAnswer } from '../answer.ts';
import { type Emulator, startEmulator } from '../emulator.ts';
import type { EntraEmulator } from '../entra.ts';
import type { VendorOptions } from '../options.ts';
import { createRateLimit } from '../rate-limit.ts';
import type { EmulatorRequest } from '../routes.ts';
import { apiVersion, refuse } from './answers.ts';
import { apiTokenRoutes } from './api-tokens.ts';
import { createApplication } from './application.ts';
import { iotCentralToken, refuseStranger } from './callers.ts';
import { deviceRoutes } from './devices.ts';
import { organizationRoutes } from './organizations.ts';
import { roleRoutes } from './roles.ts';
import { seedIotCentral } from './seed.ts';
import type { IotCentralState } from './state.ts';
import { defaultIotCentralSwitches, type IotCentralSwitches } from './switches.ts';
import { userRoutes } from './users.ts';

/** An Azure IoT Central application, data plane 2022-07-31. */
export type IotCentralEmulator = Emulator & {
  /** The truth. Edit it to act behind a client's back. */
  readonly state: IotCentralState;
  readonly switches: IotCentralSwitches;
};

export type IotCentralOptions = VendorOptions<IotCentralSwitches> & {
  /** Whose tokens are accepted besides. Its client becomes the user `rolecall`, a service principal and Administrator. */
  readonly entra?: EntraEmulator | undefined;
  /** Whether the seed has organizations, and whatever belongs to one; true when not given. */
  readonly organizations?: boolean | undefined;
};

export const startIotCentral = async (options: IotCentralOptions = {}): Promise<IotCentralEmulator> => {
  const switches = { ...defaultIotCentralSwitches, ...options.switches };
  const state = seedIotCentral({
    people: options.people ?? [],
    hasOrganizations: options.organizations ?? true,
    emailCase: switches.emailCase,
    credential: options.credential ?? iotCentralToken,
    principal: options.entra?.client,
  });
  const application = createApplication(state, switches, options.entra);
  const isWithinRate = createRateLimit(options.requestsPerSecond ?? documentedRequestsPerSecond);

  const emulator = await startEmulator({
    port: options.port,
    requestIdHeader: () => switches.requestIdHeader,
    guard: (request) =>
      refuseStranger(application, request) ??
      (isWithinRate() ? null : tooManyRequests(switches)) ??
      refuseVersion(request, switches),
    routes: {
      ...userRoutes(application),
      ...roleRoutes(application),
      ...organizationRoutes(application),
      ...apiTokenRoutes(application),
      ...deviceRoutes(application),
    },
    unrouted: () => refuse(404, 'The requested resource does not exist.'),
  });
  return { ...emulator, state, switches };
};

const documentedRequestsPerSecond = 20;

const tooManyRequests = ({ retryAfterSeconds }: IotCentralSwitches): EmulatorAnswer => {
  const answer = refuse(429, 'The number of requests exceeded the threshold. Please try again later.');
  return retryAfterSeconds === null
    ? answer
    : { ...answer, headers: { ...answer.headers, 'retry-after': String(retryAfterSeconds) } };
};

const refuseVersion = (
  { query }: EmulatorRequest,
  { repeatedApiVersion, apiVersionStatus }: IotCentralSwitches,
): EmulatorAnswer | null => {
  const versions = query.getAll('api-version');
  const wrong = versions.find((version) => version !== apiVersion);
  if (versions.length === 0 || wrong !== undefined) {
    return refuse(apiVersionStatus, `"${wrong}" is not a valid API version.`);
  }
  if (versions.length > 1 && repeatedApiVersion === 'refused') {
    return refuse(400, 'api-version is given more than once.');
  }
  return null;
};
