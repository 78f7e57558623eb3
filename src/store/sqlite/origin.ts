import type { DatabaseSync } from 'node:sqlite';
import { RolecallError } from '../../domain/errors.ts';
import { migrations } from '../migrations/migrations.ts';
import { errcodeOf, toStoreFailure, withFailures } from './failure.ts';

/** Throws STORE_UNAVAILABLE unless the database is a store that this code knows, or empty. Reads only. */
export const assertOwn = (database: DatabaseSync, file: string): void => {
  const applicationId = readApplicationId(database, file);
  const tables = withFailures(file, () => database.prepare('select name from sqlite_schema').all());
  if (tables.length === 0) return;
  if (applicationId !== rolecall)
    throw new RolecallError(
      'STORE_UNAVAILABLE',
      `The file ${file} is a database of another program: name another file, or one that is not there yet`,
    );
  const unknown = withFailures(file, () =>
    database.prepare('select name from kysely_migration order by name').all(),
  )
    .map(({ name }) => String(name))
    .filter((name) => !Object.hasOwn(migrations, name));
  if (unknown.length > 0)
    throw new RolecallError(
      'STORE_UNAVAILABLE',
      `The store ${file} was written by a newer Rolecall: this one knows its layout up to ${Object.keys(migrations).toSorted().at(-1)}, and the file is at ${unknown.at(-1)}. Start the newer one, or name another file; this one was left as it is`,
    );
};

/** Says whose file it is. */
export const sign = (database: DatabaseSync): void => database.exec(`pragma application_id = ${rolecall}`);

/** "role", so that `file` and others can tell. */
const rolecall = 0x726f6c65;

const readApplicationId = (database: DatabaseSync, file: string): unknown => {
  try {
    return database.prepare('pragma application_id').get()?.application_id;
  } catch (error) {
    if (errcodeOf(error) !== notADatabase) throw toStoreFailure(file, error);
    throw new RolecallError(
      'STORE_UNAVAILABLE',
      `The file ${file} is no database: name another file, or one that is not there yet; this one was left as it is`,
      { cause: error },
    );
  }
};

const notADatabase = 26;
