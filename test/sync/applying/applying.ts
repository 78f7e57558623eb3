import { pino } from 'pino';
import { configureBackend } from '../../../src/backends/configure-backend.ts';
import { createNativeRoleTables } from '../../../src/backends/native-role-tables.ts';
import { guardLimitsOf, planLifetimesOf } from '../../../src/config/guard-limits.ts';
import type { RoleEdit } from '../../../src/domain/assignment-set.ts';
import type { Change } from '../../../src/domain/change.ts';
import type { JournalEntry, Run } from '../../../src/domain/run.ts';
import { createLargeBodies } from '../../../src/http/large-bodies.ts';
import { createIdentityIndex } from '../../../src/identity/identity-index.ts';
import { createRefreshes } from '../../../src/identity/refresh/refreshes.ts';
import { openStore } from '../../../src/store/open-store.ts';
import type { Store } from '../../../src/store/store.ts';
import { createAccountLocks } from '../../../src/sync/account-locks.ts';
import { createSync, type Sync } from '../../../src/sync/create-sync.ts';
import { observeRoles } from '../../../src/sync/observe.ts';
import { createPlace } from '../../../src/sync/place.ts';
import { decideRoleChange, toRoleChange } from '../../../src/sync/role-change.ts';
import { writable } from '../../../src/sync/writable.ts';
import { type BackendId, configOver, type Gateway } from '../../gateway.ts';
import { rolesOfStories } from '../../graphql/grounds.ts';

/** What carries runs out, over a store and backends of a test. `await using` ends it, but neither the backends nor a store that was given. */
export type Applying = {
  readonly sync: Sync;
  readonly store: Store;
  /** What an edit means for an account as it is now. */
  change(
    backend: BackendId,
    id: string,
    edit: Pick<RoleEdit & { kind: 'delta' }, 'grant' | 'revoke'>,
  ): Promise<Change>;
  /** Begins a run of these changes. */
  begin(changes: readonly Change[]): ReturnType<Sync['runs']['applyDirect']>;
  /** Carries them out, and tells what became of each, in their order. */
  apply(
    changes: readonly Change[],
  ): Promise<{ readonly run: Run; readonly entries: readonly JournalEntry[] }>;
  entries(run: Run): Promise<readonly JournalEntry[]>;
  [Symbol.asyncDispose](): Promise<void>;
};

export const startApplying = async (
  emulators: Pick<Gateway, BackendId>,
  options: { readonly config?: string; readonly backends?: string; readonly store?: Store } = {},
): Promise<Applying> => {
  const log = pino({ level: 'silent' });
  const flow = options.backends ?? 'writes: true, timeoutMs: 1000';
  const config = configOver(emulators, {
    config: `roles:\n${rolesOfStories}\n${options.config ?? ''}`,
    backends: { iot: flow, etl: flow, hub: flow, vpn: flow },
  });
  const store = options.store ?? (await openStore('memory:'));
  const largeBodies = createLargeBodies();
  const backends = config.backends.map((backend) => configureBackend(config, backend, { log, largeBodies }));
  const index = await createIdentityIndex({
    store,
    backends: backends.map(({ backend }) => backend.id),
    verifiedBackends: new Set(['iot', 'vpn']),
    newUserId: () => crypto.randomUUID(),
    now: Date.now,
  });
  const refreshes = createRefreshes({
    backends: backends.map(({ backend }) => ({ backend, refreshMs: 1_000_000 })),
    store,
    index,
    guard: { maxVanishedPercent: 20, smallBackend: 20, smallMaxVanished: 5 },
    now: Date.now,
    log,
  });
  const tables = createNativeRoleTables({ ttlMs: 30_000, now: Date.now });
  const sync = createSync({
    store,
    index,
    refreshes,
    backends,
    roles: ['runner', 'reader', 'lead'],
    tables,
    locks: createAccountLocks(),
    limits: guardLimitsOf(config),
    lifetimes: planLifetimesOf(config),
    newId: () => crypto.randomUUID(),
    now: Date.now,
    log,
  });
  const actor = {
    caller: { name: 'ops', scopes: new Set(['apply'] as const), backends: null, accounts: [] },
    requestId: 'a-request',
  };
  const entries = (run: Run) => store.runs.entries(run.id, { first: 500 });
  const begin = (changes: readonly Change[]) =>
    sync.runs.applyDirect({ action: 'grantRoles', request: {}, changes }, actor, () => {});

  return {
    sync,
    store,
    change: async (id, accountId, { grant, revoke }) => {
      const configured = backends.find(({ backend }) => backend.id === id);
      if (configured === undefined) throw new Error(`No backend is called ${id}`);
      const observed = await observeRoles(configured, accountId);
      const place = createPlace(configured, await tables.get(configured.backend));
      const decided = decideRoleChange({ ...place, writer: writable(configured, 'roleWriter') }, observed, {
        edit: { kind: 'delta', organizationId: null, grant, revoke },
        allowEscalation: false,
      });
      const change = toRoleChange(observed, decided, { userId: null, reason: 'a test' });
      if (change === null) throw new Error('expected something to change');
      return change;
    },
    begin,
    apply: async (changes) => {
      const { ended } = await begin(changes);
      const run = await ended;
      return { run, entries: await entries(run) };
    },
    entries,
    [Symbol.asyncDispose]: async () => {
      await sync.stop();
      await refreshes.stop();
      await Promise.all(backends.map(({ backend }) => backend.close()));
      if (options.store === undefined) await store.close();
    },
  };
};

/** Accounts of CData Sync that hold a native role, as many as asked for, behind Rolecall's back. Answers their ids. */
export const addAccounts = (
  { etl }: Pick<Gateway, 'etl'>,
  count: number,
  roles: readonly string[],
): readonly string[] =>
  Array.from({ length: count }, (_, at) => {
    const id = `0000${at}`.slice(-4).padStart(36, 'a0000000-0000-4000-8000-00000000');
    etl.state.users.set(id, {
      id,
      longId: 9_007_199_254_100_000n + BigInt(at),
      user: `user${at}`,
      email_address: `user${at}@example.com`,
      password: null,
      is_active: true,
      roles: [...roles],
      created_at: '2025-01-01T00:00:00Z',
      updated_at: '2025-01-01T00:00:00Z',
    });
    return id;
  });
