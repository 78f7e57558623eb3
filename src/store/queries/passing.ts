import { expressionBuilder, type Kysely, type SqlBool, sql } from 'kysely';
import type { StoreDialect } from '../dialect.ts';
import type { Tables } from '../tables.ts';
import { type Alias, column, isShown } from './account-columns.ts';
import type { Condition } from './condition.ts';

/** All accounts that are shown and fulfil the conditions, each looked at. Whoever selects says along which index. */
export const passes = (conditions: readonly Condition[], alias: Alias) =>
  eb.and([isShown(alias), ...conditions.map((condition) => condition.check(alias))]);

/** The same by the keys that an index tells of one condition, or over the whole table where none does: by no other index in either case. */
export const passesWithoutIndex = (
  rarest: Condition | null,
  conditions: readonly Condition[],
  dialect: StoreDialect,
) =>
  eb.and([
    ...(rarest?.posting ? [sql<SqlBool>`account.key in ${rarest.posting}`] : []),
    eb(dialect.unindexed(column('account', 'vanished_at')), 'is', null),
    eb(dialect.unindexed(column('account', 'user_number')), 'is not', null),
    ...conditions
      .filter((condition) => condition !== rarest || !condition.isExact)
      .map((condition) => condition.check('account')),
  ]);

/** The condition whose index tells the fewest keys, where that is at most `longest`. */
export const findRarest = async (
  db: Kysely<Tables>,
  conditions: readonly Condition[],
  longest: number,
): Promise<Condition | null> => {
  let rarest: Condition | null = null;
  let size = longest + 1;
  for (const condition of conditions) {
    if (condition.posting === null) continue;
    if (size <= rareEnough) break;
    const { rows } = await sql<{ size: number }>`
      select count(*) as size from (select 1 from ${condition.posting} as all_keys limit ${size}) as some_keys`.execute(
      db,
    );
    const own = rows[0]?.size ?? 0;
    if (own < size) {
      rarest = condition;
      size = own;
    }
  }
  return rarest;
};

/** To look at so few costs less than to ask another index for fewer. */
const rareEnough = 20;

const eb = expressionBuilder<Tables>();
