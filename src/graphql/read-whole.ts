import type { EndedRefresh } from '../domain/refresh.ts';
import type { Context } from './context.ts';

/** Reads a backend whole into the index, unless a reading that began at `earliest` or later is under way, which is then waited for. */
export const readWhole = async (
  { refreshes }: Pick<Context, 'refreshes'>,
  backend: string,
  earliest: number,
): Promise<EndedRefresh> => {
  const refresh = await refreshes.refresh(backend);
  return refresh.startedAt < earliest ? refreshes.refresh(backend) : refresh;
};
