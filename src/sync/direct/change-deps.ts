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
  /** Throws GUARD_BLOCKED where so many assignments are more than may go on the backend by now. */
  readonly refuseLosses: (backend: string, losses: number) => Promise<void>;
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
