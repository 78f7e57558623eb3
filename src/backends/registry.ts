import type { BackendConfig, EntraConfig } from '../config/config.ts';
import type { Health } from '../domain/health.ts';
import {
  type Credentials,
  createHttpClient,
  type HttpClient,
  type HttpClientOptions,
} from '../http/client.ts';
import type { ReadVendorCode } from '../http/status.ts';
import type { Backend } from './backend.ts';
import { createCdataSyncBackend } from './cdata-sync/adapter.ts';
import { authtokenCredentials } from './cdata-sync/credentials.ts';
import { readCdataSyncErrorCode } from './cdata-sync/error-code.ts';
import { cdataSyncDefaults } from './cdata-sync/role-map.ts';
import { createCfengineBackend } from './cfengine/adapter.ts';
import { basicCredentials } from './cfengine/credentials.ts';
import { cfengineDefaults } from './cfengine/role-map.ts';
import { createCipherscaleBackend } from './cipherscale/adapter.ts';
import { apikeyCredentials } from './cipherscale/credentials.ts';
import { cipherscaleDefaults } from './cipherscale/role-map.ts';
import type { KindDefaults } from './configured-backend.ts';
import { createIotCentralBackend } from './iot-central/adapter.ts';
import { entraCredentials, sharedAccessCredentials, tokenIdsIn } from './iot-central/credentials.ts';
import { readIotCentralErrorCode } from './iot-central/error-code.ts';
import { iotCentralDefaults } from './iot-central/role-map.ts';

/** The only place that knows which kinds there are. */
export const kindDefaults: Readonly<Record<BackendConfig['kind'], KindDefaults>> = {
  'iot-central': iotCentralDefaults,
  'cdata-sync': cdataSyncDefaults,
  cfengine: cfengineDefaults,
  cipherscale: cipherscaleDefaults,
};

/** Speaks to the backend as configured. */
export const createBackend = (config: BackendConfig, surroundings: BackendSurroundings): Backend => {
  const { id, baseUrl } = config;
  const speak: Speak = (credentials, readVendorCode) =>
    createHttpClient({ ...politeness(config), ...surroundings, baseUrl, credentials, readVendorCode });

  switch (config.kind) {
    case 'iot-central':
      return 'token' in config.auth
        ? createIotCentralBackend({
            id,
            http: speak(sharedAccessCredentials(config.auth.token), readIotCentralErrorCode),
          })
        : createEntraBackend(config, config.auth.entra, surroundings, speak);
    case 'cdata-sync':
      return createCdataSyncBackend({
        id,
        http: speak(authtokenCredentials(config.auth.authtoken), readCdataSyncErrorCode),
      });
    case 'cfengine':
      return createCfengineBackend({
        id,
        http: speak(basicCredentials(config.auth.username, config.auth.password)),
      });
    case 'cipherscale':
      return createCipherscaleBackend({ id, http: speak(apikeyCredentials(config.auth.apikey)) });
  }
};

export type BackendSurroundings = Pick<HttpClientOptions, 'onHealthChange' | 'largeBodies' | 'patienceMs'> & {
  /** PEM text. */
  readonly ca: string | undefined;
};

/** A client of the backend's own origin. */
type Speak = (credentials: Credentials, readVendorCode?: ReadVendorCode) => HttpClient;

/**
 * IoT Central with tokens from Microsoft Entra. The authority is another origin: a client of its own sends it no credential of the backend, and
 * trusts the system's certificates.
 */
const createEntraBackend = (
  config: BackendConfig,
  { authority, ...client }: EntraConfig,
  { ca: _ofTheBackend, onHealthChange, ...surroundings }: BackendSurroundings,
  speak: Speak,
): Backend => {
  const http = createHttpClient({
    ...politeness(config),
    ...surroundings,
    baseUrl: authority,
    credentials: async () => ({}),
    onHealthChange: (health, before) => onHealthChange?.(asAuthority(health), before),
  });
  const credentials = entraCredentials({ http, ...client, now: Date.now });
  const backend = createIotCentralBackend({
    id: config.id,
    http: speak(credentials, readIotCentralErrorCode),
  });
  return {
    ...backend,
    // Without a token no call reaches the backend.
    health: () => {
      const health = asAuthority(http.health());
      return health.nextProbe === null ? backend.health() : health;
    },
    close: async () => {
      await Promise.all([backend.close(), http.close()]);
    },
  };
};

const asAuthority = (health: Health): Health =>
  health.reason === null ? health : { ...health, reason: `Its authority, Microsoft Entra: ${health.reason}` };

/**
 * Native ids of the account or the API token by which Rolecall itself signs in, as far as the configuration tells: to change it could lock it
 * out.
 */
export const ownIds = (config: BackendConfig): readonly string[] => {
  if (config.kind === 'cfengine') return [config.auth.username];
  return config.kind === 'iot-central' && 'token' in config.auth ? tokenIdsIn(config.auth.token) : [];
};

/** What the configuration leaves open is the kind's. */
export const politeness = (config: BackendConfig): Omit<HttpClientOptions, 'baseUrl' | 'credentials'> => {
  const defaults = kindDefaults[config.kind];
  return {
    backend: config.id,
    allowPlainHttp: config.allowPlainHttp,
    requestsPerSecond: config.requestsPerSecond ?? defaults.requestsPerSecond,
    concurrency: config.concurrency ?? defaults.concurrency,
    timeoutMs: config.timeoutMs,
    maxResponseBytes: config.maxResponseMiB * 1024 * 1024,
  };
};
