import { cdataSyncToken, startCdataSync } from '../emulators/cdata-sync.ts';
import { startCfengine } from '../emulators/cfengine.ts';
import { cfengineCredential } from '../emulators/cfengine-login.ts';
import { cipherscaleApiKey, startCipherscale } from '../emulators/cipherscale.ts';
import type { Emulator } from '../emulators/emulator.ts';
import { iotCentralToken, startIotCentral } from '../emulators/iot-central.ts';
import { inventPeople } from '../emulators/population.ts';

/** The four emulators, in the order of `environment`. */
export type Emulators = {
  readonly iotCentral: Emulator;
  readonly cdataSync: Emulator;
  readonly cfengine: Emulator;
  readonly cipherscale: Emulator;
  close(): Promise<void>;
};

/** Starts the four on loopback, with the same invented people in several of them. `port` is of the first; not given takes free ones. */
export const startAll = async (options: {
  readonly people: number;
  readonly seed: number;
  readonly port?: number | undefined;
}): Promise<Emulators> => {
  const people = inventPeople({ seed: options.seed, size: options.people });
  const portAt = (place: number) => (options.port === undefined ? undefined : options.port + place);
  const [iotCentral, cdataSync, cfengine, cipherscale] = await Promise.all([
    startIotCentral({ people, port: portAt(0) }),
    startCdataSync({ people, port: portAt(1) }),
    startCfengine({ people, port: portAt(2) }),
    startCipherscale({ people, port: portAt(3) }),
  ]);
  const close = async () => {
    await Promise.all([iotCentral, cdataSync, cfengine, cipherscale].map((emulator) => emulator.close()));
  };
  return { iotCentral, cdataSync, cfengine, cipherscale, close };
};

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
export const startEmulators = async (options: {
  readonly people: string;
  readonly seed: string;
  readonly port: string;
}): Promise<void> => {
  const emulators = await startAll({
    people: Number(options.people),
    seed: Number(options.seed),
    port: Number(options.port),
  });
  const exports = Object.entries(environment).map(([name, value]) => `# export ${name}='${value}'\n`);
  process.stdout.write(
    `# Four emulators run. Their credentials, which open nothing else:\n${exports.join('')}${configOver(emulators)}`,
  );
  for (const signal of ['SIGINT', 'SIGTERM'] as const)
    process.once(signal, () => {
      void emulators.close();
    });
};
