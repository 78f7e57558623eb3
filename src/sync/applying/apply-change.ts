import type { Logger } from 'pino';
import type { ConfiguredBackend } from '../../backends/configured-backend.ts';
import type { NativeRoleTables } from '../../backends/native-role-tables.ts';
import type { Change, Step } from '../../domain/change.ts';
import { RolecallError } from '../../domain/errors.ts';
import type { JournalEntry, Outcome, Run } from '../../domain/run.ts';
import type { AccountLocks } from '../account-locks.ts';
import { usableAfter } from '../after-step.ts';
import { configuredFor } from '../configured-for.ts';
import type { KnownAdministrators } from '../known-administrators.ts';
import { keepingAdmin } from '../last-admin.ts';
import { attributeRoles, findAccount, type Observed } from '../observe.ts';
import { writable } from '../writable.ts';
import { refuseMoved, refuseMovedSources } from './compare.ts';
import { type Author, type Journal, outcomeOf } from './journal.ts';
import { patiently } from './patiently.ts';
import { isDone, performStep, type RepeatableStep } from './perform-step.ts';
import { collectRequestIds } from './request-ids.ts';
import { settleUnrepeatable } from './settle-unrepeatable.ts';

export type ApplyingDeps = {
  readonly backends: ReadonlyMap<string, ConfiguredBackend>;
  readonly locks: AccountLocks;
  readonly tables: NativeRoleTables;
  readonly administrators: KnownAdministrators;
  readonly journal: Journal;
  /** Told of every account as it was read back and when, `null` for one that is gone. */
  readonly keep: (
    configured: ConfiguredBackend,
    id: string,
    seen: Observed | null,
    asOf: number,
  ) => Promise<void>;
  readonly now: () => number;
  readonly log: Pick<Logger, 'info' | 'error'>;
};

/** What became of a change, and the account as it was read last; `null` where it was not, or is not there. */
export type AppliedChange = { readonly outcome: Outcome; readonly seen: Observed | null };

/** What is carried out. `heldBack` is why nothing more may be written; `null` where it may. */
export type ChangeOfRun = {
  readonly run: Run;
  readonly entry: JournalEntry;
  readonly by: Author;
  readonly heldBack: RolecallError | null;
};

/**
 * Carries out one change of a run, alone on its account: reads it again, compares it with what was planned, writes down what is about to be
 * done, does it once, reads back and writes down what came of it. Rejects only where the store fails.
 */
export const applyChange = async (
  { run, entry, by, heldBack }: ChangeOfRun,
  deps: ApplyingDeps,
): Promise<AppliedChange> => {
  const { change, position } = entry;
  // Of what was intended before only reading tells whether it was done.
  let mayBeDone = entry.intendedAt !== null;
  const settle = async (
    outcome: Outcome,
    seen: Observed | null = null,
    requestIds: readonly string[] = [],
  ): Promise<AppliedChange> => {
    await deps.journal.settle(run, [{ change, position, outcome, requestIds }], by);
    return { outcome, seen };
  };

  const write = async ({ configured, id, step }: Target, observed: Observed): Promise<AppliedChange> => {
    await deps.journal.intend(run, { change, position }, by);
    mayBeDone = true;
    const requests = collectRequestIds();
    const written = await performStep(configured, step, observed, {
      options: requests.options,
      now: deps.now,
      manner: patiently,
    });
    const outcome = written.kind === 'APPLIED' ? done('APPLIED') : outcomeOf(written.kind, written.error);
    const settled = await settle(outcome, written.seen, requests.ids);
    if (written.kind === 'APPLIED' || written.seen !== null)
      await deps.keep(configured, id, written.seen, written.asOf);
    return settled;
  };

  try {
    const configured = configuredFor(deps.backends, change.account.backend);
    if (!isRepeatable(change.step)) return await settle(await settleUnrepeatable(configured, change.step));
    const target = targetOf(configured, change.account, change.step);
    return await deps.locks.run({ backend: change.account.backend, id: target.id }, async () => {
      const observed = await observe(configured, target.id);
      // What Rolecall was about to do when it stopped was done by Rolecall.
      if (isDone(target.step, observed)) return settle(done(mayBeDone ? 'APPLIED' : 'NOOP'), observed);
      mayBeDone = false;
      if (heldBack !== null) throw heldBack;
      refuseMoved(change, configured, observed);
      await refuseMovedSources(change, (backend, id) => observe(configuredFor(deps.backends, backend), id));
      return guarded(target, observed, deps, async (hasWaited) => {
        // Counting administrators takes time, and a write would undo what someone else did meanwhile.
        if (hasWaited) refuseMoved(change, configured, await observe(configured, target.id));
        return write(target, observed);
      });
    });
  } catch (error) {
    if (isOfStore(error)) throw error;
    if (error instanceof RolecallError) return settle(outcomeOf(kindOf(error, mayBeDone), error));
    deps.log.error({ run: run.id, position, err: error }, 'a change met a fault of Rolecall');
    return settle({ ...faulty, kind: mayBeDone ? 'UNKNOWN' : 'SKIPPED' });
  }
};

const done = (kind: 'APPLIED' | 'NOOP'): Outcome => ({ kind, code: null, message: null });

const faulty = { code: 'INTERNAL', message: 'A fault of Rolecall, of which the log tells more' } as const;

const isOfStore = (error: unknown): boolean =>
  error instanceof RolecallError && error.code === 'STORE_UNAVAILABLE';

/** Of what keeps a change from being made: nothing was written for that, but perhaps before. */
const kindOf = ({ code }: RolecallError, mayBeDone: boolean): 'CONFLICT' | 'UNKNOWN' | 'SKIPPED' => {
  if (mayBeDone) return 'UNKNOWN';
  return code === 'CONFLICT' || code === 'PLAN_STALE' ? 'CONFLICT' : 'SKIPPED';
};

type Target = {
  readonly configured: ConfiguredBackend;
  readonly id: string;
  readonly step: RepeatableStep;
};

const targetOf = (configured: ConfiguredBackend, { id }: Change['account'], step: RepeatableStep): Target => {
  if (id === null) throw new Error('An account that is to be changed has no id');
  writable(configured, step.kind === 'ROLES' ? 'roleWriter' : 'accountWriter');
  return { configured, id, step };
};

const isRepeatable = (step: Step): step is RepeatableStep =>
  step.kind === 'ROLES' || step.kind === 'STATUS' || step.kind === 'DELETE';

const observe = (configured: ConfiguredBackend, id: string): Promise<Observed | null> =>
  patiently(async () => {
    const account = await findAccount(configured, id);
    return account === null ? null : attributeRoles(configured, account);
  });

/** Does it, unless that would leave too few administrators. What the account inherits stays. */
const guarded = <T>(
  { configured, step }: Target,
  observed: Observed,
  deps: ApplyingDeps,
  write: (hasWaited: boolean) => Promise<T>,
): Promise<T> => {
  if (step.kind === 'STATUS' && step.after === 'ACTIVE') return write(false);
  return keepingAdmin(configured, observed, (held) => usableAfter(step, held), deps, write);
};
