import { DatabaseSync } from 'node:sqlite';
import { Kysely } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createWriter } from '../../../src/store/create-store.ts';
import { createSqliteDialect } from '../../../src/store/sqlite/driver.ts';
import { migrate } from '../../../src/store/sqlite/migrate.ts';
import { sqliteStoreDialect } from '../../../src/store/sqlite/store-dialect.ts';
import type { StoreWriter } from '../../../src/store/store.ts';
import type { Tables } from '../../../src/store/tables.ts';

const account = { backend: 'iot', nativeId: 'ada' };
const some = { backends: ['iot'], first: 100 };
const entries = { backends: null, first: 100, after: 5 };
const page = { first: 100, after: 5 };

/** What is asked of the records of plans and runs, and the index that answers it; `null` where that is the order in which they came. */
const questions: readonly (readonly [
  question: string,
  ask: (writer: StoreWriter) => Promise<unknown>,
  index: string | null,
])[] = [
  ['a plan', ({ plans }) => plans.find('p'), 'sqlite_autoindex_plan_1 (id=?)'],
  [
    'plans by origin',
    ({ plans }) => plans.list({ ...some, origins: ['UNDO'], before: 'p' }),
    'plan_by_origin (origin=? AND number<?)',
  ],
  ['unfinished plans', ({ plans }) => plans.unfinished(), 'plan_unfinished'],
  ['changes', ({ plans }) => plans.changes('p', page), '(plan_number=? AND position>?)'],
  ['exclusions', ({ plans }) => plans.exclusions('p', page), '(plan_number=? AND position>?)'],
  ['an approval', ({ plans }) => plans.approval('p'), 'approval_by_plan (plan_number=?)'],
  ['a run', ({ runs }) => runs.find('r'), 'sqlite_autoindex_run_1 (id=?)'],
  ['the run of a plan', ({ runs }) => runs.ofPlan('p'), 'sqlite_autoindex_run_2 (plan_number=?)'],
  ['runs', ({ runs }) => runs.list({ ...some, before: 'r' }), null],
  ['runs that somebody may go on with', ({ runs }) => runs.list({ ...some, isOpen: true }), 'run_undone'],
  ['unfinished runs', ({ runs }) => runs.unfinished(), 'run_under_way'],
  ['what became of changes', ({ runs }) => runs.entries('r', page), '(run_number=? AND position=?)'],
  ['counts of outcomes', ({ runs }) => runs.counts('r'), 'PRIMARY KEY (run_number=?)'],
  [
    'losses of runs under way',
    ({ runs }) => runs.lossesSince('iot', 5),
    'plan_change_by_losses (plan_number=? AND backend=? AND losses>?)',
  ],
  [
    'losses of other runs',
    ({ runs }) => runs.lossesSince('iot', 5),
    'journal_by_losses (backend=? AND intended_at>?)',
  ],
  [
    'the last change of an account',
    ({ runs }) => runs.lastOf('iot', 'ada', 5),
    'journal_by_account (backend=? AND native_id=? AND intended_at>?)',
  ],
  ['changes of accounts', ({ runs }) => runs.changesSince('iot', ['ada'], 5), 'journal_by_account'],
  ['creations in doubt', ({ runs }) => runs.creationsInDoubt('iot'), 'journal_by_account'],
  ['the audit trail', ({ audit }) => audit.list({ ...entries, descending: true }), null],
  [
    'entries of a run',
    ({ audit }) =>
      audit.list({
        ...entries,
        runId: 'r',
        planId: 'p',
        account,
        outcome: 'FAILED',
        caller: 'c',
        action: 'a',
      }),
    'audit_by_run (run_id=? AND sequence>?)',
  ],
  [
    'entries of a plan',
    ({ audit }) => audit.list({ ...entries, planId: 'p', account, outcome: 'FAILED', caller: 'c', from: 1 }),
    'audit_by_plan (plan_id=? AND sequence>?)',
  ],
  [
    'entries about an account',
    ({ audit }) => audit.list({ ...entries, account, outcome: 'FAILED', caller: 'c', backends: ['iot'] }),
    'audit_by_account (backend=? AND native_id=? AND sequence>?)',
  ],
  [
    'entries with an outcome',
    ({ audit }) => audit.list({ ...entries, outcome: 'FAILED', caller: 'c', action: 'a', until: 9 }),
    'audit_by_outcome (outcome=? AND sequence>?)',
  ],
  [
    'entries of a caller',
    ({ audit }) => audit.list({ ...entries, caller: 'c', action: 'a', from: 1, until: 9 }),
    'audit_by_caller (caller=? AND sequence>?)',
  ],
  [
    'entries of a mutation',
    ({ audit }) => audit.list({ ...entries, action: 'a', from: 1, backends: ['iot'] }),
    'audit_by_action (action=? AND sequence>?)',
  ],
  [
    'entries of a time',
    ({ audit }) => audit.list({ ...entries, from: 1, until: 9, descending: true }),
    'audit_by_time (at>? AND at<?)',
  ],
  ['plans to be forgotten', ({ plans }) => plans.forgetUnapplied(5), 'plan_by_origin (origin=?)'],
  ['an answer', ({ answers }) => answers.find('a'), 'sqlite_autoindex_answer_1 (id=?)'],
  ['old answers', ({ answers }) => answers.forgetBefore(5), 'answer_by_claim (claimed_at<?)'],
  ['outside changes', ({ outside }) => outside.list({ ...some, before: 5 }), null],
  [
    'outside changes of an account',
    ({ outside }) => outside.list({ ...some, before: 5, since: 5, account: { backend: 'iot', id: 'ada' } }),
    'outside_change_by_account (backend=? AND native_id=? AND id<?)',
  ],
  [
    'outside changes since a time',
    ({ outside }) => outside.list({ ...some, before: 5, since: 5 }),
    'outside_change_by_time (seen_at>?)',
  ],
  ['old outside changes', ({ outside }) => outside.forgetBefore(5), 'outside_change_by_time (seen_at<?)'],
];

/** Walked through whole: the few intents that are open, and the indexes of the few that are under way or undone. */
const walked = /^SCAN (unanswered|(plan|run) USING INDEX (plan_unfinished|run_under_way|run_undone))$/;

describe('of plans and runs', () => {
  const database = new DatabaseSync(':memory:');
  const asked: string[] = [];
  let writer: StoreWriter;
  beforeAll(async () => {
    const db = new Kysely<Tables>({
      dialect: createSqliteDialect(database),
      log: ({ query }) => {
        asked.push(query.sql);
      },
    });
    await migrate(db, ':memory:');
    writer = createWriter(db, sqliteStoreDialect);
  });
  afterAll(() => database.close());

  const stepsOf = async (ask: (writer: StoreWriter) => Promise<unknown>): Promise<readonly string[]> => {
    asked.length = 0;
    await ask(writer);
    return asked.flatMap((sql) =>
      database
        .prepare(`explain query plan ${sql}`)
        .all()
        .map(({ detail }) => String(detail)),
    );
  };

  it.each(questions)(
    '%s are found by an index, without going through all there are',
    async (_, ask, index) => {
      const steps = await stepsOf(ask);
      expect(steps.filter((step) => step.startsWith('SCAN') && !walked.test(step))).toEqual([]);
      expect(steps.some((step) => step.includes(index ?? 'USING INTEGER PRIMARY KEY (rowid<'))).toBe(true);
    },
  );

  it('no index is kept that nothing is found by', async () => {
    const used = new Set<string>();
    for (const [, ask] of questions)
      for (const step of await stepsOf(ask)) used.add(/INDEX (\w+)/.exec(step)?.[1] ?? '');
    const kept = database
      .prepare(
        `select name from sqlite_schema where type = 'index' and sql is not null and tbl_name in ${tables}`,
      )
      .all()
      .map(({ name }) => String(name));
    expect(kept.length).toBeGreaterThan(15);
    expect(kept.filter((name) => !used.has(name))).toEqual([]);
  });
});

const tables =
  "('plan', 'plan_backend', 'plan_change', 'exclusion', 'approval', 'run', 'journal', 'audit', 'unanswered', 'answer', 'outside_change')";
