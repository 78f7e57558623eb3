import type { Kysely } from 'kysely';
import { chunksOf } from '../../domain/chunks.ts';
import { mostAtOnce, type Observed, type Unseen } from '../store.ts';
import type { Tables } from '../tables.ts';
import { toLinkKeys } from './account-row.ts';
import { formerOf } from './judge.ts';

export const markVanished = async (
  db: Kysely<Tables>,
  keys: readonly number[],
  at: number,
): Promise<readonly Observed[]> => {
  const vanished: Observed[] = [];
  for (const some of chunksOf(keys, mostAtOnce)) vanished.push(...(await markSome(db, some, at)));
  return vanished;
};

/** Looks through all sightings, which are small: an index on them would have to be written anew with every reading. */
export const markUnseenVanished = async (
  db: Kysely<Tables>,
  { backend, since, limit }: Unseen,
  at: number,
): Promise<readonly Observed[]> => {
  const unseen = await db
    .selectFrom('sighting')
    .select('account_key')
    .where('backend', '=', backend)
    .where('seen_at', '<', since)
    .where('seen_at', '<=', at)
    .orderBy('account_key')
    .limit(limit)
    .execute();
  return markVanished(
    db,
    unseen.map(({ account_key }) => account_key),
    at,
  );
};

/** One that was seen later than that is there. */
const markSome = async (
  db: Kysely<Tables>,
  keys: readonly number[],
  at: number,
): Promise<readonly Observed[]> => {
  const going = await db
    .selectFrom('account')
    .innerJoin('sighting', 'sighting.account_key', 'account.key')
    .innerJoin('record', 'record.account_key', 'account.key')
    .select([
      'account.key',
      'account.backend',
      'account.native_id',
      'account.status',
      'account.external_id',
      'account.email',
      'account.user_name',
      'sighting.as_of',
      'record.assignments',
    ])
    .where('account.key', 'in', keys)
    .where('sighting.seen_at', '<=', at)
    .orderBy('account.key')
    .execute();
  if (going.length === 0) return [];
  const gone = going.map(({ key }) => key);
  await db.updateTable('account').set({ vanished_at: at }).where('key', 'in', gone).execute();
  await db.deleteFrom('sighting').where('account_key', 'in', gone).execute();
  return going.map((row) => ({
    key: row.key,
    change: 'VANISHED',
    isMoved: true,
    before: toLinkKeys(row),
    after: null,
    former: formerOf(row, row.as_of),
  }));
};
