import { chmodSync, closeSync, openSync } from 'node:fs';
import { RolecallError } from '../../domain/errors.ts';

/** Makes a file if there is none, that nobody but its owner can read. */
export const createPrivately = (file: string): void => {
  try {
    closeSync(openSync(file, 'a', ownerOnly));
  } catch (error) {
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
