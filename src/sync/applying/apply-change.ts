import type { ConfiguredBackend } from '../../backends/configured-backend.ts';
import type { NativeRoleTables } from '../../backends/native-role-tables.ts';
import {
  type Assignment,
  type AssignmentRef,
  isInherited,
  keyOfAssignment,
} from '../../domain/assignment.ts';
import type { Change, Step } from '../../domain/change.ts';
import { RolecallError } from '../../domain/errors.ts';
import type { JournalEntry, Outcome, Run } from '../../domain/run.ts';
import type { AccountLocks } from '../account-locks.ts';
import { fingerprintOf, fingerprintOfSource } from '../fingerprint.ts';
import type { KnownAdministrators } from '../known-administrators.ts';
import { keepingAdmin } from '../last-admin.ts';
import { attributeRoles, findAccount, type Observed } from '../observe.ts';
import { writable } from '../writable.ts';
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
  /** Told of every account as it was read back, `null` for one that is gone. */
  readonly keep: (configured: ConfiguredBackend, id: string, seen: Observed | null) => Promise<void>;
};

/** What became of a change, and the account as it was read last; `null` where it was not, or is not there. */
export type AppliedChange = { readonly outcome: Outcome; readonly seen: Observed | null };

/**
 * Carries out one change of a run, alone on its account: reads it again, compares it with what was planned, writes down what is about to be
 * done, does it once, reads back and writes down what came of it. Rejects only where the store fails, or Rolecall itself.
 */
export const applyChange = async (
  run: Run,
  entry: JournalEntry,
  by: Author,
  deps: ApplyingDeps,
): Promise<AppliedChange> => {
  const { change, position } = entry;
  const settle = async (
    outcome: Outcome,
    seen: Observed | null = null,
    requestIds: readonly string[] = [],
  ): Promise<AppliedChange> => {
    await deps.journal.settle(run, [{ change, position, outcome, requestIds }], by);
    return { outcome, seen };
  };
  try {
    const configured = configuredFor(change, deps.backends);
    if (!isRepeatable(change.step)) return await settle(await settleUnrepeatable(configured, change.step));
    const target = targetOf(configured, change.account, change.step);
    return await deps.locks.run({ backend: change.account.backend, id: target.id }, async () => {
      const observed = await observe(target.configured, target.id);
      const early = outcomeWithoutWriting(entry, target.step, observed);
      if (early !== null) return settle(early, observed);
      if (observed === null) throw new Error('An account that is not there was to be written');
      await refuseMovedSources(change, deps.backends);
      return guarded(target, observed, deps, async (hasWaited) => {
        if (hasWaited) refuseMoved(change, await observe(target.configured, target.id));
        await deps.journal.intend(run, { change, position }, by);
        const requests = collectRequestIds();
        const written = await performStep(target.configured, target.step, observed, requests.options);
        const outcome = written.kind === 'APPLIED' ? applied : outcomeOf(written.kind, written.error);
        const settled = await settle(outcome, written.seen, requests.ids);
        if (written.kind !== 'UNKNOWN' && written.kind !== 'FAILED')
          await deps.keep(target.configured, target.id, written.seen);
        return settled;
      });
    });
  } catch (error) {
    // Nothing was written: whatever follows the intent ends in an outcome, or is a fault of the store or of Rolecall.
    if (!(error instanceof RolecallError) || error.code === 'STORE_UNAVAILABLE') throw error;
    return settle(outcomeOf(isOfMoved(error) ? 'CONFLICT' : kindOfRefusal(entry), error));
  }
};

const isOfMoved = ({ code }: RolecallError): boolean => code === 'CONFLICT' || code === 'PLAN_STALE';

const applied: Outcome = { kind: 'APPLIED', code: null, message: null };

/** What was written down before may have been done, whatever keeps Rolecall from looking now. */
const kindOfRefusal = ({ intendedAt }: JournalEntry) => (intendedAt === null ? 'SKIPPED' : 'UNKNOWN');

type Target = {
  readonly configured: ConfiguredBackend;
  readonly id: string;
  readonly step: RepeatableStep;
};

const configuredFor = (
  { account }: Change,
  backends: ReadonlyMap<string, ConfiguredBackend>,
): ConfiguredBackend => {
  const configured = backends.get(account.backend);
  if (configured !== undefined) return configured;
  throw new RolecallError('NOT_FOUND', `No backend is called ${account.backend} any more`);
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

/** Where it is done already, or the account is not as it was planned. `null` where it is to be written. */
const outcomeWithoutWriting = (
  { change, intendedAt }: JournalEntry,
  step: RepeatableStep,
  observed: Observed | null,
): Outcome | null => {
  // What Rolecall was about to do when it stopped was done by Rolecall.
  if (isDone(step, observed))
    return { kind: intendedAt === null ? 'NOOP' : 'APPLIED', code: null, message: null };
  const conflict = conflictOf(change, observed);
  return conflict === null ? null : outcomeOf('CONFLICT', conflict);
};

const conflictOf = (
  { account, step, fingerprint }: Change,
  observed: Observed | null,
): RolecallError | null => {
  if (observed === null)
    return new RolecallError('CONFLICT', `The account ${account.id} is not there any more`, {
      path: ['account'],
    });
  if (fingerprintOf(step.kind, observed) === fingerprint) return null;
  return new RolecallError('CONFLICT', `The account ${account.id} was changed by someone else meanwhile`, {
    path: ['account'],
  });
};

/** Whoever follows what others hold follows what they hold now. */
const refuseMovedSources = async (
  { sources }: Change,
  backends: ReadonlyMap<string, ConfiguredBackend>,
): Promise<void> => {
  for (const { account, fingerprint } of sources) {
    const configured = backends.get(account.backend);
    const observed = configured === undefined ? null : await observe(configured, account.id);
    if (observed === null || fingerprintOfSource(observed) !== fingerprint)
      throw new RolecallError(
        'PLAN_STALE',
        `The account ${account.id} of backend ${account.backend}, which this change follows, was changed by someone else meanwhile`,
      );
  }
};

/** Counting administrators takes time, and a write would undo what someone else did meanwhile. */
const refuseMoved = (change: Change, observed: Observed | null): void => {
  const conflict = conflictOf(change, observed);
  if (conflict !== null) throw conflict;
};

/** Does it, unless that would leave too few administrators. What the account inherits stays. */
const guarded = <T>(
  { configured, step }: Target,
  observed: Observed,
  deps: ApplyingDeps,
  write: (hasWaited: boolean) => Promise<T>,
): Promise<T> => {
  if (step.kind === 'STATUS' && step.after === 'ACTIVE') return write(false);
  return keepingAdmin(configured, observed, (held) => heldAfter(step, held), deps, write);
};

/** What an account would hold, and could use, after a step. */
export const heldAfter = (step: RepeatableStep, held: readonly Assignment[]): readonly AssignmentRef[] => {
  if (step.kind !== 'ROLES') return [];
  const revoked = new Set(step.revokes.map(keyOfAssignment));
  return [
    ...held.filter((assignment) => isInherited(assignment) || !revoked.has(keyOfAssignment(assignment))),
    ...step.grants,
  ];
};
