import { readFileSync, writeFileSync } from 'node:fs';
import type { Scope } from '../../src/domain/caller.ts';
import { cdataSyncToken } from '../../src/emulators/cdata-sync/callers.ts';
import { cfengineCredential } from '../../src/emulators/cfengine/callers.ts';
import { cipherscaleApiKey } from '../../src/emulators/cipherscale/callers.ts';
import { iotCentralToken } from '../../src/emulators/iot-central/callers.ts';
import { rolecall, temporaryFile } from '../cli/rolecall.ts';
import type { EmulatorProcess } from './emulator-process.ts';

/** The gateway over the four emulators as `npm start` runs it. `await using` ends it. */
export type GatewayProcess = {
  readonly url: string;
  readonly token: string;
  /** Mebibytes of memory, now and at most so far, as the kernel counts them. */
  memory(): { readonly nowMiB: number; readonly mostMiB: number };
  /** Counts the most from now on. */
  forgetMostMemory(): void;
  /** Ends it in order. */
  stop(): Promise<void>;
  [Symbol.asyncDispose](): Promise<void>;
};

export const startGatewayProcess = async (
  { urls }: Pick<EmulatorProcess, 'urls'>,
  options: {
    /** `memory:` when not given. */
    readonly store?: string;
    /** Whether requests are sent no faster than the kinds' defaults allow; as fast as can be when not given. */
    readonly isPaced?: boolean;
    /** YAML, added to the configuration. */
    readonly config?: string;
    /** YAML flow pairs, added to every backend. */
    readonly backends?: string;
    /** What callers may do; `read` when not given. */
    readonly scopes?: readonly Scope[];
    /** Further callers by name; the token is the name. */
    readonly callers?: readonly string[];
  } = {},
): Promise<GatewayProcess> => {
  const rate = options.isPaced === true ? '' : 'requestsPerSecond: 100000, ';
  const more = options.backends === undefined ? '' : `${options.backends}, `;
  const backend = (id: keyof typeof urls, kind: string, auth: string) =>
    `  - { id: ${id}, kind: ${kind}, baseUrl: "${urls[id]}", allowPlainHttp: true, writes: true, ${rate}${more}auth: ${auth} }`;
  const scopes = (options.scopes ?? ['read']).join(', ');
  const callers = ['bench', ...(options.callers ?? [])];
  const variable = (caller: string) => `BENCH_${caller.replaceAll('-', '_').toUpperCase()}`;
  using config = temporaryFile(
    [
      'server: { port: 0 }',
      `store: { url: "${options.store ?? 'memory:'}" }`,
      'auth:',
      '  tokens:',
      ...callers.map(
        (name) => `    - { name: ${name}, token: { env: ${variable(name)} }, scopes: [${scopes}] }`,
      ),
      'backends:',
      backend('iot', 'iot-central', '{ token: { env: IOT } }'),
      backend('etl', 'cdata-sync', '{ authtoken: { env: ETL } }'),
      backend('hub', 'cfengine', `{ username: ${cfengineCredential.username}, password: { env: HUB } }`),
      backend('vpn', 'cipherscale', '{ apikey: { env: VPN } }'),
      options.config ?? '',
    ].join('\n'),
  );
  const gateway = rolecall(['serve', '--config', config.path], {
    ...Object.fromEntries(callers.map((name) => [variable(name), name])),
    IOT: iotCentralToken,
    ETL: cdataSyncToken,
    HUB: cfengineCredential.password,
    VPN: cipherscaleApiKey,
    NODE_OPTIONS: nodeOptions(),
  });
  const [, url = ''] = await gateway.says(/listens at (\S+)/);
  let isEnding = false;
  void gateway.ended.then((code) => {
    if (!isEnding) console.error(`The gateway ended with ${code}: ${gateway.stderr}`);
  });
  return {
    url,
    token: 'bench',
    memory: () => {
      const status = readFileSync(`/proc/${gateway.pid}/status`, 'utf8');
      const mebibytes = (name: string) =>
        Math.round(Number(new RegExp(`^${name}:\\s+(\\d+) kB`, 'm').exec(status)?.[1]) / 1024);
      return { nowMiB: mebibytes('VmRSS'), mostMiB: mebibytes('VmHWM') };
    },
    forgetMostMemory: () => writeFileSync(`/proc/${gateway.pid}/clear_refs`, '5'),
    stop: async () => {
      isEnding = true;
      gateway.signal('SIGTERM');
      await gateway.ended;
    },
    [Symbol.asyncDispose]: () => {
      isEnding = true;
      return gateway[Symbol.asyncDispose]();
    },
  };
};

/** Those of `npm start`. */
const nodeOptions = (): string => {
  const { scripts } = JSON.parse(readFileSync(new URL('../../package.json', import.meta.url), 'utf8')) as {
    readonly scripts: { readonly start: string };
  };
  return scripts.start
    .split(' ')
    .filter((word) => word.startsWith('--'))
    .join(' ');
};
