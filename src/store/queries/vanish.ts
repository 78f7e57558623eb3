import type { Kysely } from 'kysely';
import type { AccountRef } from '../../domain/account.ts';
import type { Observed } from '../store.ts';
import type { Tables } from '../tables.ts';
import { toLinkKeys } from './account-row.ts';
import { chunksOf } from './chunks.ts';

export const markVanished = async (
  db: Kysely<Tables>,
  which:
    | { readonly keys: readonly number[] }
    | { readonly backend: string; readonly notSeenSince: number; readonly limit: number },
  at: number,
): Promise<readonly Observed[]> => {
  const keys = 'keys' in which ? which.keys : await keysUnseen(db, which, at);
  const vanished: Observed[] = [];
  for (const some of chunksOf(keys, keysAtOnce)) vanished.push(...(await markSome(db, some, at)));
  return vanished;
};

const keysAtOnce = 500;

const keysUnseen = async (
  db: Kysely<Tables>,
  unseen: { readonly backend: string; readonly notSeenSince: number; readonly limit: number },
  at: number,
): Promise<readonly number[]> => {
  const rows = await db
    .selectFrom('sighting')
    .select('account_key')
    .where('backend', '=', unseen.backend)
    .where('seen_at', '<', unseen.notSeenSince)
    .where('seen_at', '<=', at)
    .orderBy('account_key')
    .limit(unseen.limit)
    .execute();
  return rows.map(({ account_key }) => account_key);
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
    .select(['account.key', 'account.external_id', 'account.email', 'account.user_name'])
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
  }));
};

export const countUnseen = async (
  db: Kysely<Tables>,
  backend: string,
  since: number,
  limit: number,
): Promise<{ readonly unseen: number; readonly some: readonly AccountRef[]; readonly known: number }> => {
  const { unseen, known } = await db
    .selectFrom('sighting')
    .select(({ fn }) => [
      fn.countAll<number>().filterWhere('seen_at', '<', since).as('unseen'),
      fn.countAll<number>().as('known'),
    ])
    .where('backend', '=', backend)
    .executeTakeFirstOrThrow();
  const some = unseen === 0 || limit <= 0 ? [] : await unseenAlone(db, backend, since, limit);
  return { unseen, some: some.map(({ native_id }) => ({ backend, id: native_id })), known };
};

/** Those whose id names no other account as well. */
const unseenAlone = (db: Kysely<Tables>, backend: string, since: number, limit: number) =>
  db
    .selectFrom('sighting')
    .innerJoin('account', 'account.key', 'sighting.account_key')
    .select('account.native_id')
    .where('sighting.backend', '=', backend)
    .where('sighting.seen_at', '<', since)
    .where(({ eb, selectFrom }) =>
      eb.not(
        eb.exists(
          selectFrom('account as namesake')
            .select('namesake.key')
            .whereRef('namesake.backend', '=', 'account.backend')
            .whereRef('namesake.native_id', '=', 'account.native_id')
            .whereRef('namesake.is_external', '<>', 'account.is_external')
            .where('namesake.vanished_at', 'is', null),
        ),
      ),
    )
    .orderBy('sighting.account_key')
    .limit(limit)
    .execute();
