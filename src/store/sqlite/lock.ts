import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { DatabaseSync } from 'node:sqlite';
import { RolecallError } from '../../domain/errors.ts';
import { errcodeOf, toStoreFailure, withFailures } from './failure.ts';
import { createPrivately } from './private-file.ts';

/** Only one holder at a time, in this process or another. */
export type Lock = { release(): void };

/**
 * Takes the lock on a store's file, or throws STORE_UNAVAILABLE with the process that holds it.
 *
 * The lock is one of the operating system's, on a database beside the file that nothing is ever written to: SQLite takes it between two
 * handles of one process as well, and it ends with its holder, however that ends. The holder's number stands in a file of its own, for
 * people only. The locked file is left behind: another may have opened it already, and would then lock what nobody else sees.
 */
export const takeLock = (file: string): Lock => {
  const holderFile = `${file}-pid`;
  createPrivately(`${file}-lock`);
  const database = withFailures(file, () => new DatabaseSync(`${file}-lock`));
  try {
    // No journal either: there is nothing to roll back.
    database.exec('pragma journal_mode = memory; begin exclusive');
  } catch (error) {
    database.close();
    if (errcodeOf(error) !== busy) throw toStoreFailure(file, error);
    throw new RolecallError(
      'STORE_UNAVAILABLE',
      `The store ${file} is in use by ${nameHolder(holderFile)}: only one at a time can have it open. End that one, or name another file`,
      { cause: error },
    );
  }
  createPrivately(holderFile);
  writeFileSync(holderFile, `${process.pid}\n`);
  return {
    release: () => {
      rmSync(holderFile, { force: true });
      database.close();
    },
  };
};

const busy = 5;

const nameHolder = (holderFile: string): string => {
  try {
    const pid = Number(readFileSync(holderFile, 'utf8'));
    return pid === process.pid ? `this very process, ${pid}` : `process ${pid}`;
  } catch {
    // It has only just taken the lock.
    return 'another process';
  }
};
