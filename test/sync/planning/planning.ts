import { pino } from 'pino';
import { configureBackend } from '../../../src/backends/configure-backend.ts';
import { createNativeRoleTables } from '../../../src/backends/native-role-tables.ts';
import { guardLimitsOf, planLifetimesOf } from '../../../src/config/guard-limits.ts';
import type { AccountRef } from '../../../src/domain/account.ts';
import type { Scope } from '../../../src/domain/caller.ts';
import type { Change } from '../../../src/domain/change.ts';
import type { Exclusion, Plan, Planned } from '../../../src/domain/plan.ts';
import type { JournalEntry, Run } from '../../../src/domain/run.ts';
import type { StoredAccount } from '../../../src/domain/stored-account.ts';
import { createVocabulary } from '../../../src/domain/vocabulary.ts';
import { createLargeBodies } from '../../../src/http/large-bodies.ts';
import { createIdentityIndex, type IdentityIndex } from '../../../src/identity/identity-index.ts';
import { createRefreshes, type Refreshes } from '../../../src/identity/refresh/refreshes.ts';
import { openStore } from '../../../src/store/open-store.ts';
import type { Store } from '../../../src/store/store.ts';
import { createAccountLocks } from '../../../src/sync/account-locks.ts';
import type { Actor } from '../../../src/sync/actor.ts';
import { createSync, type Sync } from '../../../src/sync/create-sync.ts';
import type { OffboardingRequest, Planning, RoleSyncRequest } from '../../../src/sync/planning/plans.ts';
import { type BackendId, configOver, type Gateway } from '../../gateway.ts';

/** What plans and applies, over backends of a test. `await using` ends it, but neither the backends nor a store that was given. */
export type PlanningGround = {
  readonly sync: Sync;
  readonly store: Store;
  readonly index: IdentityIndex;
  readonly refreshes: Refreshes;
  /** Waits for what comes of a plan, with all that is kept of it. */
  planned(planning: Promise<Planning>): Promise<Kept>;
  /** Plans to sync roles, by `all`, with the defaults of the API. */
  syncRoles(request: Partial<RoleSyncRequest>, actor?: Actor): Promise<Kept>;
  offboard(request: Partial<OffboardingRequest>, actor?: Actor): Promise<Kept>;
  undo(runId: string, actor?: Actor): Promise<Kept>;
  /** Approves by somebody else where that is needed, applies, and waits for the end. */
  apply(kept: Kept): Promise<{ readonly run: Run; readonly entries: readonly JournalEntry[] }>;
  /** The account as the index has it. */
  account(backend: BackendId, id: string): Promise<StoredAccount>;
  /** Confirms that these are one user's, and answers which. */
  link(accounts: readonly AccountRef[]): Promise<string>;
  /** Sets the clock forward. */
  pass(ms: number): void;
  now(): number;
  [Symbol.asyncDispose](): Promise<void>;
};

/** A plan with its parts. */
export type Kept = {
  readonly plan: Plan;
  readonly changes: readonly Change[];
  readonly exclusions: readonly Exclusion[];
};

export const startPlanning = async (
  emulators: Pick<Gateway, BackendId>,
  options: {
    readonly config?: string;
    /** YAML flow pairs of every backend, and of one alone. */
    readonly all?: string;
    readonly backends?: Partial<Record<BackendId, string>>;
    readonly store?: Store;
    readonly verified?: readonly BackendId[];
  } = {},
): Promise<PlanningGround> => {
  const log = pino({ level: 'silent' });
  const { all = 'writes: true, timeoutMs: 1000', verified = ['iot', 'etl', 'hub', 'vpn'] } = options;
  const config = configOver(emulators, {
    config: options.config ?? '',
    backends: { iot: all, etl: all, hub: all, vpn: all, ...options.backends },
  });
  let offset = 0;
  const now = () => Date.now() + offset;
  const store = options.store ?? (await openStore('memory:'));
  const largeBodies = createLargeBodies();
  const backends = config.backends.map((backend) => configureBackend(config, backend, { log, largeBodies }));
  const index = await createIdentityIndex({
    store,
    backends: backends.map(({ backend }) => backend.id),
    verifiedBackends: new Set(verified),
    newUserId: () => crypto.randomUUID(),
    now,
  });
  const refreshes = createRefreshes({
    backends: backends.map(({ backend }) => ({ backend, refreshMs: 1_000_000 })),
    store,
    index,
    guard: { maxVanishedPercent: 20, smallBackend: 20, smallMaxVanished: 5 },
    now,
    log,
  });
  const sync = createSync({
    store,
    index,
    refreshes,
    backends,
    roles: createVocabulary(
      config.roles,
      backends.map(({ backend, roleMap }) => ({ id: backend.id, roleMap })),
    ).map(({ name }) => name),
    tables: createNativeRoleTables({ ttlMs: 30_000, now }),
    locks: createAccountLocks(),
    limits: guardLimitsOf(config),
    lifetimes: planLifetimesOf(config),
    newId: () => crypto.randomUUID(),
    now,
    log,
  });
  await refreshes.restore();

  const planned = async (planning: Promise<Planning>): Promise<Kept> => {
    const plan = await (await planning).ended;
    const page = { first: 500 };
    const changes = await store.plans.changes(plan.id, page);
    const exclusions = await store.plans.exclusions(plan.id, page);
    return {
      plan,
      changes: changes.map(({ entry }) => entry),
      exclusions: exclusions.map(({ entry }) => entry),
    };
  };
  return {
    sync,
    store,
    index,
    refreshes,
    planned,
    syncRoles: (request, actor = author) =>
      planned(
        sync.plans.planRoleSync(
          {
            from: { kind: 'BACKEND', backend: 'iot' },
            to: ['etl'],
            users: null,
            filter: null,
            mode: 'GRANT_ONLY',
            allowEscalation: false,
            reason: null,
            ...request,
          },
          actor,
        ),
      ),
    offboard: (request, actor = author) =>
      planned(
        sync.plans.planOffboarding(
          {
            userId: '',
            extent: 'DISABLE',
            backends: ['iot', 'etl', 'hub', 'vpn'],
            reason: null,
            ...request,
          },
          actor,
        ),
      ),
    undo: (runId, actor = author) => planned(sync.plans.planUndo({ runId, reason: null }, actor)),
    apply: async ({ plan }) => {
      const { digest, guards } = plannedOf(plan);
      const request = { planId: plan.id, digest };
      if (guards.some(({ verdict }) => verdict === 'BLOCK'))
        await sync.plans.approve({ ...request, reason: 'a test' }, approver);
      const run = await (await sync.runs.apply(request, author)).ended;
      return { run, entries: await store.runs.entries(run.id, { first: 500 }) };
    },
    account: async (backend, id) => {
      const [found] = await index.accounts.find([{ backend, id }]);
      if (found === undefined) throw new Error(`The index has no account ${id} of ${backend}`);
      return found;
    },
    link: (accounts) => index.link(accounts, { reason: 'a test', by: 'all', backends: null }),
    pass: (ms) => {
      offset += ms;
    },
    now,
    [Symbol.asyncDispose]: async () => {
      await sync.stop();
      await refreshes.stop();
      await Promise.all(backends.map(({ backend }) => backend.close()));
      if (options.store === undefined) await store.close();
    },
  };
};

export const actorCalled = (
  name: string,
  caller: {
    readonly scopes?: readonly Scope[];
    readonly backends?: readonly BackendId[];
    readonly accounts?: readonly AccountRef[];
  } = {},
): Actor => ({
  caller: {
    name,
    scopes: new Set(caller.scopes ?? ['read', 'plan', 'apply', 'approve', 'write']),
    backends: caller.backends === undefined ? null : new Set(caller.backends),
    accounts: caller.accounts ?? [],
  },
  requestId: `a request of ${name}`,
});

/** Who plans unless somebody else is named, and who approves. */
export const author: Actor = actorCalled('author');
export const approver: Actor = actorCalled('approver');

/** What came of planning. Throws where nothing did. */
export const plannedOf = ({ outcome }: Plan): Planned => {
  if (outcome.state !== 'PLANNED') throw new Error(`The plan is ${JSON.stringify(outcome)}`);
  return outcome;
};
