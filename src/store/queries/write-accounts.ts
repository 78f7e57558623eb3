import type { Kysely } from 'kysely';
import type { StoreDialect } from '../dialect.ts';
import type { AccountTable, RecordTable, SightingTable, Tables } from '../tables.ts';
import { type AccountRow, accountRowColumns, identityOf } from './account-row.ts';
import type { KeptRow, Keyed } from './judge.ts';
import { createRowStatement } from './row-statement.ts';

/** Answers the key of each, by its identity. They are nobody's yet. */
export const createAccounts = async (
  db: Kysely<Tables>,
  dialect: StoreDialect,
  rows: readonly AccountRow[],
): Promise<ReadonlyMap<string, number>> => {
  const created = await insertAccounts(
    db,
    dialect,
    rows.map((row) => ({ ...row, link: 'UNLINKED' })),
  );
  return new Map(created.map((row) => [identityOf(row), row.key]));
};

const insertAccounts = createRowStatement(
  [...accountRowColumns, 'link'],
  (db, rows: readonly (AccountRow & Pick<AccountTable, 'link'>)[], { hasOrRollback }) =>
    db
      .insertInto('account')
      // New accounts go anywhere into the indexes: to copy that many pages costs as much as to change them.
      .$if(hasOrRollback, (insert) => insert.orRollback())
      .values([...rows])
      .returning(['key', 'backend', 'native_id', 'is_external']),
);

export const changeAccounts = async (db: Kysely<Tables>, current: readonly Keyed[]): Promise<void> => {
  for (const { key, kept, change, row } of current) {
    if (kept === undefined || (change !== 'RETURNED' && isSameRow(kept, row))) continue;
    await db
      .updateTable('account')
      .set({ ...row, vanished_at: null })
      .where('key', '=', key)
      .execute();
  }
};

const isSameRow = (kept: KeptRow, row: AccountRow): boolean =>
  (Object.keys(row) as (keyof AccountRow)[]).every((name) => kept[name] === row[name]);

export const keepRecords = async (
  db: Kysely<Tables>,
  dialect: StoreDialect,
  current: readonly Keyed[],
): Promise<void> => {
  const changed = current.filter(
    ({ kept, account, assignments, is_attributed }) =>
      kept === undefined ||
      kept.account !== account ||
      kept.assignments !== assignments ||
      kept.is_attributed !== is_attributed,
  );
  await putRecords(
    db,
    dialect,
    changed.map(({ key, account, assignments, is_attributed }) => ({
      account_key: key,
      account,
      assignments,
      is_attributed,
    })),
  );
};

const putRecords = createRowStatement(
  ['account_key', 'account', 'assignments', 'is_attributed'],
  (db, rows: readonly RecordTable[]) =>
    db
      .insertInto('record')
      .values([...rows])
      .onConflict((conflict) =>
        conflict.column('account_key').doUpdateSet(({ ref }) => ({
          account: ref('excluded.account'),
          assignments: ref('excluded.assignments'),
          is_attributed: ref('excluded.is_attributed'),
        })),
      ),
);

export const keepSightings = async (
  db: Kysely<Tables>,
  dialect: StoreDialect,
  current: readonly Keyed[],
  asOf: number,
): Promise<void> => {
  await putSightings(
    db,
    dialect,
    current.map(({ key, row, as_of }) => ({ account_key: key, backend: row.backend, seen_at: asOf, as_of })),
  );
};

const putSightings = createRowStatement(
  ['account_key', 'backend', 'seen_at', 'as_of'],
  (db, rows: readonly SightingTable[]) =>
    db
      .insertInto('sighting')
      .values([...rows])
      .onConflict((conflict) =>
        conflict.column('account_key').doUpdateSet(({ ref }) => ({
          seen_at: ref('excluded.seen_at'),
          as_of: ref('excluded.as_of'),
        })),
      ),
);
