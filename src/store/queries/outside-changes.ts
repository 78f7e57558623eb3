import type { Kysely } from 'kysely';
import type { OutsideChange } from '../../domain/outside-change.ts';
import type { StoreDialect } from '../dialect.ts';
import type { OutsideQuery } from '../outside-records.ts';
import type { OutsideChangeTable, Tables } from '../tables.ts';
import { createRowStatement } from './row-statement.ts';

/** Those of an account, and those since a time, are found by an index; all others by walking along all. */
export const listOutsideChanges = async (
  db: Kysely<Tables>,
  dialect: StoreDialect,
  query: OutsideQuery,
): Promise<readonly OutsideChange[]> => {
  const { backends, account, since, before, first } = query;
  if (backends.length === 0) return [];
  const isByTime = account === undefined && since !== undefined;
  const rows = await db
    .selectFrom('outside_change')
    .selectAll()
    .where(({ eb, ref }) => eb(dialect.unindexed(ref('backend')), 'in', backends))
    .$if(account !== undefined, (some) =>
      some.where('backend', '=', account?.backend ?? '').where('native_id', '=', account?.id ?? ''),
    )
    .$if(since !== undefined, (some) =>
      some.where(({ eb, ref }) =>
        eb(isByTime ? ref('seen_at') : dialect.unindexed(ref('seen_at')), '>=', since ?? 0),
      ),
    )
    .$if(before !== undefined, (some) =>
      some.where(({ eb, ref }) => eb(isByTime ? dialect.unindexed(ref('id')) : ref('id'), '<', before ?? 0)),
    )
    .orderBy(({ ref }) => (isByTime ? dialect.unindexed(ref('id')) : ref('id')), 'desc')
    .limit(first)
    .execute();
  return rows.map(toOutsideChange);
};

export const recordOutsideChanges = async (
  db: Kysely<Tables>,
  dialect: StoreDialect,
  changes: readonly Omit<OutsideChange, 'id'>[],
): Promise<void> => {
  await insertChanges(
    db,
    dialect,
    changes.map(({ account, seenAt, ...change }) => ({
      backend: account.backend,
      native_id: account.id,
      seen_at: seenAt,
      change: JSON.stringify(change),
    })),
  );
};

const insertChanges = createRowStatement(
  ['backend', 'native_id', 'seen_at', 'change'],
  (db, rows: readonly Omit<OutsideChangeTable, 'id'>[]) => db.insertInto('outside_change').values([...rows]),
);

export const forgetOutsideChangesBefore = async (db: Kysely<Tables>, at: number): Promise<void> => {
  await db.deleteFrom('outside_change').where('seen_at', '<', at).execute();
};

const toOutsideChange = (row: Omit<OutsideChangeTable, 'id'> & { readonly id: number }): OutsideChange => ({
  id: row.id,
  account: { backend: row.backend, id: row.native_id },
  seenAt: row.seen_at,
  // As `recordOutsideChanges` wrote it.
  ...(JSON.parse(row.change) as Omit<OutsideChange, 'id' | 'account' | 'seenAt'>),
});
