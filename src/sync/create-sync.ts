import type { Logger } from 'pino';
import type { ConfiguredBackend } from '../backends/configured-backend.ts';
import type { NativeRoleTables } from '../backends/native-role-tables.ts';
import type { GuardLimits } from '../domain/guard-limits.ts';
import type { PlanLifetimes } from '../domain/plan.ts';
import type { IdentityIndex } from '../identity/identity-index.ts';
import type { Refreshes } from '../identity/refresh/refreshes.ts';
import type { Store } from '../store/store.ts';
import type { AccountLocks } from './account-locks.ts';
import { type AdministratorGuard, createAdministratorGuard } from './administrator-guard.ts';
import { createRuns } from './applying/create-runs.ts';
import { createDirectRuns, type DirectRuns } from './applying/direct-runs.ts';
import { createDirectGuard, refuseLosses } from './applying/guard-direct.ts';
import { createJournal } from './applying/journal.ts';
import type { Runs } from './applying/runs.ts';
import { createRunsUnderWay } from './applying/runs-under-way.ts';
import type { ChangeDeps } from './direct/change-deps.ts';
import { keepSeen } from './keep-seen.ts';
import { createKnownAdministrators, type KnownAdministrators } from './known-administrators.ts';
import { createOwnAccounts, type OwnAccounts } from './own-accounts.ts';
import { createPlans } from './planning/create-plans.ts';
import type { Plans } from './planning/plans.ts';
import { refuseStale } from './planning/stale.ts';

/** Everything that changes accounts: plans, runs of plans, and mutations that change at once. All of it takes the one road through the journal. */
export type Sync = {
  readonly plans: Plans;
  readonly runs: Runs;
  readonly direct: DirectRuns;
  readonly administrators: KnownAdministrators;
  readonly own: OwnAccounts;
  readonly administratorGuard: AdministratorGuard;
  readonly admitLosses: ChangeDeps['admitLosses'];
  /** Takes up what an earlier process left. */
  restore(): Promise<void>;
  /** Lets changes under way end, and gives up planning. */
  stop(): Promise<void>;
};

export type SyncDeps = {
  readonly store: Store;
  readonly index: IdentityIndex;
  readonly refreshes: Refreshes;
  readonly backends: readonly ConfiguredBackend[];
  /** Names of the vocabulary. */
  readonly roles: readonly string[];
  readonly tables: NativeRoleTables;
  readonly locks: AccountLocks;
  readonly limits: GuardLimits;
  readonly lifetimes: PlanLifetimes;
  readonly newId: () => string;
  readonly now: () => number;
  readonly log: Logger;
};

export const createSync = (deps: SyncDeps): Sync => {
  const { store, index, refreshes, newId, now } = deps;
  const backends = new Map(deps.backends.map((configured) => [configured.backend.id, configured]));
  const own = createOwnAccounts(index.accounts, {
    backends: [...backends.keys()],
    isRead: (backend) => !backends.has(backend) || refreshes.status(backend).complete !== null,
  });
  const guarding = { ...deps, own };
  const journal = createJournal({ store, now });
  const underWay = createRunsUnderWay();
  const administrators = createKnownAdministrators(index.accounts);
  const direct = createDirectRuns({
    journal,
    underWay,
    guard: createDirectGuard(guarding),
    planMs: deps.lifetimes.planMs,
    newId,
    now,
  });
  const plans = createPlans({ ...deps, backends });
  const runs = createRuns({
    ...deps,
    backends,
    administrators,
    journal,
    direct,
    underWay,
    own,
    keep: keepSeen(deps),
    refuseStale: (plan) => refuseStale(plan, { ...deps, backends }),
    refuseLosses: async (losses, writer) => {
      for (const [backend, planned] of losses)
        await refuseLosses({ backend, planned, isReviewed: true }, writer, guarding);
    },
  });
  return {
    plans,
    runs,
    direct,
    administrators,
    own,
    administratorGuard: createAdministratorGuard(deps.limits),
    admitLosses: (backend, losses) =>
      store.write(async (writer) => {
        await refuseLosses({ backend, planned: losses, isReviewed: false }, writer, guarding);
        if (losses > 0) await writer.runs.addLosses({ backend, losses, at: now() });
      }),
    restore: async () => {
      await plans.restore();
      await runs.restore();
    },
    stop: async () => {
      await Promise.all([plans.stop(), runs.stop()]);
    },
  };
};
