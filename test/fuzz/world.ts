import { readFileSync } from 'node:fs';
import { canary } from '../canaries/canary.ts';
import type { NamedSecret } from '../canaries/find.ts';
import { rolecall, temporaryFile } from '../cli/rolecall.ts';
import { backendsOver, type Emulators, environment, startEmulators } from '../four-emulators.ts';

/** A gateway in a process of its own, as `npm start` runs it, with writes enabled, over emulators. `await using` ends all. */
export type World = {
  readonly url: string;
  readonly emulators: Emulators;
  /** MiB that the process takes, as the kernel counts them. */
  memoryMiB(): number;
  /** All that it has put out. */
  output(): { readonly stdout: string; readonly stderr: string };
  /** Its exit code once it has ended; `null` while it runs. */
  exitCode(): number | NodeJS.Signals | null;
  [Symbol.asyncDispose](): Promise<void>;
};

const token = (name: string): NamedSecret => canary(`fuzz token of ${name}`, '+/~-');

/** Rights in YAML, by caller. */
const rights = {
  all: 'scopes: [admin]',
  writer: 'scopes: [read, write, plan, apply]',
  reader: 'scopes: [read]',
  scholar: 'scopes: [read, schema]',
  half: 'scopes: [read, write, plan, apply, approve, tokens, audit], backends: [etl, vpn]',
  writeonly: 'scopes: [write]',
} as const;

export const callerTokens: readonly NamedSecret[] = Object.keys(rights).map(token);

export const startWorld = async (seed: number): Promise<World> => {
  const emulators = await startEmulators({ seed, size: 60 });
  const callers = Object.entries(rights).map(
    ([name, may]) => `    - { name: ${name}, token: { env: FUZZ_${name.toUpperCase()} }, ${may} }`,
  );
  using config = temporaryFile(
    [
      'server: { port: 0 }',
      'store: { url: "memory:" }',
      'auth:',
      '  tokens:',
      ...callers,
      backendsOver(emulators, () => 'writes: true, emailTrust: verified'),
      'guards: { minAdmins: 1, maxRevokedPercent: 100, maxRevoked: 100000, smallMaxRevoked: 100000 }',
    ].join('\n'),
  );
  const gateway = rolecall(['serve', '--config', config.path], {
    ...environment,
    ...Object.fromEntries(
      Object.keys(rights).map((name) => [`FUZZ_${name.toUpperCase()}`, token(name).secret]),
    ),
    NODE_OPTIONS: optionsOfStart(),
  });
  let exitCode: number | NodeJS.Signals | null = null;
  void gateway.ended.then((code) => {
    exitCode = code;
  });
  const [, url = ''] = await gateway.says(/listens at (\S+)\n/);
  return {
    url,
    emulators,
    memoryMiB: () => {
      const status = readFileSync(`/proc/${gateway.pid}/status`, 'utf8');
      return Math.round(Number(/^VmRSS:\s+(\d+) kB/m.exec(status)?.[1]) / 1024);
    },
    output: () => ({ stdout: gateway.stdout, stderr: gateway.stderr }),
    exitCode: () => exitCode,
    [Symbol.asyncDispose]: async () => {
      await gateway[Symbol.asyncDispose]();
      await emulators[Symbol.asyncDispose]();
    },
  };
};

/** What `npm start` gives to Node. */
const optionsOfStart = (): string => {
  const { scripts } = JSON.parse(readFileSync(new URL('../../package.json', import.meta.url), 'utf8')) as {
    readonly scripts: { readonly start: string };
  };
  return scripts.start
    .split(' ')
    .filter((word) => word.startsWith('--'))
    .join(' ');
};
