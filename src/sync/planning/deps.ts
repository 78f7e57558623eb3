import type { Logger } from 'pino';
import type { ConfiguredBackend } from '../../backends/configured-backend.ts';
import type { GuardLimits } from '../../domain/guard-limits.ts';
import type { PlanLifetimes } from '../../domain/plan.ts';
import type { IdentityIndex } from '../../identity/identity-index.ts';
import type { Refreshes } from '../../identity/refresh/refreshes.ts';
import type { Store } from '../../store/store.ts';

/** What planning asks for. */
export type PlanningDeps = {
  readonly store: Store;
  readonly index: Pick<IdentityIndex, 'accounts' | 'observe' | 'resolveUser'>;
  readonly refreshes: Pick<Refreshes, 'refresh' | 'status'>;
  readonly backends: ReadonlyMap<string, ConfiguredBackend>;
  /** Names of all roles that there are. */
  readonly roles: readonly string[];
  readonly limits: GuardLimits;
  readonly lifetimes: PlanLifetimes;
  readonly now: () => number;
  readonly newId: () => string;
  readonly log: Pick<Logger, 'info' | 'error'>;
};
