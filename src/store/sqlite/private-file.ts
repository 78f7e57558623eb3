import { chmodSync, closeSync, openSync } from 'node:fs';
import { RolecallError } from '../../domain/errors.ts';

/**
 * Makes a file if there is none, that nobody but its owner can read.
 *
 * One that is there is not even opened: as POSIX has it, to close it again would take from this process all locks that it has on it.
 */
export const createPrivately = (file: string): void => {
  try {
    closeSync(openSync(file, 'wx', ownerOnly));
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'EEXIST') return;
    throw new RolecallError(
      'STORE_UNAVAILABLE',
      `The file ${file} cannot be written: ${error instanceof Error ? error.message : String(error)}`,
      { cause: error },
    );
  }
};

/** Lets nobody but its owner read a file, whoever could before. What SQLite makes beside a database is readable to the same. */
export const makePrivate = (file: string): void => chmodSync(file, ownerOnly);

const ownerOnly = 0o600;
