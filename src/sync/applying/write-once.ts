import { setTimeout as pause } from 'node:timers/promises';
import { BackendError, RolecallError } from '../../domain/errors.ts';

/**
 * What came of a write, as reading back tells. `error` is why it is not APPLIED, as whoever asked for it shall be told; `seen` is what was
 * read, `null` where nothing was.
 */
export type CameOf<Seen> =
  | { readonly kind: 'APPLIED'; readonly seen: Seen }
  | {
      readonly kind: 'FAILED' | 'CONFLICT' | 'UNKNOWN';
      readonly error: RolecallError;
      readonly seen: Seen | null;
    };

/** `asOf` is when reading back began, in milliseconds since the epoch. */
export type Written<Seen> = CameOf<Seen> & { readonly asOf: number };

/** How a backend is asked: at once, or again where it only wants to be asked later. */
export type Manner = <T>(ask: () => Promise<T>) => Promise<T>;

export const atOnce: Manner = (ask) => ask();

/**
 * Writes once, whatever comes of it, and finds out by reading. Nobody publishes how soon a read follows a write, so one that does not show
 * yet gets a little time. A failure that is not a `RolecallError` is a fault of Rolecall and thrown on.
 */
export const writeOnce = async <Seen>(
  deed: Deed<Seen>,
  { now, manner }: { readonly now: () => number; readonly manner: Manner },
): Promise<Written<Seen>> => {
  let asOf = now();
  // What a backend refuses for its rate it has not done.
  const answer = await answerOf(() => manner(deed.write));
  if (answer instanceof RolecallError && !isUnsettled(answer))
    return { kind: 'FAILED', error: answer, seen: null, asOf };
  if (answer !== null && 'seen' in answer && deed.isDone(answer.seen))
    return { kind: 'APPLIED', seen: answer.seen, asOf };
  const failure = answer instanceof RolecallError ? answer : null;

  const read = () => {
    asOf = now();
    return deed.read();
  };
  let seen: Seen;
  try {
    seen = await readUntil(
      () => manner(read),
      (one) => !deed.isUndone(one),
    );
  } catch (error) {
    if (!(error instanceof RolecallError)) throw error;
    return { kind: 'UNKNOWN', error: untold(error), seen: null, asOf };
  }
  if (deed.isDone(seen)) return { kind: 'APPLIED', seen, asOf };
  if (failure === null)
    return {
      kind: 'CONFLICT',
      error: new RolecallError('CONFLICT', deed.difference(seen), { path: ['account'] }),
      seen,
      asOf,
    };
  return { kind: deed.isUndone(seen) ? 'FAILED' : 'UNKNOWN', error: failure, seen, asOf };
};

/** Something that is to be written. */
export type Deed<Seen> = {
  /** What the write itself has read afterwards; `null` where it has read nothing. */
  readonly write: () => Promise<{ readonly seen: Seen } | null>;
  readonly read: () => Promise<Seen>;
  /** Whether it shows what was written. */
  readonly isDone: (seen: Seen) => boolean;
  /** Whether it shows what was there before. */
  readonly isUndone: (seen: Seen) => boolean;
  /** What it shows, where that is neither, or still what was there before though the write was acknowledged. */
  readonly difference: (seen: Seen) => string;
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
