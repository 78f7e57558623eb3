import { BackendError } from '../domain/errors.ts';
import type { Refresh } from '../domain/refresh.ts';
import type { Context } from './context.ts';

/** Reads a backend whole into the index, unless a reading that began at `earliest` or later is under way, which is then waited for. */
export const readWhole = async (
  { refreshes }: Pick<Context, 'refreshes'>,
  backend: string,
  earliest: number,
): Promise<Refresh> => {
  const refresh = await refreshes.refresh(backend);
  return refresh.startedAt < earliest ? refreshes.refresh(backend) : refresh;
};

/** Runs a write that makes more accounts old than the one that it is of. They are read anew afterwards, and nobody waits for that. */
export const makingOld = async <T>(
  context: Context,
  backend: string,
  write: () => Promise<T>,
): Promise<T> => {
  const readAnew = (): void => {
    // Whatever comes of it, `refreshes` reports it.
    readWhole(context, backend, context.now().getTime()).catch(() => {});
  };
  try {
    const done = await write();
    readAnew();
    return done;
  } catch (error) {
    if (error instanceof BackendError && error.isUnsettled) readAnew();
    throw error;
  }
};
