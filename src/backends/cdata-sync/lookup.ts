import { attempt } from '../../domain/attempt.ts';
import type { CallOptions } from '../../domain/call-options.ts';
import { BackendError } from '../../domain/errors.ts';
import { isSegment } from '../../http/path.ts';
import type { Lookup } from '../backend.ts';
import type { CdataSyncClient } from './client.ts';
import type { WireUser } from './wire.ts';

/** One answer for each id, in the order asked. One call for each of a few ids, one list for many: v2 has no filter. */
export const findUsersById = async (
  client: CdataSyncClient,
  ids: readonly string[],
  options?: CallOptions,
): Promise<readonly Lookup<WireUser>[]> => {
  const possible = [...new Set(ids)].filter(isSegment);
  const find = possible.length > maxSingleReads ? findInList : findEach;
  const usersById = await find(client, possible, options);
  return ids.map((id) => usersById.get(id) ?? null);
};

/**
 * As many as the default concurrency sends at once without a wait, which takes no longer than the list and fetches nobody who was not asked for. With
 * more, calls are what is scarce: the server's limit is unknown, the list is one call, and its size is that of a company's ETL team.
 */
const maxSingleReads = 4;

type UsersById = ReadonlyMap<string, Lookup<WireUser>>;

const findEach = async (
  client: CdataSyncClient,
  ids: readonly string[],
  options?: CallOptions,
): Promise<UsersById> =>
  new Map(
    await Promise.all(ids.map(async (id) => [id, await attempt(() => client.getUser(id, options))] as const)),
  );

const findInList = async (
  client: CdataSyncClient,
  ids: readonly string[],
  options?: CallOptions,
): Promise<UsersById> => {
  const found = await attempt(() => client.findUsers(new Set(ids), options));
  if (found instanceof BackendError) return new Map(ids.map((id) => [id, found]));
  const usersById = new Map(found.map(({ id, user }) => [id, user]));
  // A user whose id cannot be read may be any that is missing.
  const missing = usersById.get(null) ?? null;
  return new Map(ids.map((id) => [id, usersById.get(id) ?? missing]));
};
