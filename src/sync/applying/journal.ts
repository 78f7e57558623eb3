import { appendAudit } from '../../audit/audit.ts';
import { type AuditEvent, toAuditEvent } from '../../domain/audit-entry.ts';
import type { Change } from '../../domain/change.ts';
import { chunksOf } from '../../domain/chunks.ts';
import type { RolecallError } from '../../domain/errors.ts';
import type { Plan } from '../../domain/plan.ts';
import type { Outcome, Run, RunState } from '../../domain/run.ts';
import { mostAtOnce, type Store, type StoreWriter } from '../../store/store.ts';
import { auditedStep } from './audited-step.ts';

/**
 * What is written down of runs, each time in one write with its part of the audit trail: an intent before the backend is told, an outcome
 * afterwards. Nothing here is done until it is durable, and all of it rejects with STORE_UNAVAILABLE where that cannot be.
 */
export type Journal = {
  /**
   * Begins a run, unless the plan has one: then it answers that one. `guard` is asked within the same write, so that no other run begins in
   * between; what it throws keeps this one from beginning.
   */
  begin(run: Run, by: Author, guard: (writer: StoreWriter) => Promise<void>): Promise<Run>;
  /**
   * Begins a run of changes that nobody planned, whose plan is written down with it; where `areIntended` the backend is told of all of them at
   * once.
   */
  beginDirect(
    direct: {
      readonly plan: Plan;
      readonly changes: readonly Change[];
      readonly run: Run;
      readonly areIntended: boolean;
    },
    by: Author,
    guard: (writer: StoreWriter) => Promise<void>,
  ): Promise<void>;
  intend(run: Run, change: PlacedChange, by: Author): Promise<void>;
  settle(run: Run, settled: readonly Settled[], by: Author): Promise<void>;
  /** Settles the last changes and ends the run. */
  finish(run: Run, state: RunState, by: Author, settled?: readonly Settled[]): Promise<Run>;
  /** Writes down that somebody has stopped it. */
  cancel(run: Run, by: Author): Promise<void>;
  /** Makes a run that has ended be under way again. `guard` is asked as by `begin`. */
  reopen(run: Run, by: Author, guard: (writer: StoreWriter) => Promise<void>): Promise<Run>;
};

/** Who has it done, by which mutation, and why in the words of whoever wanted it. */
export type Author = {
  readonly caller: string;
  readonly requestId: string | null;
  readonly action: string;
  readonly reason: string | null;
};

export type PlacedChange = { readonly position: number; readonly change: Change };

export type Settled = PlacedChange & {
  readonly outcome: Outcome;
  readonly requestIds: readonly string[];
  /** Where the backend has chosen it. */
  readonly nativeId?: string | undefined;
};

export const createJournal = ({
  store,
  now,
}: {
  readonly store: Store;
  readonly now: () => number;
}): Journal => {
  const settleWithin = async (
    writer: StoreWriter,
    run: Run,
    settled: readonly Settled[],
    by: Author,
  ): Promise<void> => {
    const at = now();
    for (const { position, outcome, requestIds, nativeId } of settled)
      await writer.runs.settle({ runId: run.id, position, outcome, requestIds, nativeId, at });
    await appendAudit(
      writer,
      settled.map((one) => outcomeEvent(run, one, by, at)),
    );
  };
  const intendWithin = async (
    writer: StoreWriter,
    run: Run,
    changes: readonly PlacedChange[],
    by: Author,
  ): Promise<void> => {
    const at = now();
    await writer.runs.intend(
      run.id,
      changes.map(({ position }) => position),
      at,
    );
    await appendAudit(
      writer,
      changes.map((one) => eventOf(run, one, { ...by, at, phase: 'INTENT' })),
    );
  };
  const decided = (writer: StoreWriter, run: Run, by: Author): Promise<void> =>
    appendAudit(writer, [toAuditEvent({ ...by, at: now(), phase: 'DECISION', ...placeOf(run) })]);

  return {
    begin: (run, by, guard) =>
      store.write(async (writer) => {
        const begun = await writer.runs.ofPlan(run.planId);
        if (begun !== null) return begun;
        await guard(writer);
        await writer.runs.begin(run);
        await decided(writer, run, by);
        return run;
      }),
    beginDirect: ({ plan, changes, run, areIntended }, by, guard) =>
      store.write(async (writer) => {
        await guard(writer);
        await writer.plans.save(plan);
        for (const [at, some] of chunksOf(changes, mostAtOnce).entries())
          await writer.plans.addChanges(plan.id, at * mostAtOnce, some);
        await writer.runs.begin(run);
        if (!areIntended) return decided(writer, run, by);
        await intendWithin(
          writer,
          run,
          changes.map((change, position) => ({ change, position })),
          by,
        );
      }),
    intend: (run, change, by) => store.write((writer) => intendWithin(writer, run, [change], by)),
    settle: (run, settled, by) => store.write((writer) => settleWithin(writer, run, settled, by)),
    finish: (run, state, by, settled = []) =>
      store.write(async (writer) => {
        const finished: Run = { ...run, state, finishedAt: now() };
        await settleWithin(writer, run, settled, by);
        await writer.runs.save(finished);
        return finished;
      }),
    cancel: (run, by) => store.write((writer) => decided(writer, run, by)),
    reopen: (run, by, guard) =>
      store.write(async (writer) => {
        await guard(writer);
        const reopened: Run = { ...run, state: 'RUNNING', finishedAt: null };
        await writer.runs.reopen(run.id);
        await writer.runs.save(reopened);
        await decided(writer, run, by);
        return reopened;
      }),
  };
};

/** What a failure is among outcomes. */
export const outcomeOf = (
  kind: Exclude<Outcome['kind'], 'APPLIED' | 'NOOP'>,
  error: RolecallError,
): Outcome => ({
  kind,
  code: error.code,
  message: error.message,
});

const outcomeEvent = (run: Run, settled: Settled, by: Author, at: number): AuditEvent => {
  const { outcome, requestIds, nativeId } = settled;
  const event = eventOf(run, settled, { ...by, at, phase: 'OUTCOME' });
  return {
    ...event,
    nativeId: nativeId ?? event.nativeId,
    outcome: outcome.kind,
    code: outcome.code,
    message: outcome.message,
    upstreamRequestIds: requestIds,
  };
};

const eventOf = (
  run: Run,
  { change, position }: PlacedChange,
  told: Author & Pick<AuditEvent, 'at' | 'phase'>,
): AuditEvent =>
  toAuditEvent({
    ...told,
    ...placeOf(run),
    ...auditedStep(change.step),
    position,
    backend: change.account.backend,
    nativeId: change.account.id,
  });

const placeOf = ({ id, planId, digest }: Run) => ({ runId: id, planId, digest });
