import { type Kysely, sql } from 'kysely';
import type { Migration } from 'kysely/migration';

export const accountsAndLinks: Migration = {
  up: async (db: Kysely<never>) => {
    await createUsers(db);
    await createAccounts(db);
    await createWhatIsShown(db);
    await createAssignments(db);
    await createDecisions(db);
    await createRefreshes(db);
  },
};

const createUsers = async (db: Kysely<never>): Promise<void> => {
  await db.schema
    .createTable('user')
    .addColumn('number', 'integer', (column) => column.primaryKey())
    .addColumn('id', 'text', (column) => column.notNull().unique())
    .addColumn('forward_to', 'integer')
    .execute();
  await sql`create index user_forward on user (forward_to) where forward_to is not null`.execute(db);
};

const createAccounts = async (db: Kysely<never>): Promise<void> => {
  await db.schema
    .createTable('account')
    .addColumn('key', 'integer', (column) => column.primaryKey())
    .addColumn('backend', 'text', (column) => column.notNull())
    .addColumn('native_id', 'text', (column) => column.notNull())
    .addColumn('is_external', 'integer', (column) => column.notNull())
    .addColumn('kind', 'text', (column) => column.notNull())
    .addColumn('status', 'text', (column) => column.notNull())
    .addColumn('sort_name', 'text', (column) => column.notNull())
    .addColumn('search_text', 'text', (column) => column.notNull())
    .addColumn('email', 'text', (column) => column.notNull())
    .addColumn('email_confirmed', 'integer')
    .addColumn('external_id', 'text')
    .addColumn('user_name', 'text')
    .addColumn('user_number', 'integer')
    .addColumn('home_number', 'integer')
    .addColumn('link', 'text', (column) => column.notNull())
    .addColumn('vanished_at', 'integer')
    .addUniqueConstraint('account_ref', ['backend', 'native_id', 'is_external'])
    .execute();
  const indexes = [
    sql`create index account_by_name on account (sort_name) where vanished_at is null`,
    sql`create index account_by_email on account (email) where vanished_at is null`,
    sql`create index account_by_external_id on account (external_id) where vanished_at is null and external_id is not null`,
    sql`create index account_by_user_name on account (user_name) where vanished_at is null and user_name is not null`,
    sql`create index account_by_user on account (user_number, vanished_at, backend, status, kind, link) where user_number is not null`,
    sql`create index account_by_facets on account (backend, status, kind, link, user_number) where vanished_at is null and user_number is not null`,
    sql`create virtual table account_search using fts5 (text, content = '', contentless_delete = 1, detail = none, tokenize = 'trigram case_sensitive 1')`,
    sql`create virtual table account_term using fts5vocab (account_search, row)`,
  ];
  for (const index of indexes) await index.execute(db);
};

const createWhatIsShown = async (db: Kysely<never>): Promise<void> => {
  await db.schema
    .createTable('record')
    .addColumn('account_key', 'integer', (column) => column.primaryKey())
    .addColumn('account', 'text', (column) => column.notNull())
    .addColumn('assignments', 'text', (column) => column.notNull())
    .addColumn('is_attributed', 'integer', (column) => column.notNull())
    .execute();
  await db.schema
    .createTable('sighting')
    .addColumn('account_key', 'integer', (column) => column.primaryKey())
    .addColumn('backend', 'text', (column) => column.notNull())
    .addColumn('seen_at', 'integer', (column) => column.notNull())
    .addColumn('as_of', 'integer', (column) => column.notNull())
    .execute();
};

const createAssignments = async (db: Kysely<never>): Promise<void> => {
  await db.schema
    .createTable('assignment')
    .addColumn('backend', 'text', (column) => column.notNull())
    .addColumn('native_role_id', 'text', (column) => column.notNull())
    .addColumn('account_key', 'integer', (column) => column.notNull())
    .addColumn('organization_id', 'text', (column) => column.notNull())
    .addPrimaryKeyConstraint('assignment_key', [
      'backend',
      'native_role_id',
      'account_key',
      'organization_id',
    ])
    .modifyEnd(sql`without rowid`)
    .execute();
  await sql`create index assignment_by_organization on assignment (backend, organization_id, account_key) where organization_id <> ''`.execute(
    db,
  );
};

const createDecisions = async (db: Kysely<never>): Promise<void> => {
  await db.schema
    .createTable('decision')
    .addColumn('low_key', 'integer', (column) => column.notNull())
    .addColumn('high_key', 'integer', (column) => column.notNull())
    .addColumn('verdict', 'text', (column) => column.notNull())
    .addColumn('reason', 'text', (column) => column.notNull())
    .addColumn('by', 'text', (column) => column.notNull())
    .addColumn('at', 'integer', (column) => column.notNull())
    .addPrimaryKeyConstraint('decision_pair', ['low_key', 'high_key'])
    .execute();
  await db.schema.createIndex('decision_by_high_key').on('decision').column('high_key').execute();
  await db.schema
    .createTable('setting')
    .addColumn('name', 'text', (column) => column.primaryKey())
    .addColumn('value', 'text', (column) => column.notNull())
    .execute();
};

const createRefreshes = async (db: Kysely<never>): Promise<void> => {
  await db.schema
    .createTable('refresh')
    .addColumn('id', 'integer', (column) => column.primaryKey())
    .addColumn('backend', 'text', (column) => column.notNull())
    .addColumn('state', 'text', (column) => column.notNull())
    .addColumn('started_at', 'integer', (column) => column.notNull())
    .addColumn('finished_at', 'integer')
    .addColumn('pages', 'integer', (column) => column.notNull())
    .addColumn('seen', 'integer', (column) => column.notNull())
    .addColumn('created', 'integer', (column) => column.notNull())
    .addColumn('changed', 'integer', (column) => column.notNull())
    .addColumn('vanished', 'integer', (column) => column.notNull())
    .addColumn('total', 'integer')
    .addColumn('reason', 'text')
    .execute();
  await db.schema.createIndex('refresh_by_state').on('refresh').columns(['backend', 'state']).execute();
  await db.schema
    .createTable('catalogue')
    .addColumn('backend', 'text', (column) => column.primaryKey())
    .addColumn('catalogue', 'text', (column) => column.notNull())
    .execute();
};
