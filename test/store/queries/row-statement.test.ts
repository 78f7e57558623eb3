import { DatabaseSync } from 'node:sqlite';
import { Kysely } from 'kysely';
import { describe, expect, it } from 'vitest';
import { createRowStatement } from '../../../src/store/queries/row-statement.ts';
import { createSqliteDialect } from '../../../src/store/sqlite/driver.ts';
import { migrate } from '../../../src/store/sqlite/migrate.ts';
import { sqliteStoreDialect } from '../../../src/store/sqlite/store-dialect.ts';
import type { Tables } from '../../../src/store/tables.ts';

type Setting = { readonly name: string; readonly value: string };

const openDatabase = async (): Promise<Kysely<Tables>> => {
  const db = new Kysely<Tables>({ dialect: createSqliteDialect(new DatabaseSync(':memory:')) });
  await migrate(db, 'memory');
  return db;
};

const inventSettings = (size: number, from = 0): readonly Setting[] =>
  Array.from({ length: size }, (_, at) => ({ name: `name ${from + at}`, value: `value ${from + at}` }));

const statementOver = (columns: readonly (keyof Setting)[]) =>
  createRowStatement(columns, (db, rows: readonly Setting[]) =>
    db
      .insertInto('setting')
      .values([...rows])
      .returningAll(),
  );

describe('a statement over rows', () => {
  it('does the same with any number of rows, again and again, and answers for each', async () => {
    const db = await openDatabase();
    const insert = statementOver(['name', 'value']);
    for (const [size, from] of [
      [1, 0],
      [250, 1],
      [749, 251],
      [0, 1000],
    ] as const)
      expect(await insert(db, sqliteStoreDialect, inventSettings(size, from))).toEqual(
        inventSettings(size, from),
      );
    expect(await db.selectFrom('setting').selectAll().execute()).toHaveLength(1000);
    await db.destroy();
  });

  it('is refused where its values stand in another order than it says', async () => {
    const db = await openDatabase();
    const insert = statementOver(['value', 'name']);
    await expect(insert(db, sqliteStoreDialect, inventSettings(250))).rejects.toThrow('value, name');
    await db.destroy();
  });
});
