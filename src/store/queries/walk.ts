import { type Expression, expressionBuilder, type Kysely, type SqlBool, sql } from 'kysely';
import type { AccountFilter, ListQuery, Position } from '../../domain/account-query.ts';
import type { StoreDialect } from '../dialect.ts';
import type { Tables } from '../tables.ts';
import { column, passes } from './account-filter.ts';
import { inOrder, standsBehind } from './order.ts';
import { findShortPosting } from './posting.ts';

/** What makes an order of accounts, each with an index to walk along. */
export type WalkOrder = {
  readonly by: 'ACCOUNT' | 'NAME' | 'EMAIL';
  readonly descending: boolean;
};

/**
 * A page of the accounts that a filter lets through: along the order's index where many pass, or by the shortest posting, looked at and
 * put in order, where few can.
 */
export const walkAccounts = async (
  db: Kysely<Tables>,
  dialect: StoreDialect,
  { filter, order, after, first }: ListQuery<WalkOrder>,
  isWanted: readonly Expression<SqlBool>[] = [],
) => {
  const posting = await findShortPosting(db, filter, dialect, longestPosting);
  const places = placesIn(order);
  const compared = posting === null ? places : places.map((place) => dialect.unindexed(place));
  const start =
    after === undefined ? boundsOf(filter, order) : [standsBehind(after, compared, order.descending)];
  return db
    .selectFrom('account')
    .select(['account.key', 'account.user_number', 'account.link', ...placeNames])
    .where(passes(filter, dialect, 'account'))
    .where(eb.and([...isWanted, ...start]))
    .$if(posting !== null, (query) => query.where(sql<SqlBool>`account.key in ${posting}`))
    .orderBy(inOrder(places, order.descending))
    .limit(first);
};

/** Measured: as many are looked at in the time in which some ten thousand are walked past. */
export const longestPosting = 2000;

/** In which columns of `account`, or of a page of it, an account's place shows. */
export const placesIn = ({ by }: WalkOrder): readonly Expression<string | number>[] =>
  orders[by].map((name) => column('account', name));

export const positionIn = (
  { by }: WalkOrder,
  row: Readonly<Record<(typeof placeNames)[number] | 'key', string | number>>,
): Position => orders[by].map((name) => row[name]);

const orders = {
  ACCOUNT: ['backend', 'native_id', 'is_external'],
  NAME: ['sort_name', 'key'],
  EMAIL: ['email', 'key'],
} as const;

export const placeNames = ['backend', 'native_id', 'is_external', 'sort_name', 'email'] as const;

/** Where a walk along the backends starts: those before the first one that is asked for are not walked. */
const boundsOf = (
  { backends }: AccountFilter,
  { by, descending }: WalkOrder,
): readonly Expression<SqlBool>[] => {
  const first = backends.toSorted(compareBytes).at(descending ? -1 : 0);
  if (by !== 'ACCOUNT' || first === undefined) return [];
  return [eb(column('account', 'backend'), descending ? '<=' : '>=', first)];
};

/** As the store orders text: by its bytes in UTF-8, which is not the order of JavaScript. */
const compareBytes = (one: string, other: string): number =>
  Buffer.compare(Buffer.from(one), Buffer.from(other));

const eb = expressionBuilder<Tables>();
