import { DatabaseSync } from 'node:sqlite';
import { Kysely } from 'kysely';
import { Migrator } from 'kysely/migration';
import { describe, expect, it } from 'vitest';
import { createReader, createWriter } from '../../../src/store/create-store.ts';
import { accountsAndLinks } from '../../../src/store/migrations/0001-accounts-and-links.ts';
import { openStore } from '../../../src/store/open-store.ts';
import { createSqliteDialect } from '../../../src/store/sqlite/driver.ts';
import { sign } from '../../../src/store/sqlite/origin.ts';
import { sqliteStoreDialect } from '../../../src/store/sqlite/store-dialect.ts';
import type { Tables } from '../../../src/store/tables.ts';
import { accountOf, assignmentOf, keep } from '../accounts.ts';
import { planOf } from '../records.ts';
import { useDirectory } from './directory.ts';

describe('a store of an earlier layout', () => {
  const path = useDirectory();

  /** As the first Rolecall with a store left it. */
  const leaveEarlier = async (accounts: readonly ReturnType<typeof accountOf>[]): Promise<void> => {
    const database = new DatabaseSync(path());
    database.exec('pragma journal_mode = wal');
    const db = new Kysely<Tables>({ dialect: createSqliteDialect(database) });
    sign(database);
    const getMigrations = async () => ({ '0001-accounts-and-links': accountsAndLinks });
    const { error } = await new Migrator({ db, provider: { getMigrations } }).migrateToLatest();
    expect(error).toBeUndefined();
    await keep(
      {
        ...createReader((reading) => reading(db), sqliteStoreDialect),
        write: (task) => db.transaction().execute((some) => task(createWriter(some, sqliteStoreDialect))),
        close: () => db.destroy(),
      },
      accounts,
    );
    await db.destroy();
  };

  it('keeps all that it has, and takes what is new', async () => {
    const accounts = Array.from({ length: 500 }, (_, at) =>
      accountOf('iot', `${at}`, { displayName: `Somebody ${at}`, assignments: [assignmentOf('viewer')] }),
    );
    await leaveEarlier(accounts);
    const before = new DatabaseSync(path(), { readOnly: true });
    const tables = before.prepare('select name from sqlite_schema where type = ?').all('table');
    expect(tables.map(({ name }) => name)).not.toContain('audit');
    before.close();

    for (const opening of [1, 2]) {
      const store = await openStore(`file:${path()}`);
      expect(await store.accounts.count({ backends: ['iot'] })).toBe(500);
      expect(await store.accounts.count({ backends: ['iot'], search: 'somebody 49' })).toBe(11);
      expect(await store.accounts.countAssignments('iot')).toBe(500);
      const [found] = await store.accounts.find([{ backend: 'iot', id: '499' }]);
      expect(found?.account).toEqual(accounts[499]);
      await store.write(({ plans }) => plans.save(planOf(`plan ${opening}`)));
      expect(await store.plans.unfinished()).toHaveLength(opening);
      await store.close();
    }
  });
});
