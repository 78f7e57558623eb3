import { pino } from 'pino';
import { startApp } from '../../../src/app.ts';
import { kindDefaults } from '../../../src/backends/registry.ts';
import type { Config } from '../../../src/config/config.ts';
import { parseConfig } from '../../../src/config/load.ts';
import { startCdataSync } from '../../../src/emulators/cdata-sync/emulator.ts';
import { cfengineCredential } from '../../../src/emulators/cfengine/callers.ts';
import { startCfengine } from '../../../src/emulators/cfengine/emulator.ts';
import { startCipherscale } from '../../../src/emulators/cipherscale/emulator.ts';
import { startIotCentral } from '../../../src/emulators/iot-central/emulator.ts';
import { accountId, fill } from '../../canaries/accounts.ts';
import { canary, word } from '../../canaries/canary.ts';
import type { NamedSecret } from '../../canaries/find.ts';
import { type BackendId, backendIds, type Emulators } from '../../four-emulators.ts';

/** What Rolecall proves itself to backends with: words, which could pass for a vendor's code. */
export const credentials: Readonly<Record<BackendId, NamedSecret>> = {
  iot: word('credential of iot'),
  etl: word('credential of etl'),
  hub: word('credential of hub'),
  vpn: word('credential of vpn'),
};

/** Of whom backends tell when they are faulty. */
export const otherSecret = canary('secret of another');

/** With which callers prove themselves, by name. */
export const tokens = {
  ops: canary('token of ops', '+/~-'),
  second: canary('token of second', '~.+_'),
  reader: canary('token of reader', '-/+~'),
  stranger: canary('token of nobody', '+.~-'),
} as const satisfies Readonly<Record<string, NamedSecret>>;

export type CallerName = keyof typeof tokens;

const rights: Readonly<Partial<Record<CallerName, string>>> = {
  ops: 'admin',
  second: 'admin',
  reader: 'read',
};

export const startCanaryEmulators = async (): Promise<Emulators> => {
  const [iot, etl, hub, vpn] = await Promise.all([
    startIotCentral({ credential: iotCentralCredential, requestsPerSecond: Number.POSITIVE_INFINITY }),
    startCdataSync({ credential: credentials.etl.secret }),
    startCfengine({ credential: { ...cfengineCredential, password: credentials.hub.secret } }),
    startCipherscale({ credential: credentials.vpn.secret }),
  ]);
  fill.iot(iot);
  fill.etl(etl);
  fill.hub(hub);
  fill.vpn(vpn);
  // One address that both backends prove, so that the two accounts are LINKED.
  const planned = iot.state.users.get(accountId('planned'));
  if (planned?.type === 'email')
    iot.state.users.set(planned.id, { ...planned, email: 'planned@company.com' });
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

/** Only the signature of a SharedAccessSignature is secret. */
const iotCentralCredential = `SharedAccessSignature sr=story&sig=${credentials.iot.secret}&skn=rolecall&se=4070908800000`;

/** An answer as a client gets it, all of it as text. */
export type Told = {
  /** What was asked, for whoever reads that something leaked. */
  readonly place: string;
  readonly headers: Headers;
  readonly text: string;
};

/** A gateway over the four backends. `await using` ends it. */
export type CanaryGateway = {
  readonly url: string;
  /** Sends a document as `ops`, unless another is named, and keeps the answer besides. */
  ask(document: string, variables?: object, options?: Asking): Promise<Told>;
  /** Reads the four backends whole into the index. */
  refreshAll(): Promise<void>;
  [Symbol.asyncDispose](): Promise<void>;
};

type Asking = { readonly caller?: CallerName; readonly place?: string };

export const startCanaryGateway = async (
  emulators: Pick<Emulators, BackendId>,
  options: {
    /** YAML, added to the configuration. */
    readonly config?: string;
    /** `memory:` unless given. */
    readonly store?: string;
    /** Whether the backends may be changed; unless given they may. */
    readonly writes?: boolean;
    /** Makes something else of the configuration than a file could say. */
    readonly alter?: (config: Config) => Config;
    /** Given every answer. */
    readonly keep: (told: Told) => void;
  },
): Promise<CanaryGateway> => {
  const { alter = (config) => config, keep } = options;
  const app = await startApp({
    config: alter(configOver(emulators, options)),
    log: pino({ level: 'silent' }),
    scheduled: false,
  });
  return {
    url: app.url,
    ask: async (query, variables = {}, { caller = 'ops', place = query } = {}) => {
      const response = await fetch(app.url, {
        method: 'POST',
        headers: { 'content-type': 'application/json', authorization: `Bearer ${tokens[caller].secret}` },
        body: JSON.stringify({ query, variables }),
      });
      const told = { place, headers: response.headers, text: await response.text() };
      keep(told);
      return told;
    },
    refreshAll: async () => {
      await Promise.all(backendIds.map((id) => app.refreshes.refresh(id)));
    },
    [Symbol.asyncDispose]: () => app.close(),
  };
};

const configOver = (
  emulators: Pick<Emulators, BackendId>,
  {
    config = '',
    store = 'memory:',
    writes = true,
  }: { readonly config?: string; readonly store?: string; readonly writes?: boolean },
): Config => {
  const secrets: Readonly<Record<string, string>> = {
    iot: iotCentralCredential,
    etl: credentials.etl.secret,
    hub: credentials.hub.secret,
    vpn: credentials.vpn.secret,
    ...Object.fromEntries(Object.entries(tokens).map(([name, { secret }]) => [`token-of-${name}`, secret])),
  };
  const backend = (id: BackendId, kind: string, auth: string): string =>
    `  - { id: ${id}, kind: ${kind}, baseUrl: "${emulators[id].url}", allowPlainHttp: true, requestsPerSecond: 100000, timeoutMs: 400, writes: ${writes}, auth: ${auth} }`;
  return parseConfig(
    [
      'server: { port: 0 }',
      `store: { url: "${store}" }`,
      'auth:',
      '  tokens:',
      ...Object.entries(rights).map(
        ([name, scope]) =>
          `    - { name: ${name}, token: { file: ${secretsFolder}/token-of-${name} }, scopes: [${scope}] }`,
      ),
      'backends:',
      backend('iot', 'iot-central', `{ token: { file: ${secretsFolder}/iot } }`),
      backend('etl', 'cdata-sync', `{ authtoken: { file: ${secretsFolder}/etl } }`),
      backend(
        'hub',
        'cfengine',
        `{ username: ${cfengineCredential.username}, password: { file: ${secretsFolder}/hub } }`,
      ),
      backend('vpn', 'cipherscale', `{ apikey: { file: ${secretsFolder}/vpn } }`),
      config,
    ].join('\n'),
    {
      file: 'test',
      env: () => undefined,
      readFile: (path) => secrets[path.slice(secretsFolder.length + 1)] ?? '',
      defaultRoleMap: (kind) => kindDefaults[kind as keyof typeof kindDefaults].roleMap,
    },
  );
};

/** Where the configuration says that secrets lie. */
export const secretsFolder = '/run/rolecall-secrets';
