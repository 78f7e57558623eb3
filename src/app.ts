import { randomUUID } from 'node:crypto';
import type { Logger } from 'pino';
import { endUnanswered } from './audit/end-unanswered.ts';
import { configureBackend } from './backends/configure-backend.ts';
import { createNativeRoleTables } from './backends/native-role-tables.ts';
import type { Config } from './config/config.ts';
import { guardLimitsOf, planLifetimesOf, shrinkGuardOf } from './config/guard-limits.ts';
import type { Refresh } from './domain/refresh.ts';
import { createVocabulary } from './domain/vocabulary.ts';
import { createBackground } from './graphql/background.ts';
import { createKeptAnswers } from './graphql/idempotency/kept-answers.ts';
import { keptKey } from './graphql/kept-key.ts';
import { createTrail } from './graphql/trail/trail.ts';
import { createLargeBodies } from './http/large-bodies.ts';
import { createIdentityIndex } from './identity/identity-index.ts';
import { createRefreshes, type Refreshes } from './identity/refresh/refreshes.ts';
import { createAuthenticate } from './server/callers/create-authenticate.ts';
import type { CallerToken } from './server/callers/static-tokens.ts';
import { heldLimit } from './server/limits/held-limit.ts';
import { createServer } from './server/server.ts';
import { logFailures } from './store/log-failures.ts';
import { openStore } from './store/open-store.ts';
import { createAccountLocks } from './sync/account-locks.ts';
import { createSync } from './sync/create-sync.ts';

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
  const { limits } = config;
  // Where something cannot be begun, what was begun before it ends, the last first.
  await using begun = new AsyncDisposableStack();
  const store = begun.adopt(logFailures(await openStore(config.store.url), log), ({ close }) => close());
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
    guard: shrinkGuardOf(config),
    now: Date.now,
    log,
    onProgress: onRefresh,
  });
  begun.defer(() => refreshes.stop());

  const roles = createVocabulary(
    config.roles,
    backends.map(({ backend, roleMap }) => ({ id: backend.id, roleMap })),
  );
  const nativeRoleTables = createNativeRoleTables({ ttlMs: roleTableTtlMs, now: Date.now });
  const accountLocks = createAccountLocks();
  const sync = createSync({
    store,
    index,
    refreshes,
    backends,
    roles: roles.map(({ name }) => name),
    tables: nativeRoleTables,
    locks: accountLocks,
    limits: guardLimitsOf(config),
    lifetimes: planLifetimesOf(config),
    newId: randomUUID,
    now: Date.now,
    log,
  });

  const background = createBackground();
  const server = await createServer({
    surroundings: {
      ...sync,
      records: store,
      trail: createTrail(store),
      answers: createKeptAnswers({
        store,
        key: await keptKey(store, 'answer key'),
        now: Date.now,
        log,
      }),
      background,
      backends,
      roles,
      index,
      refreshes,
      nativeRoleTables,
      accountLocks,
      cursorKey: await keptKey(store, 'cursor key'),
      requestMs: heldLimit(limits, 'requestMs'),
      upstreamCalls: heldLimit(limits, 'upstreamCalls'),
      now: () => new Date(),
      log,
    },
    authenticate: createAuthenticate({
      tokens: [...(config.auth?.tokens ?? []), ...callers],
      jwt: config.auth?.jwt,
      now: Date.now,
      log,
    }),
    limits,
    http: config.server,
    documents: config.documents,
    log,
  });
  // Nothing new comes in once the server is closed; what it has begun ends first.
  begun.defer(() => sync.stop());
  begun.defer(() => background.ended());
  begun.defer(() => server.close());
  await refreshes.restore();
  await endUnanswered(store, Date.now);
  await sync.restore();
  const url = await server.listen(config.server);
  if (scheduled) refreshes.schedule();
  const running = begun.move();
  return { url, refreshes, close: () => running.disposeAsync() };
};
