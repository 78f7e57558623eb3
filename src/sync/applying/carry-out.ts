import type { ErrorCode, RolecallError } from '../../domain/errors.ts';
import type { JournalEntry, Outcome, Run } from '../../domain/run.ts';
import { mostAtOnce, type StoreReader } from '../../store/store.ts';
import { type Phase, phaseOf, phases } from '../phase.ts';
import { type AppliedChange, type ApplyingDeps, applyChange } from './apply-change.ts';
import type { Author } from './journal.ts';

/** Why a run ended. STOPPED: Rolecall is being stopped, and the next start takes up the rest. */
export type CarriedOut = 'ENDED' | 'CANCELLED' | 'STOPPED';

export type CarryingOut = {
  readonly brakes: Brakes;
  /** Why nothing more may be written; `null` where it may. */
  readonly heldBack: RolecallError | null;
  readonly onApplied: (entry: JournalEntry, applied: AppliedChange) => void;
};

/** What may end a run before its end. */
export type Brakes = { readonly cancelled: () => boolean; readonly stopped: () => boolean };

/**
 * Carries out all changes of a run that have no outcome yet, phase by phase: none begins on any backend before the one before it has ended on
 * all. Backends go on side by side, some changes of each at a time, and none waits for the failure of another: a backend that fails is left
 * alone after a few failures, and what is left of it is SKIPPED.
 */
export const carryOut = async (
  run: Run,
  backends: readonly string[],
  by: Author,
  deps: ApplyingDeps & { readonly runs: Pick<StoreReader['runs'], 'entries'> },
  options: CarryingOut,
): Promise<CarriedOut> => {
  const { brakes } = options;
  const lanes = backends.map((backend) => createLane({ run, backend, by }, deps, options));
  for (const phase of phases)
    for (const ended of await Promise.allSettled(lanes.map((lane) => lane.carryOut(phase))))
      if (ended.status === 'rejected') throw ended.reason;
  if (brakes.stopped()) return 'STOPPED';
  return brakes.cancelled() ? 'CANCELLED' : 'ENDED';
};

/** The changes on one backend. */
type Lane = { carryOut(phase: Phase): Promise<void> };

const createLane = (
  { run, backend, by }: { readonly run: Run; readonly backend: string; readonly by: Author },
  deps: ApplyingDeps & { readonly runs: Pick<StoreReader['runs'], 'entries'> },
  { brakes, heldBack, onApplied }: CarryingOut,
): Lane => {
  const quarantine = createQuarantine();
  const open = openEntries(run, backend, deps.runs);
  const width = Math.min(deps.backends.get(backend)?.limits.concurrency ?? 1, mostSideBySide);

  const apply = async (entry: JournalEntry): Promise<void> => {
    const reason = quarantine.reason();
    const applied =
      reason === null
        ? await applyChange({ run, entry, by, heldBack }, deps)
        : await skip(run, entry, by, skippedFor(backend, reason), deps);
    quarantine.count(applied.outcome);
    onApplied(entry, applied);
  };
  return {
    carryOut: async (phase) => {
      const worker = async (): Promise<void> => {
        while (!brakes.cancelled() && !brakes.stopped()) {
          const entry = await open.next((one) => phaseOf(one.change) <= phase);
          if (entry === null) return;
          await apply(entry);
        }
      };
      for (const ended of await Promise.allSettled(Array.from({ length: width }, worker)))
        if (ended.status === 'rejected') throw ended.reason;
    },
  };
};

/** As many changes of one backend are under way at a time, if the backend bears it. */
const mostSideBySide = 8;

/** Entries without an outcome, in order, each given once, while they fit. */
const openEntries = (run: Run, backend: string, runs: Pick<StoreReader['runs'], 'entries'>) => {
  let page: JournalEntry[] = [];
  let after: number | undefined;
  let isOver = false;
  let reading: Promise<void> | null = null;

  const read = async (): Promise<void> => {
    page = [...(await runs.entries(run.id, { backend, isOpen: true, after, first: mostAtOnce }))];
    after = page.at(-1)?.position ?? after;
    isOver = page.length === 0;
  };
  return {
    next: async (fits: (entry: JournalEntry) => boolean): Promise<JournalEntry | null> => {
      while (page.length === 0 && !isOver) {
        reading ??= read().finally(() => {
          reading = null;
        });
        await reading;
      }
      const [entry] = page;
      if (entry === undefined || !fits(entry)) return null;
      page.shift();
      return entry;
    },
  };
};

/** Settles a change that is not tried. */
const skip = async (
  run: Run,
  { change, position, intendedAt }: JournalEntry,
  by: Author,
  skipped: Outcome,
  { journal }: Pick<ApplyingDeps, 'journal'>,
): Promise<AppliedChange> => {
  // What was intended before may have been done.
  const outcome: Outcome = intendedAt === null ? skipped : { ...skipped, kind: 'UNKNOWN' };
  await journal.settle(run, [{ change, position, outcome, requestIds: [] }], by);
  return { outcome, seen: null };
};

const skippedFor = (backend: string, reason: string): Outcome => ({
  kind: 'SKIPPED',
  code: 'QUARANTINED',
  message: `Not tried, since backend ${backend} is left alone: ${reason}`,
});

/** A backend that refuses Rolecall's credentials is left alone at once, one that fails otherwise after some failures in a row. */
const createQuarantine = () => {
  let failures = 0;
  let reason: string | null = null;
  return {
    reason: () => reason,
    count: ({ code, message }: Outcome): void => {
      if (code === null || !isOfBackend.has(code)) {
        failures = 0;
        return;
      }
      failures += 1;
      if (code === 'UPSTREAM_REFUSED' || code === 'QUARANTINED' || failures >= mostFailures)
        reason ??= message ?? code;
    },
  };
};

const mostFailures = 3;

const isOfBackend: ReadonlySet<ErrorCode> = new Set<ErrorCode>([
  'UPSTREAM_TIMEOUT',
  'UPSTREAM_UNAVAILABLE',
  'UPSTREAM_REFUSED',
  'QUARANTINED',
]);
