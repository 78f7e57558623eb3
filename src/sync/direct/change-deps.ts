import type { Actor } from '../actor.ts';
import type { AdministratorGuard } from '../administrator-guard.ts';
import type { DirectRuns } from '../applying/direct-runs.ts';
import type { KeepingDeps } from '../last-admin.ts';
import type { OwnAccounts } from '../own-accounts.ts';

/** What a mutation takes that changes accounts at once. */
export type ChangeDeps = KeepingDeps & {
  readonly direct: DirectRuns;
  readonly own: OwnAccounts;
  readonly administratorGuard: AdministratorGuard;
  /**
   * Counts assignments among those that go on the backend, for what is no account's change. Throws GUARD_BLOCKED, and counts none, where they are
   * more than may go by now.
   */
  readonly admitLosses: (backend: string, losses: number) => Promise<void>;
  readonly actor: Actor;
};

/** Of every change that somebody asked for of an account itself. */
export const askedOfTheAccount = ({ actor }: Pick<ChangeDeps, 'actor'>) =>
  ({
    userId: null,
    sources: [],
    escalations: [],
    reason: `Asked for by ${actor.caller.name}`,
  }) as const;
