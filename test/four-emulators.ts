import { cdataSyncToken } from '../src/emulators/cdata-sync/callers.ts';
import { type CdataSyncEmulator, startCdataSync } from '../src/emulators/cdata-sync/emulator.ts';
import { cfengineCredential } from '../src/emulators/cfengine/callers.ts';
import { type CfengineEmulator, startCfengine } from '../src/emulators/cfengine/emulator.ts';
import { cipherscaleApiKey } from '../src/emulators/cipherscale/callers.ts';
import { type CipherscaleEmulator, startCipherscale } from '../src/emulators/cipherscale/emulator.ts';
import { iotCentralToken } from '../src/emulators/iot-central/callers.ts';
import { type IotCentralEmulator, startIotCentral } from '../src/emulators/iot-central/emulator.ts';
import { inventPeople } from '../src/emulators/population.ts';

export const backendIds = ['iot', 'etl', 'hub', 'vpn'] as const;
export type BackendId = (typeof backendIds)[number];

/** One of each kind, with the same people for the same seed. `await using` ends them. */
export type Emulators = {
  readonly iot: IotCentralEmulator;
  readonly etl: CdataSyncEmulator;
  readonly hub: CfengineEmulator;
  readonly vpn: CipherscaleEmulator;
  [Symbol.asyncDispose](): Promise<void>;
};

export const startEmulators = async (population: {
  readonly seed: number;
  readonly size: number;
}): Promise<Emulators> => {
  const people = inventPeople(population);
  const [iot, etl, hub, vpn] = await Promise.all([
    startIotCentral({ people, requestsPerSecond: Number.POSITIVE_INFINITY }),
    startCdataSync({ people }),
    startCfengine({ people }),
    startCipherscale({ people }),
  ]);
  return {
    iot,
    etl,
    hub,
    vpn,
    [Symbol.asyncDispose]: async () => {
      await Promise.all([iot, etl, hub, vpn].map((emulator) => emulator.close()));
    },
  };
};

/** YAML: the backends, whose credentials are in `environment`, each with these flow pairs besides. */
export const backendsOver = (
  emulators: Pick<Emulators, BackendId>,
  pairsFor: (id: BackendId) => string,
): string => {
  const backend = (id: BackendId, kind: string, auth: string): string =>
    `  - { id: ${id}, kind: ${kind}, baseUrl: "${emulators[id].url}", allowPlainHttp: true, requestsPerSecond: 100000, auth: ${auth}, ${pairsFor(id)} }`;
  return [
    'backends:',
    backend('iot', 'iot-central', '{ token: { env: IOT } }'),
    backend('etl', 'cdata-sync', '{ authtoken: { env: ETL } }'),
    backend('hub', 'cfengine', `{ username: ${cfengineCredential.username}, password: { env: HUB } }`),
    backend('vpn', 'cipherscale', '{ apikey: { env: VPN } }'),
  ].join('\n');
};

export const environment: Readonly<Record<string, string>> = {
  IOT: iotCentralToken,
  ETL: cdataSyncToken,
  HUB: cfengineCredential.password,
  VPN: cipherscaleApiKey,
};
