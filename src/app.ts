import { randomUUID } from 'node:crypto';
import type { Logger } from 'pino';
import { configureBackend } from './backends/configure-backend.ts';
import { createNativeRoleTables } from './backends/native-role-tables.ts';
import type { Config } from './config/config.ts';
import type { Refresh } from './domain/refresh.ts';
import { createVocabulary } from './domain/vocabulary.ts';
import { createCursorKey } from './graphql/cursor.ts';
import { createLargeBodies } from './http/large-bodies.ts';
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
    const configured = configureBackend(config, backend, { log, largeBodies });
    begun.defer(() => configured.backend.close());
    return configured;
  });
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
