import type { Change } from '../../domain/change.ts';
import { RolecallError } from '../../domain/errors.ts';
import type { GuardLimits } from '../../domain/guard-limits.ts';
import type { GuardVerdict } from '../../domain/plan.ts';
import type { Refreshes } from '../../identity/refresh/refreshes.ts';
import type { StoreReader, StoreWriter } from '../../store/store.ts';
import type { Actor } from '../actor.ts';
import type { OwnAccounts } from '../own-accounts.ts';
import { judgeLosses } from '../planning/guard.ts';
import { gainOf } from './gain-of.ts';

export type GuardDeps = {
  readonly limits: GuardLimits;
  readonly own: OwnAccounts;
  readonly refreshes: Pick<Refreshes, 'status'>;
  readonly now: () => number;
};

/**
 * What the guards say of changes that nobody reviewed. Throws GUARD_BLOCKED where one stands in the way, since nobody can approve a mutation;
 * returns what has to be asked within the write that begins the run.
 */
export const createDirectGuard =
  (deps: GuardDeps) =>
  async (changes: readonly Change[], { caller }: Actor): Promise<(writer: StoreWriter) => Promise<void>> => {
    await deps.own.refuseRaising(caller, changes.flatMap(gainOf));
    return async (writer) => {
      for (const [backend, some] of Map.groupBy(changes, ({ account }) => account.backend))
        await refuseLosses({ backend, planned: sumOf(some), isReviewed: false }, writer, deps);
    };
  };

/** Throws GUARD_BLOCKED where more would be lost on a backend than may be without an approval, by now. */
export const refuseLosses = async (
  {
    backend,
    planned,
    isReviewed,
  }: { readonly backend: string; readonly planned: number; readonly isReviewed: boolean },
  store: Pick<StoreReader, 'accounts' | 'runs'>,
  { limits, refreshes, now }: Pick<GuardDeps, 'limits' | 'refreshes' | 'now'>,
): Promise<void> => {
  if (planned === 0) return;
  const isRead = refreshes.status(backend).complete !== null;
  refuse(
    judgeLosses(limits, {
      backend,
      // Of what nobody has counted no share can be told: the absolute limit holds.
      population: isRead ? await store.accounts.countAssignments(backend) : Number.POSITIVE_INFINITY,
      inWindow: await store.runs.lossesSince(backend, now() - limits.windowMs),
      planned,
      accounts: [],
    }),
    isReviewed
      ? 'More has gone since this was planned: plan again, then somebody else can approve it'
      : throughAPlan,
  );
};

const refuse = (judged: Pick<GuardVerdict, 'verdict' | 'detail'> | null, wayOut: string): void => {
  if (judged !== null && judged.verdict !== 'PASS')
    throw new RolecallError('GUARD_BLOCKED', `${judged.detail}. ${wayOut}`);
};

const throughAPlan = 'Somebody else can approve a plan of a role sync or of an offboarding';

const sumOf = (changes: readonly Change[]): number => changes.reduce((sum, { losses }) => sum + losses, 0);
