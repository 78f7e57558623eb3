import type { Expression, Kysely, SqlBool } from 'kysely';
import type { Tables } from './tables.ts';

/** Where one database has to be told otherwise than another. All else of the queries is the same. */
export type StoreDialect = {
  /**
   * Whether a statement that inserts may be told to undo the whole write where it fails, and not only what it did itself: then nothing that
   * it changes has to be copied beforehand.
   */
  readonly hasOrRollback: boolean;
  /** The same value, in a form that keeps the planner from going by an index on it. */
  unindexed<T>(value: Expression<T>): Expression<T>;
  /** Whether the text has the other within it, byte by byte. */
  contains(text: Expression<string>, needle: string): Expression<SqlBool>;
  /** Keys of all accounts whose search text contains the needle, and perhaps of others; `null` where no index tells them in little time. */
  findTexts(db: Kysely<Tables>, needle: string): Promise<Posting | null>;
  /** Makes these accounts be found by these texts, and by no earlier one. */
  indexTexts(
    db: Kysely<Tables>,
    texts: readonly { readonly account_key: number; readonly text: string }[],
  ): Promise<void>;
};

/** Keys of accounts, from an index. */
export type Posting = Expression<{ account_key: number }>;
