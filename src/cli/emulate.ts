import { cdataSyncToken } from '../emulators/cdata-sync/callers.ts';
import { startCdataSync } from '../emulators/cdata-sync/emulator.ts';
import { cfengineCredential } from '../emulators/cfengine/callers.ts';
import { startCfengine } from '../emulators/cfengine/emulator.ts';
import { cipherscaleApiKey } from '../emulators/cipherscale/callers.ts';
import { startCipherscale } from '../emulators/cipherscale/emulator.ts';
import type { Emulator } from '../emulators/emulator.ts';
import { iotCentralToken } from '../emulators/iot-central/callers.ts';
import { startIotCentral } from '../emulators/iot-central/emulator.ts';
import { inventPeople } from '../emulators/population.ts';
import { closeOnSignal } from './close-on-signal.ts';

/** The four emulators, in the order of `environment`. */
export type Emulators = {
  readonly iotCentral: Emulator;
  readonly cdataSync: Emulator;
  readonly cfengine: Emulator;
  readonly cipherscale: Emulator;
  close(): Promise<void>;
};

/** Starts the four on loopback, with the same invented people in several of them. `port` is of the first, the others follow; 0 takes free ones. */
export const startAll = async (options: EmulatorOptions): Promise<Emulators> => {
  const people = inventPeople({ seed: options.seed, size: options.people });
  const started: Emulator[] = [];
  const close = async () => {
    await Promise.all(started.map((emulator) => emulator.close()));
  };
  const start = async (startOne: StartOne): Promise<Emulator> => {
    const emulator = await startOne({ people, port: options.port === 0 ? 0 : options.port + started.length });
    started.push(emulator);
    return emulator;
  };
  try {
    return {
      iotCentral: await start(startIotCentral),
      cdataSync: await start(startCdataSync),
      cfengine: await start(startCfengine),
      cipherscale: await start(startCipherscale),
      close,
    };
  } catch (error) {
    await close();
    throw error;
  }
};

export type EmulatorOptions = { readonly people: number; readonly seed: number; readonly port: number };

type StartOne = (options: {
  readonly people: ReturnType<typeof inventPeople>;
  readonly port: number;
}) => Promise<Emulator>;

/** The credentials that the emulators take, by the environment variables that `configOver` names. */
export const environment: Readonly<Record<string, string>> = {
  IOT_TOKEN: iotCentralToken,
  CDATA_TOKEN: cdataSyncToken,
  CFE_PASSWORD: cfengineCredential.password,
  CS_KEY: cipherscaleApiKey,
};

/** A configuration over the emulators, writes enabled. */
export const configOver = ({ iotCentral, cdataSync, cfengine, cipherscale }: Emulators): string => `\
store: { url: "memory:" }
backends:
  - { id: iot, kind: iot-central, displayName: Devices, baseUrl: "${iotCentral.url}", allowPlainHttp: true, writes: true, auth: { token: { env: IOT_TOKEN } } }
  - { id: etl, kind: cdata-sync, displayName: Data pipelines, baseUrl: "${cdataSync.url}", allowPlainHttp: true, writes: true, auth: { authtoken: { env: CDATA_TOKEN } } }
  - { id: hub, kind: cfengine, displayName: Servers, baseUrl: "${cfengine.url}", allowPlainHttp: true, writes: true, auth: { username: ${cfengineCredential.username}, password: { env: CFE_PASSWORD } } }
  - { id: vpn, kind: cipherscale, displayName: Network, baseUrl: "${cipherscale.url}", allowPlainHttp: true, writes: true, auth: { apikey: { env: CS_KEY } } }
exclusive: [ [viewer, operator] ]
`;

/** `rolecall emulate`: runs until SIGINT or SIGTERM. */
export const startEmulators = async (options: EmulatorOptions): Promise<void> => {
  const emulators = await startAll(options);
  const exports = Object.entries(environment).map(([name, value]) => `# export ${name}='${value}'\n`);
  closeOnSignal(emulators);
  process.stdout.write(
    `# Four emulators run. Their credentials, which open nothing else:\n${exports.join('')}${configOver(emulators)}`,
  );
};
