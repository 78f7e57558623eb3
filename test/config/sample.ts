import { kindDefaults } from '../../src/backends/registry.ts';
import type { Config } from '../../src/config/config.ts';
import { ConfigError, parseConfig } from '../../src/config/load.ts';

export const environment: Readonly<Record<string, string>> = {
  OPS: 'ops-token-canary',
  HELP: 'help-token-canary',
  IOT: 'iot canary sr=1&sig=2',
  ETL: 'etl-canary',
  HUB: 'hub canary with "quotes" and \\',
  VPN: 'vpn-canary',
  EMPTY: '',
  SPACED: 'two words',
  LONG: 'l'.repeat(8193),
};

export const files: Readonly<Record<string, string>> = {
  'documents.json': '{"abc":"{ caller { name } }"}',
  '/run/ops': 'ops-file-canary\n',
  '/run/windows': 'windows-canary\r\n',
  '/run/lines': 'first\nsecond\n\n',
  '/run/blank': '\n',
  '/run/ca.pem': '-----BEGIN CERTIFICATE-----\nMII\n-----END CERTIFICATE-----\n',
  '/run/key.pem': '-----BEGIN PRIVATE KEY-----\nMII\n-----END PRIVATE KEY-----\n',
};

export const parse = (text: string): Config =>
  parseConfig(text, {
    file: 'rolecall.yaml',
    env: (name) => environment[name],
    readFile: (path) => {
      const content = files[path];
      if (content === undefined) throw Object.assign(new Error(`ENOENT: ${path}`), { code: 'ENOENT' });
      return content;
    },
    defaultRoleMap: (kind) => kindDefaults[kind as keyof typeof kindDefaults].roleMap,
  });

/** The lines below the first of what a file is refused with. */
export const complaintsAbout = (text: string): readonly string[] => {
  try {
    parse(text);
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error;
    return error.message
      .split('\n')
      .slice(1)
      .map((line) => line.trim());
  }
  return [];
};

/** A backend of each kind. */
export const backend = {
  iot: '{ id: iot, kind: iot-central, baseUrl: "https://iot.example", auth: { token: { env: IOT } } }',
  etl: '{ id: etl, kind: cdata-sync, baseUrl: "https://etl.example", auth: { authtoken: { env: ETL } } }',
  hub: '{ id: hub, kind: cfengine, baseUrl: "https://hub.example", auth: { username: admin, password: { env: HUB } } }',
  vpn: '{ id: vpn, kind: cipherscale, baseUrl: "https://vpn.example/qa", auth: { apikey: { env: VPN } } }',
};

/** The backends of a file, as YAML. */
export const backends = (...list: readonly string[]): string =>
  `backends:\n${list.map((one) => `  - ${one}\n`).join('')}`;

export const allBackends = backends(...Object.values(backend));
