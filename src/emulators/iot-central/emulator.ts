import { type Emulator, type EmulatorAnswer, type EmulatorRequest, startEmulator } from '../emulator.ts';
import type { EntraEmulator } from '../entra.ts';
import type { Person } from '../population.ts';
import { apiVersion, refuse } from './answers.ts';
import { apiTokenRoutes } from './api-tokens.ts';
import { type Application, createApplication, type IotCentralState, stateOf } from './application.ts';
import { assignmentsOfCaller } from './callers.ts';
import { deviceRoutes } from './devices.ts';
import { organizationRoutes } from './organizations.ts';
import { roleRoutes } from './roles.ts';
import { seedState } from './seed.ts';
import { defaultIotCentralSwitches, type IotCentralSwitches } from './switches.ts';
import { userRoutes } from './users.ts';

/** An Azure IoT Central application, data plane 2022-07-31. */
export type IotCentralEmulator = Emulator & {
  readonly state: IotCentralState;
  readonly switches: IotCentralSwitches;
};

export type IotCentralOptions = {
  readonly port?: number | undefined;
  readonly people?: readonly Person[] | undefined;
  readonly switches?: Partial<IotCentralSwitches> | undefined;
  /** The whole `Authorization` value of an administrator's API token; `iotCentralToken` when not given. */
  readonly credential?: string | undefined;
  /** Whose tokens are accepted besides. Its client becomes the user `rolecall`, a service principal and Administrator. */
  readonly entra?: EntraEmulator | undefined;
  /** 20 when not given; counted over all callers together. */
  readonly requestsPerSecond?: number | undefined;
  /** Whether the seed has organizations, and whatever belongs to one; true when not given. */
  readonly organizations?: boolean | undefined;
};

/** The secret of the seeded API token `rolecall`, an administrator's. Sent as it is: no `Bearer`, nothing encoded again. */
export const iotCentralToken =
  'SharedAccessSignature sr=8a061700-5f0e-4c1b-9d3a-b6f4c4c0d71c&sig=ZW11bGF0b3I%2Bb25seS8vLy8%3D&skn=rolecall&se=4070908800000';

export const startIotCentral = async (options: IotCentralOptions = {}): Promise<IotCentralEmulator> => {
  const switches = { ...defaultIotCentralSwitches, ...options.switches };
  const application = createApplication(switches, options.entra);
  seedState(stateOf(application), {
    people: options.people ?? [],
    hasOrganizations: options.organizations ?? true,
    emailCase: switches.emailCase,
    credential: options.credential ?? iotCentralToken,
    principal: options.entra?.client,
  });

  const isWithinRate = createRateLimit(options.requestsPerSecond ?? 20);
  const emulator = await startEmulator({
    port: options.port,
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
  return { ...emulator, state: stateOf(application), switches };
};

const refuseStranger = (application: Application, request: EmulatorRequest): EmulatorAnswer | null => {
  const assignments = assignmentsOfCaller(application, request);
  if (assignments === null) return refuse(401, 'The authorization token could not be validated.');
  return assignments.length === 0 ? refuse(403, 'You do not have sufficient privileges.') : null;
};

/** A sliding window: true for as many calls in any one second, and a call that was too many does not count. */
const createRateLimit = (requestsPerSecond: number): (() => boolean) => {
  const served: number[] = [];
  return () => {
    const now = performance.now();
    while ((served[0] ?? now) <= now - 1000) served.shift();
    if (served.length >= requestsPerSecond) return false;
    served.push(now);
    return true;
  };
};

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
