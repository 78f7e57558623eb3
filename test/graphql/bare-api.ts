import { randomBytes } from 'node:crypto';
import { type ExecutionResult, graphql } from 'graphql';
import { type Logger, pino } from 'pino';
import { createNativeRoleTables } from '../../src/backends/native-role-tables.ts';
import { createBackend, kindDefaults } from '../../src/backends/registry.ts';
import { createSecret } from '../../src/domain/secret.ts';
import { cdataSyncToken } from '../../src/emulators/cdata-sync/callers.ts';
import { createBackground } from '../../src/graphql/background.ts';
import { createContext } from '../../src/graphql/context.ts';
import { createKeptAnswers } from '../../src/graphql/idempotency/kept-answers.ts';
import { createSchema } from '../../src/graphql/schema.ts';
import { createTrail } from '../../src/graphql/trail/trail.ts';
import { createIdentityIndex, type IdentityIndex } from '../../src/identity/identity-index.ts';
import { createRefreshes } from '../../src/identity/refresh/refreshes.ts';
import { openStore } from '../../src/store/open-store.ts';
import type { Store } from '../../src/store/store.ts';
import { createAccountLocks } from '../../src/sync/account-locks.ts';
import { createSync } from '../../src/sync/create-sync.ts';

/** The API without a server, over an index at which a test can lay hands. */
export type BareApi = {
  readonly store: Store;
  readonly index: IdentityIndex;
  /** Answers a document, from another index where one is given. */
  ask(document: string, options?: { readonly index?: IdentityIndex }): Promise<ExecutionResult>;
  [Symbol.asyncDispose](): Promise<void>;
};

/** Over backends of CData Sync, by id and address. */
export const startBareApi = async (
  baseUrls: Readonly<Record<string, string>>,
  options: { readonly verified?: readonly string[]; readonly log?: Logger } = {},
): Promise<BareApi> => {
  const { verified = [], log = pino({ level: 'silent' }) } = options;
  const store = await openStore('memory:');
  const index = await createIdentityIndex({
    store,
    backends: Object.keys(baseUrls),
    verifiedBackends: new Set(verified),
    newUserId: () => crypto.randomUUID(),
    now: Date.now,
  });
  const backends = Object.entries(baseUrls).map(([id, baseUrl]) => configure(id, baseUrl));
  const refreshes = createRefreshes({
    backends: backends.map(({ backend }) => ({ backend, refreshMs: 900_000 })),
    store,
    index,
    guard: { maxVanishedPercent: 20, smallBackend: 20, smallMaxVanished: 5 },
    now: Date.now,
    log,
  });
  const nativeRoleTables = createNativeRoleTables({ ttlMs: 1000, now: Date.now });
  const accountLocks = createAccountLocks();
  const background = createBackground();
  const sync = createSync({
    store,
    index,
    refreshes,
    backends,
    roles: ['operator'],
    tables: nativeRoleTables,
    locks: accountLocks,
    limits: guardLimits,
    lifetimes: { planMs: 86_400_000, approvalMs: 14_400_000 },
    newId: () => crypto.randomUUID(),
    now: Date.now,
    log,
  });
  const surroundings = {
    ...sync,
    records: store,
    trail: createTrail(store),
    answers: createKeptAnswers({ store, key: randomBytes(32), now: Date.now, log }),
    background,
    backends,
    roles: [{ name: 'operator', description: null, mappings: [] }],
    index,
    refreshes,
    nativeRoleTables,
    accountLocks,
    cursorKey: randomBytes(32),
    requestMs: 5000,
    upstreamCalls: 100,
    now: () => new Date(),
    log,
  };
  const caller = { name: 'all', scopes: new Set(['admin'] as const), backends: null, accounts: [] };
  return {
    store,
    index,
    ask: (source, other = {}) =>
      graphql({
        schema,
        source,
        contextValue: createContext({ ...surroundings, ...other }, caller, 'the-request'),
      }),
    [Symbol.asyncDispose]: async () => {
      await background.ended();
      await sync.stop();
      await refreshes.stop();
      await Promise.all(backends.map(({ backend }) => backend.close()));
      await store.close();
    },
  };
};

const schema = createSchema();

const guardLimits = {
  maxRevokedPercent: 20,
  maxRevoked: 50,
  smallBackend: 20,
  smallMaxRevoked: 5,
  windowMs: 86_400_000,
  approveAdministrators: 'plans',
  fourEyes: true,
} as const;

const configure = (id: string, baseUrl: string) => {
  const { roleMap, administratorRoles, emailTrust } = kindDefaults['cdata-sync'];
  const backend = createBackend(
    {
      id,
      kind: 'cdata-sync',
      baseUrl,
      allowPlainHttp: true,
      auth: { authtoken: createSecret(cdataSyncToken) },
      writes: true,
      timeoutMs: 1000,
      refreshSeconds: 900,
      protect: [],
      maxResponseMiB: 1,
    },
    { ca: undefined },
  );
  return {
    backend,
    displayName: id,
    baseUrl,
    writes: true,
    roleMap,
    administratorRoles,
    emailTrust,
    minAdmins: 0,
    protect: new Set<string>(),
    exclusive: [],
    refreshSeconds: 900,
    limits: { requestsPerSecond: 100, concurrency: 10, timeoutMs: 1000 },
  };
};
