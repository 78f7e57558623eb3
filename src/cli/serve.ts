import { randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { pino } from 'pino';
import { startApp } from '../app.ts';
import { kindDefaults } from '../backends/registry.ts';
import type { Config } from '../config/config.ts';
import { ConfigError, parseConfig } from '../config/load.ts';
import { digestOfToken } from '../domain/bearer-token.ts';
import { scopes } from '../domain/caller.ts';
import { atPort } from './at-port.ts';
import { closeOnSignal } from './close-on-signal.ts';
import { type Started, startDemo } from './demo.ts';
import { createRefreshBars } from './refresh-bars.ts';

/** `npm start`: with a configuration the gateway over it, without one the demo. Runs until SIGINT or SIGTERM. */
export const serve = async ({
  config: file = process.env.ROLECALL_CONFIG ?? '',
  port,
}: {
  readonly config?: string;
  readonly port?: number;
}): Promise<void> => {
  const { app, welcome } =
    file === '' ? await startDemo({ port }) : await startConfigured(atPort(readConfig(file), port));
  // First, so that whoever has read the welcome can end it in order.
  closeOnSignal(app);
  process.stdout.write(welcome);
};

/** Reads and checks a configuration file. Throws a `ConfigError`. */
export const readConfig = (file: string): Config => {
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch (cause) {
    throw new ConfigError(file, [
      { path: [], message: `cannot be read: ${(cause as NodeJS.ErrnoException).code}`, line: null },
    ]);
  }
  return parseConfig(text, {
    file,
    env: (name) => process.env[name],
    readFile: (path) => readFileSync(path, 'utf8'),
    defaultRoleMap: (kind) => kindDefaults[kind as keyof typeof kindDefaults].roleMap,
  });
};

const startConfigured = async (config: Config): Promise<Started> => {
  // Without configured callers there is one, on this machine, who holds a token that nobody else has seen.
  const token = config.auth === undefined ? randomBytes(24).toString('base64url') : null;
  const callers = token === null ? [] : [{ name: 'local', token: digestOfToken(token), scopes }];
  const bars = createRefreshBars(process.stderr);
  const app = await startApp({ config, callers, log: pino(), onRefresh: bars.onRefresh });
  const sentences = [
    `Rolecall listens at ${app.url}\n`,
    ...(token === null
      ? []
      : [`No auth is configured, so this token, made for this run, is the only one: ${token}\n`]),
  ];
  const close = async () => {
    bars.stop();
    await app.close();
  };
  return { app: { ...app, close }, welcome: sentences.join('') };
};
