import { type Expression, expressionBuilder, type Kysely, type SqlBool } from 'kysely';
import type { AccountFilter, ListQuery, Position } from '../../domain/account-query.ts';
import type { StoreDialect } from '../dialect.ts';
import type { Tables } from '../tables.ts';
import { backendsOf, type Condition, conditionsOf } from './condition.ts';
import { inOrder, type Order, standsBehind, standsUpTo } from './order.ts';
import { findRarest, passes, passesWithoutIndex } from './passing.ts';
import { type Place, placeColumns, placeNames, positionIn, type WalkOrder } from './places.ts';

/**
 * A page of the accounts that a filter lets through and that are wanted.
 *
 * Where few can pass, those are looked at and put in order. Else the order's index is walked, which comes to its end soon where many pass.
 * Where it does not, as when a search finds nothing but names at the other end, the walk is given up, and all that may pass are looked at.
 */
export const walkAccounts = async (
  db: Kysely<Tables>,
  dialect: StoreDialect,
  { filter, order, after, first }: ListQuery<WalkOrder>,
  isWanted: (conditions: readonly Condition[]) => Expression<SqlBool> = () => eb.and([]),
): Promise<readonly Place[]> => {
  const conditions = (await conditionsOf(db, dialect, filter))?.all ?? null;
  if (conditions === null || first <= 0) return [];
  const walk = { db, dialect, conditions, isWanted: isWanted(conditions), filter, order, after, first };
  const rare = await findRarest(db, conditions, fewKeys);
  if (rare !== null) return sortPassing(walk, rare);
  return (await followIndex(walk)) ?? sortPassing(walk, await findRarest(db, conditions, manyKeys));
};

/** Measured with 400,000 accounts: to look at one and put it in order costs about as much as to walk past one. */
const fewKeys = 2000;
const longestWalk = 5000;
const manyKeys = 200_000;

type Walk = {
  readonly db: Kysely<Tables>;
  readonly dialect: StoreDialect;
  readonly conditions: readonly Condition[];
  readonly isWanted: Expression<SqlBool>;
  readonly filter: AccountFilter;
  readonly order: WalkOrder;
  readonly after: Position | undefined;
  readonly first: number;
};

/** `null` where the walk was given up before the page was full. */
const followIndex = async (walk: Walk): Promise<readonly Place[] | null> => {
  const { conditions, filter, order, after, first } = walk;
  const indexed = { columns: placeColumns(order), descending: order.descending };
  const start = after === undefined ? startOf(filter, order) : standsBehind(after, indexed);
  const end = await findEnd(walk, indexed, start);
  const page = await readPage(walk, indexed, [
    passes(conditions, 'account'),
    start,
    ...(end === null ? [] : [standsUpTo(end, indexed)]),
  ]);
  return end === null || page.length === first ? page : null;
};

/** Where a walk is to be given up; `null` where it comes to an end before that. */
const findEnd = async (
  { db, order }: Walk,
  indexed: Order,
  start: Expression<SqlBool>,
): Promise<Position | null> => {
  const place = await db
    .selectFrom('account')
    .select(placeNames)
    // The index of backends and ids has the vanished too, and to look at each would take its time.
    .$if(order.by !== 'ACCOUNT', (query) => query.where('vanished_at', 'is', null))
    // The index of users has only those that are somebody's, and is used only where no others are asked for.
    .$if(order.by === 'USER', (query) => query.where('user_number', 'is not', null))
    .where(start)
    .orderBy(inOrder(indexed))
    .limit(1)
    .offset(longestWalk)
    .executeTakeFirst();
  return place === undefined ? null : positionIn(order, place);
};

/** Where backends are walked along, those before the first one that is asked for are left out. */
const startOf = (filter: AccountFilter, { by, descending }: WalkOrder): Expression<SqlBool> => {
  const first = backendsOf(filter)
    .toSorted(compareBytes)
    .at(descending ? -1 : 0);
  if (by !== 'ACCOUNT' || first === undefined) return eb.and([]);
  return eb('account.backend', descending ? '<=' : '>=', first);
};

/** As the store orders text: by its bytes in UTF-8, which is not the order of JavaScript. */
const compareBytes = (one: string, other: string): number =>
  Buffer.compare(Buffer.from(one), Buffer.from(other));

const sortPassing = (walk: Walk, rarest: Condition | null): Promise<readonly Place[]> => {
  const { dialect, conditions, order, after } = walk;
  const columns = placeColumns(order).map((column) => dialect.unindexed(column));
  const sorted = { columns, descending: order.descending };
  return readPage(walk, sorted, [
    passesWithoutIndex(rarest, conditions, dialect),
    ...(after === undefined ? [] : [standsBehind(after, sorted)]),
  ]);
};

const readPage = (
  { db, isWanted, first }: Walk,
  order: Order,
  where: readonly Expression<SqlBool>[],
): Promise<readonly Place[]> =>
  db
    .selectFrom('account')
    .select(placeNames)
    .where(eb.and([...where]))
    .where(isWanted)
    .orderBy(inOrder(order))
    .limit(first)
    .execute();

const eb = expressionBuilder<Tables, 'account'>();
