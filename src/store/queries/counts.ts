import { type Kysely, type SqlBool, sql } from 'kysely';
import type { AccountFilter } from '../../domain/account-query.ts';
import type { StoreDialect } from '../dialect.ts';
import type { Tables } from '../tables.ts';
import { isHopeless, needleOf, passes } from './account-filter.ts';
import { findShortPosting, withFacets } from './posting.ts';

export const countAccounts = async (
  db: Kysely<Tables>,
  dialect: StoreDialect,
  filter: AccountFilter,
): Promise<number> => {
  if (isHopeless(filter)) return 0;
  const keys = asksForFacetsOnly(filter)
    ? withFacets(filter)
    : (await passingAccounts(db, dialect, filter)).select('account.key as account_key');
  const { count } = await db
    .selectFrom(keys.as('passing'))
    .select(({ fn }) => fn.countAll<number>().as('count'))
    .executeTakeFirstOrThrow();
  return count;
};

export const countUsers = async (
  db: Kysely<Tables>,
  dialect: StoreDialect,
  filter: AccountFilter,
): Promise<number> => {
  if (isHopeless(filter)) return 0;
  const passing = await passingAccounts(db, dialect, filter);
  const { count } = await db
    .selectFrom(passing.select('account.user_number').groupBy('account.user_number').as('passing'))
    .select(({ fn }) => fn.countAll<number>().as('count'))
    .executeTakeFirstOrThrow();
  return count;
};

/** Such a filter is answered by one index, without a look at the accounts. */
const asksForFacetsOnly = ({ email, holding, organization, ...filter }: AccountFilter): boolean =>
  email === undefined && holding === undefined && organization === undefined && needleOf(filter) === null;

const passingAccounts = async (db: Kysely<Tables>, dialect: StoreDialect, filter: AccountFilter) => {
  const posting = await findShortPosting(db, filter, dialect, longestPosting);
  return db
    .selectFrom('account')
    .where(passes(filter, dialect, 'account'))
    .$if(posting !== null, (some) => some.where(sql<SqlBool>`account.key in ${posting}`));
};

/** To count, all are looked at: by a posting that costs less as long as it leaves most of them out. */
const longestPosting = 50_000;
