import type { Kysely } from 'kysely';
import type { Account, AccountRef } from '../../domain/account.ts';
import type { Assignment } from '../../domain/assignment.ts';
import type { LinkState } from '../../domain/link.ts';
import type { StoredAccount } from '../../domain/stored-account.ts';
import type { StoreDialect } from '../dialect.ts';
import type { Tables } from '../tables.ts';
import { column, isShown } from './account-columns.ts';

export const findAccounts = async (
  db: Kysely<Tables>,
  refs: readonly AccountRef[],
): Promise<readonly StoredAccount[]> => {
  if (refs.length === 0) return [];
  const rows = await storedAccounts(db)
    .where(isShown('account'))
    .where((eb) =>
      eb.or(
        [...Map.groupBy(refs, ({ backend }) => backend)].map(([backend, some]) =>
          eb.and([
            eb('account.backend', '=', backend),
            eb(
              'account.native_id',
              'in',
              some.map(({ id }) => id),
            ),
          ]),
        ),
      ),
    )
    .execute();
  return rows.map(toStoredAccount);
};

export const accountsByKey = async (
  db: Kysely<Tables>,
  keys: readonly number[],
): Promise<ReadonlyMap<number, StoredAccount>> => {
  if (keys.length === 0) return new Map();
  const rows = await storedAccounts(db).where('account.key', 'in', keys).execute();
  return new Map(rows.map((row) => [row.key, toStoredAccount(row)]));
};

export const accountsOfUsers = async (
  db: Kysely<Tables>,
  dialect: StoreDialect,
  userIds: readonly string[],
  backends: readonly string[],
): Promise<readonly StoredAccount[]> => {
  if (userIds.length === 0 || backends.length === 0) return [];
  const rows = await storedAccounts(db)
    .where('user.id', 'in', userIds)
    .where('account.vanished_at', 'is', null)
    .where(({ eb }) => eb(dialect.unindexed(column('account', 'backend')), 'in', backends))
    .orderBy('account.backend')
    .orderBy('account.native_id')
    .orderBy('account.is_external')
    .execute();
  return rows.map(toStoredAccount);
};

/** All that makes a stored account, for those that are shown. */
const storedAccounts = (db: Kysely<Tables>) =>
  db
    .selectFrom('account')
    .innerJoin('user', 'user.number', 'account.user_number')
    .innerJoin('record', 'record.account_key', 'account.key')
    .innerJoin('sighting', 'sighting.account_key', 'account.key')
    .select(storedColumns);

const storedColumns = [
  'account.key',
  'account.link',
  'user.id as user_id',
  'sighting.as_of',
  'record.account',
  'record.assignments',
  'record.is_attributed',
] as const;

const toStoredAccount = (row: StoredRow): StoredAccount => ({
  key: row.key,
  account: toAccount(row.account, row.assignments),
  isAttributed: row.is_attributed === 1,
  asOf: row.as_of,
  userId: row.user_id,
  link: row.link,
});

type StoredRow = {
  readonly key: number;
  readonly link: LinkState;
  readonly user_id: string;
  readonly as_of: number;
  readonly account: string;
  readonly assignments: string;
  readonly is_attributed: number;
};

/** As `toRecord` wrote it. */
const toAccount = (account: string, assignments: string): Account => ({
  ...(JSON.parse(account) as Omit<Account, 'assignments'>),
  assignments: JSON.parse(assignments) as readonly Assignment[],
});
