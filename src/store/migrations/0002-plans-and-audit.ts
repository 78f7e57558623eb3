import { type Kysely, sql } from 'kysely';
import type { Migration } from 'kysely/migration';

export const plansAndAudit: Migration = {
  up: async (db: Kysely<never>) => {
    await createPlans(db);
    await createRuns(db);
    await createAudit(db);
    await createAnswers(db);
    await createOutsideChanges(db);
  },
};

const createPlans = async (db: Kysely<never>): Promise<void> => {
  await db.schema
    .createTable('plan')
    .addColumn('number', 'integer', (column) => column.primaryKey())
    .addColumn('id', 'text', (column) => column.notNull().unique())
    .addColumn('origin', 'text', (column) => column.notNull())
    .addColumn('state', 'text', (column) => column.notNull())
    .addColumn('plan', 'text', (column) => column.notNull())
    .execute();
  await db.schema.createIndex('plan_by_origin').on('plan').columns(['origin', 'number']).execute();
  await sql`create index plan_unfinished on plan (number) where state = 'PLANNING'`.execute(db);
  await db.schema
    .createTable('plan_backend')
    .addColumn('plan_number', 'integer', (column) => column.notNull())
    .addColumn('backend', 'text', (column) => column.notNull())
    .addPrimaryKeyConstraint('plan_backend_key', ['plan_number', 'backend'])
    .modifyEnd(sql`without rowid`)
    .execute();
  await db.schema
    .createTable('plan_change')
    .addColumn('plan_number', 'integer', (column) => column.notNull())
    .addColumn('position', 'integer', (column) => column.notNull())
    .addColumn('backend', 'text', (column) => column.notNull())
    .addColumn('native_id', 'text')
    .addColumn('losses', 'integer', (column) => column.notNull())
    .addColumn('change', 'text', (column) => column.notNull())
    .addPrimaryKeyConstraint('plan_change_key', ['plan_number', 'position'])
    .execute();
  await sql`create index plan_change_by_losses on plan_change (plan_number, backend, losses) where losses > 0`.execute(
    db,
  );
  await db.schema
    .createTable('exclusion')
    .addColumn('plan_number', 'integer', (column) => column.notNull())
    .addColumn('position', 'integer', (column) => column.notNull())
    .addColumn('exclusion', 'text', (column) => column.notNull())
    .addPrimaryKeyConstraint('exclusion_key', ['plan_number', 'position'])
    .execute();
  await db.schema
    .createTable('approval')
    .addColumn('number', 'integer', (column) => column.primaryKey())
    .addColumn('plan_number', 'integer', (column) => column.notNull())
    .addColumn('digest', 'text', (column) => column.notNull())
    .addColumn('by', 'text', (column) => column.notNull())
    .addColumn('reason', 'text', (column) => column.notNull())
    .addColumn('at', 'integer', (column) => column.notNull())
    .addColumn('expires_at', 'integer', (column) => column.notNull())
    .execute();
  await db.schema.createIndex('approval_by_plan').on('approval').columns(['plan_number', 'number']).execute();
};

const createRuns = async (db: Kysely<never>): Promise<void> => {
  await db.schema
    .createTable('run')
    .addColumn('number', 'integer', (column) => column.primaryKey())
    .addColumn('id', 'text', (column) => column.notNull().unique())
    .addColumn('plan_number', 'integer', (column) => column.notNull().unique())
    .addColumn('digest', 'text', (column) => column.notNull())
    .addColumn('started_by', 'text', (column) => column.notNull())
    .addColumn('started_at', 'integer', (column) => column.notNull())
    .addColumn('finished_at', 'integer')
    .addColumn('state', 'text', (column) => column.notNull())
    .addColumn('is_approved', 'integer', (column) => column.notNull())
    .execute();
  await sql`create index run_under_way on run (number) where state = 'RUNNING'`.execute(db);
  await sql`create index run_undone on run (number) where state <> 'DONE'`.execute(db);
  await db.schema
    .createTable('journal')
    .addColumn('run_number', 'integer', (column) => column.notNull())
    .addColumn('position', 'integer', (column) => column.notNull())
    .addColumn('backend', 'text', (column) => column.notNull())
    .addColumn('native_id', 'text')
    .addColumn('losses', 'integer', (column) => column.notNull())
    .addColumn('intended_at', 'integer')
    .addColumn('outcome', 'text')
    .addColumn('code', 'text')
    .addColumn('message', 'text')
    .addColumn('settled_at', 'integer')
    .addColumn('request_ids', 'text', (column) => column.notNull())
    .addPrimaryKeyConstraint('journal_key', ['run_number', 'position'])
    .modifyEnd(sql`without rowid`)
    .execute();
  await db.schema
    .createTable('loss')
    .addColumn('number', 'integer', (column) => column.primaryKey())
    .addColumn('backend', 'text', (column) => column.notNull())
    .addColumn('at', 'integer', (column) => column.notNull())
    .addColumn('losses', 'integer', (column) => column.notNull())
    .execute();
  const indexes = [
    sql`create index loss_by_backend on loss (backend, at)`,
    sql`create index journal_by_account on journal (backend, native_id, intended_at) where intended_at is not null`,
    sql`create index journal_by_losses on journal (backend, intended_at) where losses > 0 and intended_at is not null`,
  ];
  for (const index of indexes) await index.execute(db);
};

const createAudit = async (db: Kysely<never>): Promise<void> => {
  await db.schema
    .createTable('audit')
    .addColumn('sequence', 'integer', (column) => column.primaryKey())
    .addColumn('at', 'integer', (column) => column.notNull())
    .addColumn('caller', 'text', (column) => column.notNull())
    .addColumn('request_id', 'text')
    .addColumn('action', 'text', (column) => column.notNull())
    .addColumn('phase', 'text', (column) => column.notNull())
    .addColumn('plan_id', 'text')
    .addColumn('digest', 'text')
    .addColumn('run_id', 'text')
    .addColumn('position', 'integer')
    .addColumn('backend', 'text')
    .addColumn('native_id', 'text')
    .addColumn('before', 'text')
    .addColumn('after', 'text')
    .addColumn('outcome', 'text')
    .addColumn('code', 'text')
    .addColumn('message', 'text')
    .addColumn('reason', 'text')
    .addColumn('upstream_request_ids', 'text', (column) => column.notNull())
    .addColumn('previous', 'text', (column) => column.notNull())
    .addColumn('hash', 'text', (column) => column.notNull())
    .execute();
  const indexes = [
    sql`create index audit_by_time on audit (at, sequence)`,
    sql`create index audit_by_caller on audit (caller, sequence)`,
    sql`create index audit_by_action on audit (action, sequence)`,
    sql`create index audit_by_plan on audit (plan_id, sequence) where plan_id is not null`,
    sql`create index audit_by_run on audit (run_id, sequence) where run_id is not null`,
    sql`create index audit_by_account on audit (backend, native_id, sequence) where native_id is not null`,
    sql`create index audit_by_outcome on audit (outcome, sequence) where outcome is not null`,
  ];
  for (const index of indexes) await index.execute(db);
  await db.schema
    .createTable('unanswered')
    .addColumn('sequence', 'integer', (column) => column.primaryKey())
    .execute();
};

const createAnswers = async (db: Kysely<never>): Promise<void> => {
  await db.schema
    .createTable('answer')
    .addColumn('id', 'text', (column) => column.primaryKey())
    .addColumn('request', 'text', (column) => column.notNull())
    .addColumn('claimed_at', 'integer', (column) => column.notNull())
    .addColumn('answer', 'text')
    .execute();
  await db.schema.createIndex('answer_by_claim').on('answer').column('claimed_at').execute();
};

const createOutsideChanges = async (db: Kysely<never>): Promise<void> => {
  await db.schema
    .createTable('outside_change')
    .addColumn('id', 'integer', (column) => column.primaryKey())
    .addColumn('backend', 'text', (column) => column.notNull())
    .addColumn('native_id', 'text', (column) => column.notNull())
    .addColumn('seen_at', 'integer', (column) => column.notNull())
    .addColumn('change', 'text', (column) => column.notNull())
    .execute();
  await db.schema
    .createIndex('outside_change_by_account')
    .on('outside_change')
    .columns(['backend', 'native_id', 'id'])
    .execute();
  await db.schema.createIndex('outside_change_by_time').on('outside_change').column('seen_at').execute();
};
