import type { Expression, Kysely, SqlBool } from 'kysely';
import type { Tables } from './tables.ts';

/** Where one database has to be told otherwise than another. All else of the queries is the same. */
export type StoreDialect = {
  /** The same value, in a form that keeps the planner from going by an index on it. */
  unindexed<T>(value: Expression<T>): Expression<T>;
  /** Whether the text has the other within it, byte by byte. */
  contains(text: Expression<string>, needle: string): Expression<SqlBool>;
  /** Keys of accounts whose search text may contain the needle, none of those that do left out; `null` where no index can tell. */
  searchPosting(needle: string): Expression<{ account_key: number }> | null;
  /** Makes these accounts be found by these texts, and by no earlier one. */
  indexTexts(
    db: Kysely<Tables>,
    texts: readonly { readonly account_key: number; readonly text: string }[],
  ): Promise<void>;
};
