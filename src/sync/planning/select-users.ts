import type { AccountFilter, Position } from '../../domain/account-query.ts';
import { chunksOf } from '../../domain/chunks.ts';
import { RolecallError } from '../../domain/errors.ts';
import { type AccountReader, mostAtOnce } from '../../store/store.ts';
import type { PlanningDeps } from './deps.ts';

/**
 * Ids of users, at most `mostAtOnce` at a time: those that are named, all when `null`, as far as they have an account that the filter lets
 * through. Asked once everything has been read: users are whoever they are then.
 */
export async function* selectUsers(
  { named, filter }: { readonly named: readonly string[] | null; readonly filter: AccountFilter | null },
  index: Pick<PlanningDeps['index'], 'accounts' | 'resolveUser'>,
): AsyncIterable<readonly string[]> {
  if (named === null) {
    yield* usersThrough(filter ?? { backends: [] }, index.accounts);
    return;
  }
  const current = await resolveAgain(named, index);
  if (filter === null) {
    yield* chunksOf(current, mostAtOnce);
    return;
  }
  const isNamed = new Set(current);
  for await (const ids of usersThrough(filter, index.accounts)) {
    const chosen = ids.filter((id) => isNamed.has(id));
    if (chosen.length > 0) yield chosen;
  }
}

async function* usersThrough(
  filter: AccountFilter,
  accounts: Pick<AccountReader, 'listUsers'>,
): AsyncIterable<readonly string[]> {
  let after: Position | undefined;
  for (;;) {
    const listed = await accounts.listUsers({
      filter,
      order: { by: 'FIRST_SEEN', descending: false },
      after,
      first: mostAtOnce,
    });
    if (listed.length > 0) yield listed.map(({ entry }) => entry);
    if (listed.length < mostAtOnce) return;
    after = listed.at(-1)?.position;
  }
}

/** Reading may have shown that two of them are one user. */
export const resolveAgain = async (
  ids: readonly string[],
  index: Pick<PlanningDeps['index'], 'resolveUser'>,
): Promise<readonly string[]> => {
  const current: string[] = [];
  for (const id of ids) current.push((await index.resolveUser(id)) ?? id);
  if (new Set(current).size < current.length)
    throw new RolecallError(
      'BAD_INPUT',
      'Two of the users have turned out to be one: name that one, with what it is to hold',
    );
  return current;
};
