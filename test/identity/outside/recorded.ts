import { appendAudit } from '../../../src/audit/audit.ts';
import type { Account } from '../../../src/domain/account.ts';
import type { AuditEvent } from '../../../src/domain/audit-entry.ts';
import type { Step } from '../../../src/domain/change.ts';
import type { OutsideChange } from '../../../src/domain/outside-change.ts';
import type { OutcomeKind } from '../../../src/domain/run.ts';
import { createIdentityIndex, type IdentityIndex } from '../../../src/identity/identity-index.ts';
import { openStore } from '../../../src/store/open-store.ts';
import type { Store } from '../../../src/store/store.ts';
import { auditEventOf, changeOf, outcomeOf, planOf, runOf } from '../../store/records.ts';

/** An index of one backend, `iot`, at a time that a test sets. `await using` ends it. */
export type Recorded = {
  readonly store: Store;
  readonly index: IdentityIndex;
  at(now: number): void;
  /** Observes accounts, attributed, as of a time that becomes the present. */
  see(asOf: number, accounts: readonly Account[], how?: How): Promise<void>;
  /** Writes down that the backend was read COMPLETE, begun at that time. */
  complete(startedAt: number): Promise<void>;
  /** Writes down that Rolecall changed an account, intended and settled at these times; not settled where `outcome` is `null`. */
  change(id: string | null, step: Step, done: Done): Promise<void>;
  audit(...events: readonly Partial<AuditEvent>[]): Promise<void>;
  /** What is told of others, the oldest first. */
  outside(): Promise<readonly Omit<OutsideChange, 'id'>[]>;
  [Symbol.asyncDispose](): Promise<void>;
};

type How = { readonly by?: 'ROLECALL'; readonly isAttributed?: boolean };

type Done = {
  readonly at: number;
  readonly settledAt?: number;
  readonly outcome?: OutcomeKind | null;
  readonly name?: string;
  /** The one that the backend has chosen. */
  readonly nativeId?: string;
};

export const startRecorded = async (): Promise<Recorded> => {
  const store = await openStore('memory:');
  let present = 0;
  const index = await createIdentityIndex({
    store,
    backends: ['iot'],
    verifiedBackends: new Set(),
    newUserId: () => crypto.randomUUID(),
    now: () => present,
  });
  let plans = 0;
  return {
    store,
    index,
    at: (now) => {
      present = now;
    },
    see: async (asOf, accounts, { isAttributed = true, ...options } = {}) => {
      present = asOf;
      await index.observe(
        accounts.map((account) => ({ account, isAttributed })),
        asOf,
        options,
      );
    },
    complete: async (startedAt) => {
      await store.write(async ({ refreshes }) => {
        const refresh = await refreshes.begin('iot', startedAt);
        await refreshes.save({ ...refresh, state: 'COMPLETE', finishedAt: startedAt + 1 });
      });
    },
    change: async (id, step, { at, settledAt = at, outcome = 'APPLIED', name, nativeId }) => {
      plans += 1;
      const [planId, runId] = [`plan ${plans}`, `run ${plans}`];
      const account = { backend: 'iot', id, name: name ?? null };
      await store.write(async (writer) => {
        await writer.plans.save(planOf(planId));
        await writer.plans.addChanges(planId, 0, [changeOf('iot', id, { step, account })]);
        await writer.runs.begin(runOf(runId, planId));
        await writer.runs.intend(runId, [0], at);
        if (outcome === null) return;
        const settled = { runId, position: 0, outcome: outcomeOf(outcome), at: settledAt, requestIds: [] };
        await writer.runs.settle({ ...settled, nativeId });
      });
    },
    audit: (...events) =>
      store.write((writer) =>
        appendAudit(
          writer,
          events.map((event) => auditEventOf({ backend: 'iot', ...event })),
        ),
      ),
    outside: async () => {
      const found = await store.outside.list({ backends: ['iot'], first: 500 });
      return found.toReversed().map(({ id: _id, ...change }) => change);
    },
    [Symbol.asyncDispose]: () => store.close(),
  };
};
