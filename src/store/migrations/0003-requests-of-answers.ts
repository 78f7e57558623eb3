import type { Migration } from 'kysely/migration';

/** An answer knows the requests under which it was claimed, so that what the journal tells of them can be told from what it tells of others. */
export const requestsOfAnswers: Migration = {
  up: async (db) => {
    await db.schema
      .alterTable('answer')
      .addColumn('request_ids', 'text', (column) => column.notNull().defaultTo('[]'))
      .execute();
  },
};
