import { setTimeout as pause } from 'node:timers/promises';
import { afterWrite } from '../../domain/after-write.ts';
import type { CallOptions } from '../../domain/call-options.ts';
import { BackendError } from '../../domain/errors.ts';

/** A record to be created with PUT, which overwrites one that is there already without a word. */
export type Creation<Wire, Answer> = {
  readonly backend: string;
  /** What an error calls the record, such as `user`. */
  readonly noun: string;
  readonly id: string;
  readonly read: () => Promise<Wire | null>;
  readonly put: () => Promise<Answer>;
  /** The id of the record that stands in the way of a PUT that was refused; `null` where there is none. When not given, the same id is read again. */
  readonly findObstacle?: (() => Promise<string | null>) | undefined;
};

/**
 * Reads, and PUTs where there is nothing. Throws ALREADY_EXISTS otherwise. Whoever creates the same id between the two is overwritten:
 * the vendor has no condition for a PUT.
 */
export const putNew = async <Wire, Answer>(creation: Creation<Wire, Answer>): Promise<Answer> => {
  const { id, read, put, findObstacle = async () => ((await read()) === null ? null : id) } = creation;
  if ((await read()) !== null) throw alreadyExists(creation, id);
  try {
    return await put();
  } catch (error) {
    if (!(error instanceof BackendError) || !clashStatuses.has(error.status)) throw error;
    // What is looked for here only explains the refusal; where it cannot be found, the refusal itself tells more than why.
    const obstacleId = await findObstacle().catch(() => null);
    throw obstacleId === null ? error : alreadyExists(creation, obstacleId, error);
  }
};

/**
 * The same, and returns the record as read afterwards. Throws CONFLICT where that is not what was asked for, and what the PUT threw where
 * its answer was lost and reading shows that it did not happen.
 */
export const putNewAndRead = async <Wire>(
  creation: Creation<Wire, unknown> & { readonly isAsAsked: (found: Wire) => boolean },
  options: CallOptions,
): Promise<Wire> => {
  const { backend, noun, id, read, isAsAsked } = creation;
  try {
    await putNew(creation);
  } catch (error) {
    if (!(error instanceof BackendError) || !error.isUnsettled) throw error;
    const found = await read().catch(() => null);
    if (found !== null && isAsAsked(found)) return found;
    throw error;
  }
  const found = await afterWrite(() => readBack(creation, options));
  if (found !== null && isAsAsked(found)) return found;
  const state = found === null ? 'reading does not show it' : 'it reads otherwise than was asked for';
  throw new BackendError('CONFLICT', `Backend ${backend} accepted the ${noun} "${id}", but ${state}`, {
    backend,
    isUnsettled: true,
  });
};

/** Nothing is published on how soon a read follows a write, so a record that is missing gets a little time. */
const readBack = async <Wire>(
  { read }: Pick<Creation<Wire, unknown>, 'read'>,
  { signal }: CallOptions,
): Promise<Wire | null> => {
  for (const pauseMs of readBackPausesMs) {
    // A signal that aborts ends the pause, and the read then says so.
    if (pauseMs > 0) await pause(pauseMs, undefined, { signal }).catch(() => undefined);
    const found = await read();
    if (found !== null) return found;
  }
  return null;
};

const readBackPausesMs = [0, 250, 750];

/** No status is documented for what has to be unique and is not; the service-wide list has 400 and 422, and 409 is usual. */
const clashStatuses: ReadonlySet<number | null> = new Set([400, 409, 422]);

export const alreadyExists = (
  { backend, noun, id }: Pick<Creation<unknown, unknown>, 'backend' | 'noun' | 'id'>,
  obstacleId: string,
  cause?: BackendError,
): BackendError =>
  new BackendError(
    'ALREADY_EXISTS',
    obstacleId === id
      ? `Backend ${backend} has a ${noun} "${id}" already`
      : `Backend ${backend} has the ${noun} "${id}" already as "${obstacleId}"`,
    { backend, cause, ...(obstacleId === id ? { path: ['id'] } : {}) },
  );
