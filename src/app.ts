import { readFileSync } from 'node:fs';
import type { Logger } from 'pino';
import type { ConfiguredBackend } from './backends/configured-backend.ts';
import { createNativeRoleTables } from './backends/native-role-tables.ts';
import { createBackend, kindDefaults, ownAccounts, politeness } from './backends/registry.ts';
import type { BackendConfig, Config } from './config/config.ts';
import { isLoopback } from './config/loopback.ts';
import { roleMapOf } from './config/role-maps.ts';
import type { Health, HealthState } from './domain/health.ts';
import { createVocabulary } from './domain/vocabulary.ts';
import { createCursorKey } from './graphql/cursor.ts';
import { createLargeBodies, type LargeBodies } from './http/large-bodies.ts';
import { type CallerToken, createTokenAuthentication } from './server/auth.ts';
import { createServer } from './server/server.ts';
import { createAccountLocks } from './sync/account-locks.ts';

/** A running gateway. */
export type App = {
  /** Of the GraphQL endpoint. */
  readonly url: string;
  /** Lets what is under way end, then resolves. */
  close(): Promise<void>;
};

/** How long a backend's role table is believed. */
const roleTableTtlMs = 30_000;

/** The only place that wires. `callers` are those whom the configuration does not name. */
export const startApp = async (options: {
  readonly config: Config;
  readonly callers?: readonly CallerToken[];
  readonly log: Logger;
}): Promise<App> => {
  const { config, callers = [], log } = options;
  const largeBodies = createLargeBodies();
  const backends = config.backends.map((backend) => configure(config, backend, { log, largeBodies }));
  for (const { id, baseUrl } of config.backends)
    if (travelsInClear(baseUrl))
      log.warn({ backend: id }, 'credentials and accounts travel in clear, over http');

  const server = await createServer({
    surroundings: {
      backends,
      roles: createVocabulary(
        config.roles,
        backends.map(({ backend, roleMap }) => ({ id: backend.id, roleMap })),
      ),
      nativeRoleTables: createNativeRoleTables({ ttlMs: roleTableTtlMs, now: Date.now }),
      accountLocks: createAccountLocks(),
      cursorKey: createCursorKey(),
      requestMs: config.limits.requestMs,
      now: () => new Date(),
    },
    authenticate: createTokenAuthentication([...(config.auth?.tokens ?? []), ...callers]),
    limits: config.limits,
    log,
  });
  const url = await server.listen(config.server);

  return {
    url,
    close: async () => {
      await server.close();
      await Promise.all(backends.map(({ backend }) => backend.close()));
    },
  };
};

const configure = (
  config: Config,
  backend: BackendConfig,
  { log, largeBodies }: { readonly log: Logger; readonly largeBodies: LargeBodies },
): ConfiguredBackend => {
  const ca = backend.ca === undefined ? undefined : readFileSync(backend.ca, 'utf8');
  const { requestsPerSecond, concurrency, timeoutMs } = politeness(backend);
  const { roleMap, administratorRoles } = kindDefaults[backend.kind];
  return {
    backend: createBackend(backend, {
      ca,
      largeBodies,
      patienceMs: Math.min(2000, 0.8 * config.limits.requestMs),
      onHealthChange: reportHealth(log, backend.id),
    }),
    displayName: backend.displayName ?? backend.id,
    writes: backend.writes,
    roleMap: roleMapOf(config, backend.id, roleMap),
    administratorRoles,
    minAdmins: backend.minAdmins ?? config.guards.minAdmins,
    protect: new Set([...backend.protect, ...ownAccounts(backend)]),
    exclusive: config.exclusive,
    limits: { requestsPerSecond, concurrency, timeoutMs },
  };
};

/** Each change of state once: an outage of hours is one line, and its end another. */
const reportHealth =
  (log: Logger, backend: string) =>
  ({ state, reason, nextProbe }: Health, before: HealthState): void => {
    if (nextProbe !== null)
      log.warn({ backend, state, reason, nextProbe: new Date(nextProbe) }, 'a backend is left alone');
    else if (before !== 'UNKNOWN') log.info({ backend, state, before }, 'a backend is asked again');
  };

/** On this machine nobody listens in between. */
const travelsInClear = (baseUrl: string): boolean => {
  const { protocol, hostname } = new URL(baseUrl);
  return protocol === 'http:' && !isLoopback(hostname.replace(/^\[|\]$/g, ''));
};
