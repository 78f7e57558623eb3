import { startCdataSync } from '../../src/emulators/cdata-sync/emulator.ts';
import { startCfengine } from '../../src/emulators/cfengine/emulator.ts';
import { startCipherscale } from '../../src/emulators/cipherscale/emulator.ts';
import type { Emulator } from '../../src/emulators/emulator.ts';
import { startEntra } from '../../src/emulators/entra.ts';
import { type IotCentralEmulator, startIotCentral } from '../../src/emulators/iot-central/emulator.ts';
import { settle } from './accounts.ts';
import { cast, type Part } from './cast.ts';
import type { NamedSecret } from './find.ts';

/** A part with the emulators that play it. */
export type Player = {
  readonly part: Part;
  readonly emulators: readonly Emulator[];
  /** Of them the one that ails. */
  readonly ailing: Emulator;
  /** YAML pairs, around the value that the credential has there. */
  readonly config: (credential: string) => string;
  /** What Rolecall is configured with. Of a SharedAccessSignature only the canary in it is secret. */
  readonly credential: string;
  /** Secrets that the emulators have made so far. */
  issued(): readonly NamedSecret[];
};

export const startPlayers = (): Promise<readonly Player[]> => Promise.all(cast.map(startPlayer));

export const endPlayers = async (players: readonly Player[]): Promise<void> => {
  await Promise.all(players.flatMap(({ emulators }) => emulators.map((emulator) => emulator.close())));
};

const startPlayer = async (part: Part): Promise<Player> => {
  const { secret } = part.credential;
  const still = { part, credential: secret, issued: () => [] };
  switch (part.kind) {
    case 'iot': {
      const credential = `SharedAccessSignature sr=story&sig=${encodeURIComponent(secret)}&skn=rolecall&se=4070908800000`;
      const iot = await startIotCentral({ credential, requestsPerSecond });
      settle.iot(iot);
      return {
        part,
        credential,
        emulators: [iot],
        ailing: iot,
        config: (token) => `kind: iot-central, baseUrl: "${iot.url}", auth: { token: ${token} }`,
        issued: () => issuedBy(part, iot),
      };
    }
    case 'dir': {
      const entra = await startEntra({ client: { clientSecret: secret } });
      const iot = await startIotCentral({ entra, requestsPerSecond });
      settle.iot(iot);
      const { tenantId, clientId } = entra.client;
      const client = `authority: "${entra.url}", tenantId: "${tenantId}", clientId: "${clientId}"`;
      return {
        ...still,
        emulators: [entra, iot],
        ailing: entra,
        config: (clientSecret) =>
          `kind: iot-central, baseUrl: "${iot.url}", auth: { entra: { ${client}, clientSecret: ${clientSecret} } }`,
        issued: () => [
          ...issuedBy(part, iot),
          ...entra.issued.map(({ token }) => ({ name: `access token of ${part.id}`, secret: token })),
        ],
      };
    }
    case 'etl': {
      const etl = await startCdataSync({ credential: secret });
      settle.etl(etl);
      return {
        ...still,
        emulators: [etl],
        ailing: etl,
        config: (token) => `kind: cdata-sync, baseUrl: "${etl.url}", auth: { authtoken: ${token} }`,
      };
    }
    case 'hub': {
      const hub = await startCfengine({ credential: { username: 'rolecall', password: secret } });
      settle.hub(hub);
      return {
        ...still,
        emulators: [hub],
        ailing: hub,
        config: (password) =>
          `kind: cfengine, baseUrl: "${hub.url}", auth: { username: rolecall, password: ${password} }`,
      };
    }
    case 'vpn': {
      const vpn = await startCipherscale({ credential: secret });
      settle.vpn(vpn);
      return {
        ...still,
        emulators: [vpn],
        ailing: vpn,
        config: (key) => `kind: cipherscale, baseUrl: "${vpn.url}", auth: { apikey: ${key} }`,
      };
    }
  }
};

const requestsPerSecond = Number.POSITIVE_INFINITY;

/** What proves its bearer is the signature of a token; the rest may be told. */
const issuedBy = ({ id }: Part, { state }: IotCentralEmulator): readonly NamedSecret[] => {
  const signature = /&sig=([^&]+)/.exec(state.apiTokens.get('issued')?.token ?? '')?.[1];
  return signature === undefined
    ? []
    : [{ name: `API token of ${id}`, secret: decodeURIComponent(signature) }];
};
