import { realpathSync } from 'node:fs';
import { DatabaseSync } from 'node:sqlite';
import { Kysely } from 'kysely';
import { createReader, createWriter } from './create-store.ts';
import { createSqliteDialect } from './sqlite/driver.ts';
import { withFailures } from './sqlite/failure.ts';
import { takeLock } from './sqlite/lock.ts';
import { migrate } from './sqlite/migrate.ts';
import { assertOwn, sign } from './sqlite/origin.ts';
import { createPrivately, makePrivate } from './sqlite/private-file.ts';
import { sqliteStoreDialect } from './sqlite/store-dialect.ts';
import type { Store } from './store.ts';
import type { Tables } from './tables.ts';

/**
 * A store in a file, which this process has to itself until the store is closed; one that is not there is made. Throws STORE_UNAVAILABLE
 * where somebody has it open, where it is something else or of a newer Rolecall (and then leaves it as it is), and where it cannot be written.
 */
export const openSqliteFile = async (path: string): Promise<Store> => {
  createPrivately(path);
  const file = realpathSync(path);
  const lock = takeLock(file);
  try {
    examine(file);
    makePrivate(file);
    return await openHandles(file, () => lock.release());
  } catch (error) {
    lock.release();
    throw error;
  }
};

const openHandles = async (file: string, release: () => void): Promise<Store> => {
  const writing = openHandle(file, { readOnly: false });
  try {
    withFailures(file, () => writing.database.exec(pragmasOfWriting));
    await prepare(writing);
    return createStore(openHandle(file, { readOnly: true }), writing, release);
  } catch (error) {
    writing.database.close();
    throw error;
  }
};

/**
 * Every write is on the disk before it is answered. What is written goes into the file's log first, and from there into the file once that
 * many pages of 4 KiB have come together: the indexes of new accounts touch the same pages again and again. What a single statement may have
 * to undo need not be on any disk.
 */
const pragmasOfWriting =
  'pragma journal_mode = wal; pragma synchronous = full; pragma wal_autocheckpoint = 8000; pragma temp_store = memory';

/** A store that ends with the process. Reads and writes take turns on its one handle. */
export const openSqliteMemory = async (): Promise<Store> => {
  const handle = openHandle(':memory:', { readOnly: false });
  await prepare(handle);
  return createStore(handle, handle, () => {});
};

type Handle = { readonly file: string; readonly database: DatabaseSync; readonly db: Kysely<Tables> };

const openHandle = (file: string, { readOnly }: { readonly readOnly: boolean }): Handle => {
  const database = withFailures(file, () => new DatabaseSync(file, { readOnly, timeout: busyMs }));
  try {
    const cacheKiB = readOnly ? readingCacheKiB : writingCacheKiB;
    withFailures(file, () => database.exec(`pragma cache_size = -${cacheKiB}`));
  } catch (error) {
    database.close();
    throw error;
  }
  return { file, database, db: new Kysely<Tables>({ dialect: createSqliteDialect(database) }) };
};

/** So long others may hold the file, such as who copies it, before a call fails. Nothing else happens in the process meanwhile. */
const busyMs = 250;

/** The operating system keeps the file's pages in memory as well, where they are not this process's. */
const readingCacheKiB = 16 * 1024;
/** New accounts go anywhere into the indexes. */
const writingCacheKiB = 32 * 1024;

const examine = (file: string): void => {
  const database = withFailures(file, () => new DatabaseSync(file, { readOnly: true }));
  try {
    assertOwn(database, file);
  } finally {
    database.close();
  }
};

const prepare = async ({ file, database, db }: Handle): Promise<void> => {
  withFailures(file, () => sign(database));
  await migrate(db, file);
};

const createStore = (reading: Handle, writing: Handle, release: () => void): Store => ({
  // A reading of several statements shall see one state; one statement does without a transaction, which costs as much as a look-up.
  ...createReader(
    (task) => reading.db.transaction().execute(task),
    sqliteStoreDialect,
    (task) => task(reading.db),
  ),
  write: (task) =>
    writing.db.transaction().execute((transaction) => task(createWriter(transaction, sqliteStoreDialect))),
  close: async () => {
    await closeHandle(reading);
    // The last one to go leaves all in the one file.
    await closeHandle(writing, release);
  },
});

/** Once all that came before has had its turn. */
const closeHandle = ({ database, db }: Handle, then = () => {}): Promise<void> =>
  db.connection().execute(async () => {
    if (!database.isOpen) return;
    database.close();
    then();
  });
