import { type Expression, type Kysely, sql } from 'kysely';
import type { AccountFilter } from '../../domain/account-query.ts';
import type { StoreDialect } from '../dialect.ts';
import type { Tables } from '../tables.ts';
import { conditionsOf } from './condition.ts';
import { findRarest, passes, passesWithoutIndex } from './passing.ts';

export const countAccounts = async (
  db: Kysely<Tables>,
  dialect: StoreDialect,
  filter: AccountFilter,
): Promise<number> => {
  const conditions = await conditionsOf(db, dialect, filter);
  if (conditions === null) return 0;
  // Facets alone are counted in their index, without a look at the accounts.
  if (conditions.others.length === 0) return sizeOf(db, conditions.facets.posting);
  const rarest = await findRarest(db, conditions.all, manyKeys);
  return sizeOf(
    db,
    db
      .selectFrom('account')
      .select('account.key as account_key')
      .where(passesWithoutIndex(rarest, conditions.all, dialect)),
  );
};

export const countUsers = async (
  db: Kysely<Tables>,
  dialect: StoreDialect,
  filter: AccountFilter,
): Promise<number> => {
  const conditions = await conditionsOf(db, dialect, filter);
  if (conditions === null) return 0;
  const rarest = await findRarest(db, conditions.all, manyKeys);
  // Facets of all accounts stand beside their users in an index of its own.
  const isByUser = rarest === null && conditions.others.length === 0;
  return sizeOf(
    db,
    db
      .selectFrom('account')
      .select('account.user_number')
      .where(
        isByUser ? passes(conditions.all, 'account') : passesWithoutIndex(rarest, conditions.all, dialect),
      )
      .groupBy('account.user_number'),
  );
};

/** Measured: to look at that many by key costs no more than to look at all 400,000 in a row. */
const manyKeys = 200_000;

const sizeOf = async (db: Kysely<Tables>, query: Expression<unknown>): Promise<number> => {
  const { rows } = await sql<{ size: number }>`select count(*) as size from ${query} as counted`.execute(db);
  return rows[0]?.size ?? 0;
};
