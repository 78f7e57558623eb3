import type { Kysely } from 'kysely';
import type { AccountOrder, Listed, ListQuery } from '../../domain/account-query.ts';
import type { StoredAccount } from '../../domain/stored-account.ts';
import type { StoreDialect } from '../dialect.ts';
import type { Tables } from '../tables.ts';
import { isHopeless } from './account-filter.ts';
import { inOrder } from './order.ts';
import { storedColumns, toStoredAccount } from './stored-accounts.ts';
import { placeNames, placesIn, positionIn, walkAccounts } from './walk.ts';

export const listAccounts = async (
  db: Kysely<Tables>,
  dialect: StoreDialect,
  query: ListQuery<AccountOrder>,
): Promise<readonly Listed<StoredAccount>[]> => {
  if (isHopeless(query.filter) || query.first <= 0) return [];
  const page = await walkAccounts(db, dialect, query);
  const rows = await db
    .selectFrom(page.as('account'))
    .innerJoin('user', 'user.number', 'account.user_number')
    .innerJoin('record', 'record.account_key', 'account.key')
    .innerJoin('sighting', 'sighting.account_key', 'account.key')
    .select(storedColumns)
    .select(placeNames.map((name) => `account.${name}` as const))
    .orderBy(inOrder(placesIn(query.order), query.order.descending))
    .execute();
  return rows.map((row) => ({ entry: toStoredAccount(row), position: positionIn(query.order, row) }));
};
