import type { Backend } from '../backends/backend.ts';
import type { AccountRef } from '../domain/account.ts';
import { attempt } from '../domain/attempt.ts';
import type { CallOptions } from '../domain/call-options.ts';
import { BackendError, RolecallError } from '../domain/errors.ts';
import type { Organization } from '../domain/organization.ts';
import type { Refresh } from '../domain/refresh.ts';
import type { Observation, Store } from '../store/store.ts';
import { createBatches } from './batches.ts';
import type { IdentityIndex } from './identity-index.ts';
import { hasShrunk, type ShrinkGuard } from './shrink-guard.ts';

/**
 * Reads a backend whole, into the index, and tells how that went. What is seen is kept at once, page by page; who is gone is told by a
 * reading that reached its end, and by nothing else. Rejects only where the store fails.
 */
export const refreshBackend = async (
  deps: RefreshDeps,
  { signal, confirmShrink }: { readonly signal: AbortSignal; readonly confirmShrink: boolean },
): Promise<Refresh> => {
  const { backend, store, index, guard, now, onProgress, onFault } = deps;
  let refresh = await store.write(({ refreshes }) => refreshes.begin(backend.id, now()));
  const progress = (step: Partial<Refresh>) => {
    refresh = { ...refresh, ...step };
    onProgress(refresh);
  };
  const end = async (step: Pick<Refresh, 'state' | 'reason'> & Partial<Refresh>) => {
    progress({ ...step, finishedAt: now() });
    await store.write(({ refreshes }) => refreshes.save(refresh));
    return refresh;
  };
  const keep = async (observations: readonly Observation[], asOf: number) => {
    const changes = (await index.observe(observations, asOf)).map(({ change }) => change);
    progress({
      created: refresh.created + changes.filter((change) => change === 'CREATED').length,
      changed:
        refresh.changed + changes.filter((change) => change === 'CHANGED' || change === 'RETURNED').length,
    });
  };

  onProgress(refresh);
  try {
    await readAll(
      { ...deps, keep, onPage: (page) => progress(afterPage(refresh, page)) },
      { signal, priority: 'BACKGROUND' },
    );
  } catch (error) {
    if (error instanceof RolecallError && error.code === 'STORE_UNAVAILABLE') throw error;
    const isForeseen = signal.aborted || error instanceof RolecallError;
    if (!isForeseen) onFault(error, 'a reading failed for a fault of Rolecall');
    const reason = reasonOf(error, signal);
    return refresh.pages === 0
      ? end({ state: 'FAILED', reason })
      : end({ state: 'PARTIAL', reason: `${reason}, after page ${refresh.pages}` });
  }

  const { unseen, some, known } = await index.countUnseen(backend.id, refresh.startedAt, mostWitnesses);
  const before = known - refresh.created;
  if (!confirmShrink && hasShrunk(guard, { vanished: unseen, before }))
    return end({
      state: 'HELD',
      vanished: unseen,
      reason: `${unseen} of ${before} accounts did not come, which is more than may vanish at once; refreshBackend with confirmShrink: true believes it`,
    });
  const doubt = await findDoubt(backend, some, { signal, priority: 'BACKGROUND' });
  if (doubt !== null) return end({ state: 'PARTIAL', reason: doubt });
  const vanished = await index.forgetUnseen(backend.id, refresh.startedAt);
  return end({ state: 'COMPLETE', vanished, reason: null });
};

export type RefreshDeps = {
  readonly backend: Backend;
  readonly store: Store;
  readonly index: IdentityIndex;
  readonly guard: ShrinkGuard;
  readonly now: () => number;
  /** Told after each step. */
  readonly onProgress: (refresh: Refresh) => void;
  /** Told what went wrong beside the accounts, or for no fault of the backend. */
  readonly onFault: (error: unknown, sentence: string) => void;
};

/** Of the accounts that did not come so many are asked for by id, before any is held to be gone. No more: for many, an adapter may ask the list again. */
const mostWitnesses = 4;

/** A list may leave out accounts without a trace. Why this one is not to be believed; `null` where nothing speaks against it. */
const findDoubt = async (
  backend: Backend,
  missing: readonly AccountRef[],
  options: CallOptions,
): Promise<string | null> => {
  if (missing.length === 0) return null;
  const answers = await attempt(() =>
    backend.getAccounts(
      missing.map(({ id }) => id),
      options,
    ),
  );
  if (answers instanceof BackendError)
    return `Whether missing accounts are gone cannot be told: ${answers.message}`;
  const [witness] = answers.filter((answer) => answer !== null);
  if (witness === undefined) return null;
  return witness instanceof BackendError
    ? `Whether missing accounts are gone cannot be told: ${witness.message}`
    : `The list leaves out accounts that there are, such as ${witness.ref.id}`;
};

const reasonOf = (error: unknown, signal: AbortSignal): string => {
  if (signal.aborted) return 'Rolecall was stopped while it was read';
  return error instanceof RolecallError ? error.message : 'A fault of Rolecall, which the log tells';
};

type PageRead = { readonly seen: number; readonly total: number | null };

/** What comes before accounts is what tells of them: roles, organizations, and where assignments come from. */
const readAll = async (
  deps: RefreshDeps & {
    readonly keep: (observations: readonly Observation[], asOf: number) => Promise<void>;
    readonly onPage: (page: PageRead) => void;
  },
  options: CallOptions,
): Promise<void> => {
  const { backend, now, keep, onPage } = deps;
  await readCatalogue(deps, options);
  const beforeAttribution = now();
  const attribute = await backend.prepareAttribution?.(options);
  const isAttributed = attribute !== undefined || backend.getAssignments === undefined;

  const batches = createBatches(batchSize, keep);
  try {
    let asOf = now();
    for await (const { entries, total } of backend.listAccounts(options)) {
      onPage({ seen: entries.length, total });
      const observations = entries.map((account): Observation => {
        const assignments = attribute?.(account) ?? account.assignments;
        return { account: { ...account, assignments }, isAttributed };
      });
      await batches.add(observations, attribute === undefined ? asOf : beforeAttribution);
      asOf = now();
    }
  } finally {
    await batches.flush();
  }
};

/** No write is longer than this, so that no other waits long for it. */
const batchSize = 500;

/** Only names hang on it: where it cannot be read, the one that is kept goes on being told. */
const readCatalogue = async (
  { backend, index, now, onFault }: RefreshDeps,
  options: CallOptions,
): Promise<void> => {
  const asOf = now();
  const catalogue = await attempt(async () => {
    const nativeRoles = await backend.listNativeRoles(options);
    const organizations: Organization[] = [];
    for await (const { entries } of backend.organizations?.list(options) ?? [])
      organizations.push(...entries);
    return { nativeRoles, organizations, asOf };
  });
  if (catalogue instanceof BackendError)
    onFault(catalogue, 'native roles or organizations could not be read');
  else await index.keepCatalogue(backend.id, catalogue);
};

const afterPage = (refresh: Refresh, { seen, total }: PageRead): Partial<Refresh> => ({
  pages: refresh.pages + 1,
  seen: refresh.seen + seen,
  total: total ?? refresh.total,
});
