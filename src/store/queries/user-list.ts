import { expressionBuilder, type Kysely, type SqlBool, sql } from 'kysely';
import type { AccountFilter, Listed, ListQuery, UserOrder } from '../../domain/account-query.ts';
import type { StoreDialect } from '../dialect.ts';
import type { Tables } from '../tables.ts';
import { column, isHopeless, passes } from './account-filter.ts';
import { inOrder, standsBehind } from './order.ts';
import { findShortPosting } from './posting.ts';
import { longestPosting, placesIn, positionIn, type WalkOrder, walkAccounts } from './walk.ts';

export const listUsers = async (
  db: Kysely<Tables>,
  dialect: StoreDialect,
  query: ListQuery<UserOrder>,
): Promise<readonly Listed<string>[]> => {
  if (isHopeless(query.filter) || query.first <= 0) return [];
  switch (query.order.by) {
    case 'FIRST_SEEN':
      return listByNumber(db, dialect, query);
    case 'NAME':
      return listByName(db, dialect, query);
  }
};

const listByNumber = async (
  db: Kysely<Tables>,
  dialect: StoreDialect,
  { filter, order, after, first }: ListQuery<UserOrder>,
): Promise<readonly Listed<string>[]> => {
  const posting = await findShortPosting(db, filter, dialect, longestPosting);
  const number =
    posting === null ? column('account', 'user_number') : dialect.unindexed(column('account', 'user_number'));
  const page = db
    .selectFrom('account')
    .select('account.user_number')
    .where(passes(filter, dialect, 'account'))
    .$if(posting !== null, (some) => some.where(sql<SqlBool>`account.key in ${posting}`))
    .$if(after !== undefined, (some) => some.where(standsBehind(after ?? [], [number], order.descending)))
    .groupBy('account.user_number')
    .orderBy('account.user_number', order.descending ? 'desc' : 'asc')
    .limit(first);
  const rows = await db
    .selectFrom(page.as('page'))
    .innerJoin('user', 'user.number', 'page.user_number')
    .select(['user.id', 'user.number'])
    .orderBy('user.number', order.descending ? 'desc' : 'asc')
    .execute();
  return rows.map(({ id, number }) => ({ entry: id, position: [number] }));
};

/** A user stands where the first of its accounts stands, of those that the filter lets through: the walk passes over all others. */
const listByName = async (
  db: Kysely<Tables>,
  dialect: StoreDialect,
  query: ListQuery<UserOrder>,
): Promise<readonly Listed<string>[]> => {
  const order: WalkOrder = { by: 'NAME', descending: query.order.descending };
  const page = await walkAccounts(db, dialect, { ...query, order }, [
    eb.not(eb.exists(earlierOfSameUser(query.filter, dialect))),
  ]);
  const rows = await db
    .selectFrom(page.as('account'))
    .innerJoin('user', 'user.number', 'account.user_number')
    .selectAll('account')
    .select('user.id')
    .orderBy(inOrder(placesIn(order), order.descending))
    .execute();
  return rows.map((row) => ({ entry: row.id, position: positionIn(order, row) }));
};

const earlierOfSameUser = (filter: AccountFilter, dialect: StoreDialect) =>
  eb
    .selectFrom('account as earlier')
    .select('earlier.key')
    .whereRef('earlier.user_number', '=', 'account.user_number')
    .where(passes(filter, dialect, 'earlier'))
    .where(
      sql<SqlBool>`(${dialect.unindexed(column('earlier', 'sort_name'))}, ${dialect.unindexed(column('earlier', 'key'))})
        < (${column('account', 'sort_name')}, ${column('account', 'key')})`,
    );

const eb = expressionBuilder<Tables, 'account'>();
