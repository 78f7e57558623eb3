import { startCdataSync } from '../../src/emulators/cdata-sync/emulator.ts';
import { startCfengine } from '../../src/emulators/cfengine/emulator.ts';
import { startCipherscale } from '../../src/emulators/cipherscale/emulator.ts';
import type { Emulator } from '../../src/emulators/emulator.ts';
import { startEntra } from '../../src/emulators/entra.ts';
import { type IotCentralEmulator, startIotCentral } from '../../src/emulators/iot-central/emulator.ts';
import { fill } from './accounts.ts';
import { type StoryBackend, storyBackends } from './backends.ts';
import type { NamedSecret } from './find.ts';

/** A backend with the emulators behind it. */
export type StartedBackend = {
  readonly backend: StoryBackend;
  readonly emulators: readonly Emulator[];
  /** Of them the one that the fault befalls. */
  readonly faulty: Emulator;
  /** YAML pairs, around the value that the credential has there. */
  readonly config: (credential: string) => string;
  /** What Rolecall is configured with. Of a SharedAccessSignature only the canary in it is secret. */
  readonly credential: string;
  /** Secrets that the emulators have made so far. */
  issued(): readonly NamedSecret[];
};

export const startBackends = (): Promise<readonly StartedBackend[]> =>
  Promise.all(storyBackends.map(startBackend));

export const closeBackends = async (backends: readonly StartedBackend[]): Promise<void> => {
  await Promise.all(backends.flatMap(({ emulators }) => emulators.map((emulator) => emulator.close())));
};

const startBackend = async (backend: StoryBackend): Promise<StartedBackend> => {
  const { secret } = backend.credential;
  const behind = (
    emulator: Emulator,
    config: StartedBackend['config'],
    more: Partial<StartedBackend> = {},
  ): StartedBackend => ({
    backend,
    credential: secret,
    emulators: [emulator],
    faulty: emulator,
    config,
    issued: () => [],
    ...more,
  });

  switch (backend.kind) {
    case 'iot': {
      const credential = `SharedAccessSignature sr=story&sig=${encodeURIComponent(secret)}&skn=rolecall&se=4070908800000`;
      const iot = await startIotCentral({ credential, requestsPerSecond });
      fill.iot(iot);
      return behind(iot, (token) => `kind: iot-central, baseUrl: "${iot.url}", auth: { token: ${token} }`, {
        credential,
        issued: () => issuedBy(backend, iot),
      });
    }
    case 'dir': {
      // The first reading of the whole backend gets a token, and the fault is to meet whoever asks for another.
      const switches = backend.fault === null ? {} : { lifetimeSeconds: 2 };
      const entra = await startEntra({ client: { clientSecret: secret }, switches });
      const iot = await startIotCentral({ entra, requestsPerSecond });
      fill.iot(iot);
      const { tenantId, clientId } = entra.client;
      const client = `authority: "${entra.url}", tenantId: "${tenantId}", clientId: "${clientId}"`;
      return behind(
        entra,
        (clientSecret) =>
          `kind: iot-central, baseUrl: "${iot.url}", auth: { entra: { ${client}, clientSecret: ${clientSecret} } }`,
        {
          emulators: [entra, iot],
          issued: () => [
            ...issuedBy(backend, iot),
            ...entra.issued.map(({ token }) => ({ name: `access token of ${backend.id}`, secret: token })),
          ],
        },
      );
    }
    case 'etl': {
      const etl = await startCdataSync({ credential: secret });
      fill.etl(etl);
      return behind(etl, (token) => `kind: cdata-sync, baseUrl: "${etl.url}", auth: { authtoken: ${token} }`);
    }
    case 'hub': {
      const hub = await startCfengine({ credential: { username: 'rolecall', password: secret } });
      fill.hub(hub);
      return behind(
        hub,
        (password) =>
          `kind: cfengine, baseUrl: "${hub.url}", auth: { username: rolecall, password: ${password} }`,
      );
    }
    case 'vpn': {
      const vpn = await startCipherscale({ credential: secret });
      fill.vpn(vpn);
      return behind(vpn, (key) => `kind: cipherscale, baseUrl: "${vpn.url}", auth: { apikey: ${key} }`);
    }
  }
};

const requestsPerSecond = Number.POSITIVE_INFINITY;

/** What proves its bearer is the signature of a token; the rest may be told. */
const issuedBy = ({ id }: StoryBackend, { state }: IotCentralEmulator): readonly NamedSecret[] => {
  const signature = /&sig=([^&]+)/.exec(state.apiTokens.get('issued')?.token ?? '')?.[1];
  return signature === undefined
    ? []
    : [{ name: `API token of ${id}`, secret: decodeURIComponent(signature) }];
};
