import { setTimeout as pause } from 'node:timers/promises';
import { BackendError, RolecallError } from '../../domain/errors.ts';

/**
 * What came of a write, as reading back tells. `error` is why it is not APPLIED, as whoever asked for it shall be told. `seen` is what was
 * read; `null` where nothing was.
 */
export type Written<Seen> =
  | { readonly kind: 'APPLIED'; readonly seen: Seen }
  | {
      readonly kind: 'FAILED' | 'CONFLICT' | 'UNKNOWN';
      readonly error: RolecallError;
      readonly seen: Seen | null;
    };

/**
 * Writes once, whatever comes of it, and finds out by reading. Nobody publishes how soon a read follows a write, so one that does not show
 * yet gets a little time. A failure that is not a `RolecallError` is a fault of Rolecall and thrown on.
 */
export const writeOnce = async <Seen>(deed: {
  /** What the write itself has read afterwards; `null` where it has read nothing. */
  readonly write: () => Promise<{ readonly seen: Seen } | null>;
  readonly read: () => Promise<Seen>;
  /** Whether it shows what was written. */
  readonly isDone: (seen: Seen) => boolean;
  /** Whether it shows what was there before. */
  readonly isUndone: (seen: Seen) => boolean;
  /** What it shows, where that is neither, or still what was there before though the write was acknowledged. */
  readonly difference: (seen: Seen) => string;
}): Promise<Written<Seen>> => {
  const answer = await answerOf(deed.write);
  if (answer instanceof RolecallError && !isUnsettled(answer))
    return { kind: 'FAILED', error: answer, seen: null };
  if (answer !== null && 'seen' in answer && deed.isDone(answer.seen))
    return { kind: 'APPLIED', seen: answer.seen };
  const failure = answer instanceof RolecallError ? answer : null;

  let seen: Seen;
  try {
    seen = await readUntil(deed.read, (one) => !deed.isUndone(one));
  } catch (error) {
    if (!(error instanceof RolecallError)) throw error;
    return { kind: 'UNKNOWN', error: untold(error), seen: null };
  }
  if (deed.isDone(seen)) return { kind: 'APPLIED', seen };
  if (failure === null)
    return {
      kind: 'CONFLICT',
      error: new RolecallError('CONFLICT', deed.difference(seen), { path: ['account'] }),
      seen,
    };
  return { kind: deed.isUndone(seen) ? 'FAILED' : 'UNKNOWN', error: failure, seen };
};

const answerOf = async <Answer>(write: () => Promise<Answer>): Promise<Answer | RolecallError> => {
  try {
    return await write();
  } catch (error) {
    if (error instanceof RolecallError) return error;
    throw error;
  }
};

const isUnsettled = (error: RolecallError): boolean => error instanceof BackendError && error.isUnsettled;

const readUntil = async <Seen>(read: () => Promise<Seen>, isNew: (seen: Seen) => boolean): Promise<Seen> => {
  for (const pauseMs of pausesMs) {
    const seen = await read();
    if (isNew(seen)) return seen;
    await pause(pauseMs);
  }
  return read();
};

const pausesMs = [250, 750];

/** The failure of reading back says nothing of the write. */
const untold = (error: RolecallError): RolecallError => {
  const message = `${error.message}, so whether it was done is not known`;
  if (!(error instanceof BackendError)) return new RolecallError(error.code, message, { cause: error });
  return new BackendError(error.code, message, {
    backend: error.backend,
    isUnsettled: true,
    cause: error,
  });
};
