import { type Expression, expressionBuilder, type Kysely, type SqlBool } from 'kysely';
import type { Listed, ListQuery, UserOrder } from '../../domain/account-query.ts';
import type { StoreDialect } from '../dialect.ts';
import type { Tables } from '../tables.ts';
import { column } from './account-columns.ts';
import type { Condition } from './condition.ts';
import { passes } from './passing.ts';
import { type Place, positionIn, type WalkOrder } from './places.ts';
import { walkAccounts } from './walk.ts';

/** A user stands where the first of its accounts stands, of those that the filter lets through: the walk passes over all others. */
export const listUsers = async (
  db: Kysely<Tables>,
  dialect: StoreDialect,
  query: ListQuery<UserOrder>,
): Promise<readonly Listed<string>[]> => {
  const { descending } = query.order;
  const order: WalkOrder = { by: walkedBy[query.order.by], descending };
  const places = await walkAccounts(db, dialect, { ...query, order }, (conditions) =>
    eb.not(eb.exists(earlierOfSameUser(conditions, dialect, query.order))),
  );
  const ids = await idsOf(db, places);
  return places.flatMap((place) => {
    const entry = ids.get(place.user_number ?? 0);
    return entry === undefined ? [] : [{ entry, position: positionIn(order, place) }];
  });
};

const walkedBy = { FIRST_SEEN: 'USER', NAME: 'NAME' } as const;

const earlierOfSameUser = (conditions: readonly Condition[], dialect: StoreDialect, { by }: UserOrder) =>
  eb
    .selectFrom('account as earlier')
    .select('earlier.key')
    .whereRef('earlier.user_number', '=', 'account.user_number')
    .where(passes(conditions, 'earlier'))
    .where(isEarlier(dialect, by));

const isEarlier = (dialect: StoreDialect, by: UserOrder['by']): Expression<SqlBool> => {
  const key = dialect.unindexed(column('earlier', 'key'));
  const isOlder = eb(key, '<', eb.ref('account.key'));
  switch (by) {
    case 'FIRST_SEEN':
      return isOlder;
    case 'NAME': {
      const name = dialect.unindexed(column('earlier', 'sort_name'));
      const own = eb.ref('account.sort_name');
      return eb.or([eb(name, '<', own), eb.and([eb(name, '=', own), isOlder])]);
    }
  }
};

const idsOf = async (db: Kysely<Tables>, places: readonly Place[]): Promise<ReadonlyMap<number, string>> => {
  if (places.length === 0) return new Map();
  const users = await db
    .selectFrom('user')
    .select(['number', 'id'])
    .where(
      'number',
      'in',
      places.map(({ user_number }) => user_number ?? 0),
    )
    .execute();
  return new Map(users.map(({ number, id }) => [number, id]));
};

const eb = expressionBuilder<Tables, 'account'>();
