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
    `The store${file === null ? '' : ` ${file}`} cannot be used: ${isClosed ? 'it is closed' : whyOf(error)}`,
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

/** Not in SQLite's words, which callers have no use for, nor by the error's message, which may hold a value: the log tells both. */
const whyOf = (error: unknown): string => {
  if (isRefusedByTrigger(error)) return 'somebody keeps it from being written';
  const errcode = errcodeOf(error);
  return (errcode === null ? undefined : reasons.get(errcode)) ?? 'it fails';
};

/** Of SQLite's result codes: BUSY, LOCKED, READONLY, IOERR, CORRUPT, FULL, CANTOPEN, NOTADB. https://sqlite.org/rescode.html */
const reasons: ReadonlyMap<number, string> = new Map([
  [5, 'somebody else holds it'],
  [6, 'somebody else holds it'],
  [8, 'it cannot be written'],
  [10, 'its disk fails'],
  [11, 'it is damaged'],
  [13, 'its disk is full'],
  [14, 'it cannot be opened'],
  [26, 'it is no database'],
]);
