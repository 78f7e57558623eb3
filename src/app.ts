import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import type { Logger } from 'pino';
import type { ConfiguredBackend } from './backends/configured-backend.ts';
import { createNativeRoleTables } from './backends/native-role-tables.ts';
import { createBackend, kindDefaults, ownAccounts, politeness } from './backends/registry.ts';
import type { BackendConfig, Config } from './config/config.ts';
import { isLoopback } from './config/loopback.ts';
import { roleMapOf } from './config/role-maps.ts';
import type { Health, HealthState } from './domain/health.ts';
import type { Refresh } from './domain/refresh.ts';
import { createVocabulary } from './domain/vocabulary.ts';
import { createCursorKey } from './graphql/cursor.ts';
import { createLargeBodies, type LargeBodies } from './http/large-bodies.ts';
import { createIdentityIndex } from './identity/identity-index.ts';
import { createRefreshes, type Refreshes } from './identity/refresh/refreshes.ts';
import { type CallerToken, createTokenAuthentication } from './server/auth.ts';
import { createServer } from './server/server.ts';
import { openStore } from './store/open-store.ts';
import type { Store } from './store/store.ts';
import { createAccountLocks } from './sync/account-locks.ts';

/** A running gateway. */
export type App = {
  /** Of the GraphQL endpoint. */
  readonly url: string;
  /** Readings of whole backends into the index. */
  readonly refreshes: Refreshes;
  /** Lets what is under way end, then resolves. */
  close(): Promise<void>;
};

/** How long a backend's role table is believed. */
const roleTableTtlMs = 30_000;

/** The only place that wires. */
export const startApp = async (options: {
  readonly config: Config;
  /** Those whom the configuration does not name. */
  readonly callers?: readonly CallerToken[];
  readonly log: Logger;
  /** `false` where backends are read into the index only when somebody asks for it. */
  readonly scheduled?: boolean;
  /** Told of each step of each reading of a whole backend. */
  readonly onRefresh?: (refresh: Refresh) => void;
}): Promise<App> => {
  const { config, callers = [], log, scheduled = true, onRefresh = () => {} } = options;
  // Where something cannot be begun, what was begun before it ends, the last first.
  await using begun = new AsyncDisposableStack();
  const store = begun.adopt(await openStore(config.store.url), ({ close }) => close());
  const largeBodies = createLargeBodies();
  const backends = config.backends.map((backend) => {
    const configured = configure(config, backend, { log, largeBodies });
    begun.defer(() => configured.backend.close());
    return configured;
  });
  for (const { id, baseUrl } of config.backends)
    if (travelsInClear(baseUrl))
      log.warn({ backend: id }, 'credentials and accounts travel in clear, over http');

  const index = await createIdentityIndex({
    store,
    backends: backends.map(({ backend }) => backend.id),
    verifiedBackends: new Set(
      backends.filter(({ emailTrust }) => emailTrust === 'verified').map(({ backend }) => backend.id),
    ),
    newUserId: randomUUID,
    now: Date.now,
  });
  const refreshes = createRefreshes({
    backends: backends.map(({ backend, refreshSeconds }) => ({
      backend,
      refreshMs: 1000 * refreshSeconds,
    })),
    store,
    index,
    guard: {
      maxVanishedPercent: config.guards.maxVanishedPercent,
      smallBackend: config.guards.smallBackend,
      smallMaxVanished: config.guards.smallMaxRevoked,
    },
    now: Date.now,
    log,
    onProgress: onRefresh,
  });
  begun.defer(() => refreshes.stop());

  const server = await createServer({
    surroundings: {
      backends,
      roles: createVocabulary(
        config.roles,
        backends.map(({ backend, roleMap }) => ({ id: backend.id, roleMap })),
      ),
      index,
      refreshes,
      nativeRoleTables: createNativeRoleTables({ ttlMs: roleTableTtlMs, now: Date.now }),
      accountLocks: createAccountLocks(),
      cursorKey: await keyOfCursors(store),
      requestMs: config.limits.requestMs,
      now: () => new Date(),
      log,
    },
    authenticate: createTokenAuthentication([...(config.auth?.tokens ?? []), ...callers]),
    limits: config.limits,
    log,
  });
  begun.defer(() => server.close());
  await refreshes.restore();
  const url = await server.listen(config.server);
  if (scheduled) refreshes.schedule();
  const running = begun.move();
  return { url, refreshes, close: () => running.disposeAsync() };
};

/** Kept with what the cursors walk, so that they last as long. */
const keyOfCursors = async (store: Store): Promise<Buffer> => {
  const name = 'cursor key';
  const kept = await store.settings.read(name);
  if (kept !== null) return Buffer.from(kept, 'base64url');
  const key = createCursorKey();
  await store.write(({ settings }) => settings.write(name, key.toString('base64url')));
  return key;
};

const configure = (
  config: Config,
  backend: BackendConfig,
  { log, largeBodies }: { readonly log: Logger; readonly largeBodies: LargeBodies },
): ConfiguredBackend => {
  const ca = backend.ca === undefined ? undefined : readFileSync(backend.ca, 'utf8');
  const { requestsPerSecond, concurrency, timeoutMs } = politeness(backend);
  const { roleMap, administratorRoles, emailTrust } = kindDefaults[backend.kind];
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
    emailTrust: backend.emailTrust ?? emailTrust,
    refreshSeconds: backend.refreshSeconds,
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
