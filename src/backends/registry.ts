import type { BackendConfig } from '../config/config.ts';
import { type Credentials, createHttpClient, type HttpClientOptions } from '../http/client.ts';
import type { ReadVendorCode } from '../http/status.ts';
import type { Backend, KindDefaults } from './backend.ts';
import { createCdataSyncBackend } from './cdata-sync/adapter.ts';
import { authtokenCredentials } from './cdata-sync/credentials.ts';
import { cdataSyncDefaults } from './cdata-sync/role-map.ts';
import { createCfengineBackend } from './cfengine/adapter.ts';
import { basicCredentials } from './cfengine/credentials.ts';
import { cfengineDefaults } from './cfengine/role-map.ts';
import { createCipherscaleBackend } from './cipherscale/adapter.ts';
import { apikeyCredentials } from './cipherscale/credentials.ts';
import { cipherscaleDefaults } from './cipherscale/role-map.ts';
import { createIotCentralBackend } from './iot-central/adapter.ts';
import { readIotCentralCode } from './iot-central/client.ts';
import { entraCredentials, sharedAccessCredentials } from './iot-central/credentials.ts';
import { iotCentralDefaults } from './iot-central/role-map.ts';

/** The only place that knows which kinds there are. */
export const kindDefaults: Readonly<Record<BackendConfig['kind'], KindDefaults>> = {
  'iot-central': iotCentralDefaults,
  'cdata-sync': cdataSyncDefaults,
  cfengine: cfengineDefaults,
  cipherscale: cipherscaleDefaults,
};

/** Speaks to the backend as configured. `ca` is PEM text. */
export const createBackend = (config: BackendConfig, ca: string | undefined): Backend => {
  const { id } = config;
  const polite = politeness(config, ca);
  const speak = (credentials: Credentials, readVendorCode?: ReadVendorCode) =>
    createHttpClient({ ...polite, baseUrl: config.baseUrl, credentials, readVendorCode });

  switch (config.kind) {
    case 'iot-central': {
      if ('token' in config.auth)
        return createIotCentralBackend({
          id,
          http: speak(sharedAccessCredentials(config.auth.token), readIotCentralCode),
        });
      const { authority, ...client } = config.auth.entra;
      // The authority is another origin, so it gets a client of its own, which sends no credential of the backend.
      const http = createHttpClient({ ...polite, baseUrl: authority, credentials: async () => ({}) });
      return createIotCentralBackend({
        id,
        http: speak(entraCredentials({ http, ...client, now: Date.now }), readIotCentralCode),
      });
    }
    case 'cdata-sync':
      return createCdataSyncBackend({ id, http: speak(authtokenCredentials(config.auth.authtoken)) });
    case 'cfengine':
      return createCfengineBackend({
        id,
        http: speak(basicCredentials(config.auth.username, config.auth.password)),
      });
    case 'cipherscale':
      return createCipherscaleBackend({ id, http: speak(apikeyCredentials(config.auth.apikey)) });
  }
};

/** What the configuration leaves open is the kind's. */
export const politeness = (
  config: BackendConfig,
  ca: string | undefined,
): Omit<HttpClientOptions, 'baseUrl' | 'credentials'> => {
  const defaults = kindDefaults[config.kind];
  return {
    backend: config.id,
    allowPlainHttp: config.allowPlainHttp,
    ca,
    requestsPerSecond: config.requestsPerSecond ?? defaults.requestsPerSecond,
    concurrency: config.concurrency ?? defaults.concurrency,
    timeoutMs: config.timeoutMs,
    maxResponseBytes: config.maxResponseMiB * 1024 * 1024,
  };
};
