import type { Kysely } from 'kysely';
import type { AccountOrder, Listed, ListQuery } from '../../domain/account-query.ts';
import type { StoredAccount } from '../../domain/stored-account.ts';
import type { StoreDialect } from '../dialect.ts';
import type { Tables } from '../tables.ts';
import { positionIn } from './places.ts';
import { accountsByKey } from './stored-accounts.ts';
import { walkAccounts } from './walk.ts';

export const listAccounts = async (
  db: Kysely<Tables>,
  dialect: StoreDialect,
  query: ListQuery<AccountOrder>,
): Promise<readonly Listed<StoredAccount>[]> => {
  const places = await walkAccounts(db, dialect, query);
  const accounts = await accountsByKey(
    db,
    places.map(({ key }) => key),
  );
  return places.flatMap((place) => {
    const entry = accounts.get(place.key);
    return entry === undefined ? [] : [{ entry, position: positionIn(query.order, place) }];
  });
};
