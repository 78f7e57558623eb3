import { sql } from 'kysely';
import type { StoreDialect } from '../dialect.ts';
import { matchOf } from './trigrams.ts';

export const sqliteStoreDialect: StoreDialect = {
  unindexed: (value) => sql`+${value}`,
  contains: (text, needle) => sql`instr(${text}, ${needle}) > 0`,
  searchPosting: (needle) => {
    const match = matchOf(needle);
    return match === null
      ? null
      : sql`(select rowid as account_key from account_search where account_search match ${match})`;
  },
  indexTexts: async (db, texts) => {
    for (const { account_key, text } of texts)
      await sql`insert or replace into account_search (rowid, text) values (${account_key}, ${text})`.execute(
        db,
      );
  },
};
