import type { EndedRefresh } from '../../domain/refresh.ts';
import type { Context } from '../context.ts';

/** Reads a backend whole into the index, unless a refresh that began at `since` or later is under way, which is then waited for. */
export const refreshSince = async (
  { refreshes }: Pick<Context, 'refreshes'>,
  backend: string,
  since: number,
): Promise<EndedRefresh> => {
  const refresh = await refreshes.refresh(backend);
  return refresh.startedAt < since ? refreshes.refresh(backend) : refresh;
};
