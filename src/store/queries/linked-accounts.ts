import { type Expression, expressionBuilder, type Kysely, type SqlBool } from 'kysely';
import { chunksOf } from '../../domain/chunks.ts';
import type { LinkKeys } from '../../domain/link.ts';
import type { StoreDialect } from '../dialect.ts';
import { type LinkedAccount, mostAtOnce } from '../store.ts';
import type { AccountTable, Tables } from '../tables.ts';
import { column } from './account-columns.ts';
import { toLinkKeys } from './account-row.ts';

export const findByKeys = async (
  db: Kysely<Tables>,
  keys: readonly number[],
): Promise<readonly LinkedAccount[]> => {
  if (keys.length === 0) return [];
  const rows = await linkedAccounts(db).where('account.key', 'in', keys).execute();
  return rows.map(toLinkedAccount);
};

export const findMembers = async (
  db: Kysely<Tables>,
  userIds: readonly string[],
): Promise<readonly LinkedAccount[]> => {
  const members: LinkedAccount[] = [];
  for (const some of chunksOf(userIds, mostAtOnce)) {
    const rows = await linkedAccounts(db).where('user.id', 'in', some).execute();
    members.push(...rows.map(toLinkedAccount));
  }
  return members;
};

export const keysAfter = async (
  db: Kysely<Tables>,
  key: number,
  limit: number,
): Promise<readonly number[]> => {
  const rows = await db
    .selectFrom('account')
    .select('key')
    .where('key', '>', key)
    .orderBy('key')
    .limit(limit)
    .execute();
  return rows.map((row) => row.key);
};

/** Who bears what: accounts that are present and bear one of the values, on these backends only where they are given. */
export type Bearing = {
  readonly field: keyof LinkKeys;
  readonly values: readonly string[];
  readonly backends: readonly string[] | undefined;
};

export const findBearers = async (
  db: Kysely<Tables>,
  dialect: StoreDialect,
  bearing: Bearing,
): Promise<readonly LinkedAccount[]> => {
  if (asksForNothing(bearing)) return [];
  const rows = await linkedAccounts(db).where(bears(bearing, dialect)).execute();
  return rows.map(toLinkedAccount);
};

export const countBearers = async (
  db: Kysely<Tables>,
  dialect: StoreDialect,
  bearing: Bearing,
): Promise<ReadonlyMap<string, number>> => {
  if (asksForNothing(bearing)) return new Map();
  const value = valueBorne(bearing);
  const rows = await db
    .selectFrom('account')
    .select(({ fn }) => [value.as('value'), fn.countAll<number>().as('count')])
    .where(bears(bearing, dialect))
    .groupBy(value)
    .execute();
  return new Map(rows.map(({ value, count }) => [value, count]));
};

const asksForNothing = ({ values, backends }: Bearing): boolean =>
  values.length === 0 || backends?.length === 0;

const bears = (bearing: Bearing, dialect: StoreDialect): Expression<SqlBool> => {
  const backend = dialect.unindexed(column('account', 'backend'));
  return eb.and([
    eb('account.vanished_at', 'is', null),
    // The column holds '' where there is no address.
    eb(
      valueBorne(bearing),
      'in',
      bearing.values.map((value) => (value === '' ? null : value)),
    ),
    ...(bearing.backends === undefined ? [] : [eb(backend, 'in', bearing.backends)]),
  ]);
};

const valueBorne = ({ field }: Bearing) => eb.ref(columns[field]).$castTo<string>();

const columns = {
  externalId: 'account.external_id',
  email: 'account.email',
  userName: 'account.user_name',
} as const satisfies Record<keyof LinkKeys, string>;

const linkedAccounts = (db: Kysely<Tables>) =>
  db
    .selectFrom('account')
    .leftJoin('user', 'user.number', 'account.user_number')
    // Nearly all are at home, and need no second look.
    .leftJoin('user as home', (join) =>
      join.on(({ eb, fn, ref }) =>
        eb(
          'home.number',
          '=',
          fn<number>('nullif', [ref('account.home_number'), ref('account.user_number')]),
        ),
      ),
    )
    .select([
      'account.key',
      'account.backend',
      'account.native_id',
      'account.kind',
      'account.external_id',
      'account.email',
      'account.user_name',
      'account.email_confirmed',
      'account.vanished_at',
      'account.link',
      'account.home_number',
      'user.id as user_id',
      'home.id as home_id',
    ]);

type LinkedRow = Pick<
  AccountTable,
  | 'backend'
  | 'native_id'
  | 'kind'
  | 'external_id'
  | 'email'
  | 'user_name'
  | 'email_confirmed'
  | 'vanished_at'
  | 'link'
  | 'home_number'
> & { readonly key: number; readonly user_id: string | null; readonly home_id: string | null };

const toLinkedAccount = (row: LinkedRow): LinkedAccount => ({
  key: row.key,
  ref: { backend: row.backend, id: row.native_id },
  kind: row.kind,
  keys: toLinkKeys(row),
  emailConfirmed: row.email_confirmed === null ? null : row.email_confirmed === 1,
  isPresent: row.vanished_at === null,
  userId: row.user_id,
  home: row.home_id ?? (row.home_number === null ? null : row.user_id),
  link: row.link,
});

const eb = expressionBuilder<Tables, 'account'>();
