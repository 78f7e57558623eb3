import { BackendError, RolecallError } from '../../domain/errors.ts';
import type { CompleteRefresh, EndedRefresh, IncompleteRefresh, Refresh } from '../../domain/refresh.ts';
import type { Observation, Store } from '../../store/store.ts';
import type { IdentityIndex } from '../identity-index.ts';
import { mostWitnesses, reasonToDoubtMissing } from './missing-accounts.ts';
import { type PageRead, readBackend } from './read-backend.ts';
import type { CatalogueDeps } from './read-catalogue.ts';
import { hasShrunk, type ShrinkGuard } from './shrink-guard.ts';

/**
 * Reads a backend whole, into the index, and tells how that went. What is seen is kept at once, page by page; who has vanished is told by
 * a reading that reached its end. Rejects only where the store fails.
 */
export const refreshBackend = async (
  deps: RefreshDeps,
  { signal, confirmed }: RefreshOptions,
): Promise<EndedRefresh> => {
  const { backend, store, index, guard, now, onProgress, onFault } = deps;
  const options = { signal, priority: 'BACKGROUND' } as const;
  let refresh = await store.write(({ refreshes }) => refreshes.begin(backend.id, now()));
  const progress = (step: Partial<Figures>): void => {
    refresh = { ...refresh, ...step };
    onProgress(refresh);
  };
  let leftOut = 0;
  const end = async (outcome: Outcome): Promise<EndedRefresh> => {
    if (leftOut > 0) onFault(unkeptAccounts(backend.id, leftOut), 'accounts were left out of the index');
    const ended = { ...refresh, ...outcome, finishedAt: now() };
    onProgress(ended);
    await store.write(({ refreshes }) => refreshes.save(ended));
    return ended;
  };
  const keep = async (observations: readonly Observation[]): Promise<void> => {
    // Several pages may come in one answer, which is as old as its beginning: no account is younger than the reading.
    const observed = await index.observe(observations, refresh.startedAt);
    leftOut += observations.length - observed.length;
    const changes = observed.map(({ change }) => change);
    progress({
      created: refresh.created + changes.filter((change) => change === 'CREATED').length,
      changed:
        refresh.changed + changes.filter((change) => change === 'CHANGED' || change === 'RETURNED').length,
    });
  };

  onProgress(refresh);
  try {
    await readBackend({ ...deps, keep, onPage: (page) => progress(afterPage(refresh, page)) }, options);
  } catch (error) {
    if (error instanceof RolecallError && error.code === 'STORE_UNAVAILABLE') throw error;
    const isForeseen = signal.aborted || error instanceof RolecallError;
    if (!isForeseen) onFault(error, 'a reading failed for a fault of Rolecall');
    const reason = reasonOf(error, signal);
    return refresh.pages === 0
      ? end({ state: 'FAILED', reason })
      : end({ state: 'PARTIAL', reason: `${reason}, after page ${refresh.pages}` });
  }

  const { countUnseen } = index.accounts;
  const { unseen, known } = await countUnseen(backend.id, refresh.startedAt, 0);
  const before = known - refresh.created;
  if (unseen > confirmed && hasShrunk(guard, { vanished: unseen, before }))
    return end({ state: 'HELD', vanished: unseen, reason: reasonToHold({ unseen, before, confirmed }) });
  if (unseen > 0) {
    const { witnesses } = await countUnseen(backend.id, refresh.startedAt, mostWitnesses);
    const doubt = await reasonToDoubtMissing(backend, witnesses, options);
    if (doubt !== null) return end({ state: 'PARTIAL', reason: doubt });
  }
  const vanished = await index.markUnseenVanished(backend.id, refresh.startedAt);
  return end({ state: 'COMPLETE', vanished, reason: null });
};

export type RefreshOptions = {
  readonly signal: AbortSignal;
  /** So many may vanish as somebody has been shown and has confirmed, however few otherwise may; 0 where nobody has. */
  readonly confirmed: number;
};

export type RefreshDeps = CatalogueDeps & {
  readonly store: Store;
  readonly index: Pick<
    IdentityIndex,
    'accounts' | 'observe' | 'markUnseenVanished' | 'catalogue' | 'keepCatalogue'
  >;
  readonly guard: ShrinkGuard;
  /** Told after each step. */
  readonly onProgress: (refresh: Refresh) => void;
};

type Figures = Pick<Refresh, 'pages' | 'seen' | 'created' | 'changed' | 'total'>;

type Outcome =
  | Pick<CompleteRefresh, 'state' | 'reason' | 'vanished'>
  | (Pick<IncompleteRefresh, 'state' | 'reason'> & Partial<Pick<IncompleteRefresh, 'vanished'>>);

const reasonToHold = (figures: {
  readonly unseen: number;
  readonly before: number;
  readonly confirmed: number;
}): string => {
  const { unseen, before, confirmed } = figures;
  const limit = confirmed === 0 ? 'may vanish at once' : `the ${confirmed} that were confirmed`;
  return `${unseen} of ${before} accounts did not come, which is more than ${limit}; a refresh that confirms it accepts ${unseen} and no more`;
};

const unkeptAccounts = (backend: string, count: number): BackendError =>
  new BackendError(
    'UPSTREAM_INVALID',
    `Backend ${backend} has ${count} accounts whose ids are no well-formed text`,
    { backend },
  );

const reasonOf = (error: unknown, signal: AbortSignal): string => {
  if (signal.aborted) return 'Rolecall was stopped while it was read';
  return error instanceof RolecallError ? error.message : faultOfRolecall;
};

export const faultOfRolecall = 'A fault of Rolecall, which the log tells';

const afterPage = (refresh: Refresh, { seen, total }: PageRead): Partial<Figures> => ({
  pages: refresh.pages + 1,
  seen: refresh.seen + seen,
  total: total ?? refresh.total,
});
