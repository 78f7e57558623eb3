import { type Kysely, sql } from 'kysely';
import type { Posting, StoreDialect } from '../dialect.ts';
import { createRowStatement } from '../queries/row-statement.ts';
import type { Tables } from '../tables.ts';
import { allTrigramsOf, anyTrigramOf, rangeOf, withEnd } from './trigrams.ts';

export const sqliteStoreDialect: StoreDialect = {
  hasOrRollback: true,
  unindexed: (value) => sql`+${value}`,
  contains: (text, needle) => sql`instr(${text}, ${needle}) > 0`,
  findTexts: async (db, needle) => {
    const match = allTrigramsOf(needle);
    return match === null ? findByStart(db, needle) : postingOf(match);
  },
  indexTexts: async (db, texts) => {
    await putTexts(
      db,
      sqliteStoreDialect,
      texts.map(({ account_key, text }) => ({ account_key, text: withEnd(text) })),
    );
  },
};

const putTexts = createRowStatement(
  ['account_key', 'text'],
  (db, rows: readonly { readonly account_key: number; readonly text: string }[]) => {
    const values = rows.map(({ account_key, text }) => sql`(${account_key}, ${text})`);
    const insert = sql`insert or replace into account_search (rowid, text) values ${sql.join(values)}`;
    return { compile: () => insert.compile(db) };
  },
);

/** What is too short for a trigram begins one. Where that may be one of many, most texts have it, and an index does not help. */
const findByStart = async (db: Kysely<Tables>, needle: string): Promise<Posting | null> => {
  const range = rangeOf(needle);
  if (range === null) return null;
  const { rows } = await sql<{ term: string }>`
    select term from account_term where term >= ${range[0]} and term < ${range[1]} limit ${longestChoice + 1}`.execute(
    db,
  );
  if (rows.length > longestChoice) return null;
  return rows.length === 0 ? nothing : postingOf(anyTrigramOf(rows.map(({ term }) => term)));
};

const longestChoice = 50;

const postingOf = (match: string): Posting =>
  sql`(select rowid as account_key from account_search where account_search match ${match})`;

const nothing: Posting = sql`(select key as account_key from account where false)`;
