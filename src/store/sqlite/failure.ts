import { RolecallError } from '../../domain/errors.ts';

/**
 * Does something with a database, which failures call by its file where that is given. What the disk or the file is to blame for becomes
 * STORE_UNAVAILABLE; our own mistakes stay what they are.
 */
export const withFailures = <T>(file: string | null, work: () => T): T => {
  try {
    return work();
  } catch (error) {
    throw toStoreFailure(file, error);
  }
};

export const toStoreFailure = (file: string | null, error: unknown): unknown => {
  const isClosed = error instanceof Error && 'code' in error && error.code === 'ERR_INVALID_STATE';
  const errcode = errcodeOf(error);
  if (!isClosed && !isRefusedByTrigger(error) && (errcode === null || mistakes.has(errcode))) return error;
  return new RolecallError(
    'STORE_UNAVAILABLE',
    `The store${file === null ? '' : ` ${file}`} cannot be used: ${isClosed ? 'it is closed' : sentenceOf(error)}`,
    { cause: error },
  );
};

/** What SQLite calls the failure, without its finer distinctions; `null` where it is none of SQLite's. */
export const errcodeOf = (error: unknown): number | null =>
  error instanceof Error && 'errcode' in error && typeof error.errcode === 'number'
    ? error.errcode & 0xff
    : null;

/** Failures that tell of a wrong statement or value, not of a broken store: ERROR, TOOBIG, CONSTRAINT, MISMATCH, MISUSE, RANGE. */
const mistakes: ReadonlySet<number> = new Set([1, 18, 19, 20, 21, 25]);

/** A store has no triggers of its own: somebody else keeps it from being written. */
const isRefusedByTrigger = (error: unknown): boolean =>
  error instanceof Error && 'errcode' in error && error.errcode === 1811;

/** Not the error's message: it may hold a value. */
const sentenceOf = (error: unknown): string =>
  error instanceof Error && 'errstr' in error ? String(error.errstr) : 'unknown failure';
