import type { Kysely } from 'kysely';
import type { AccountRef } from '../../domain/account.ts';
import type { Unseen } from '../store.ts';
import type { Tables } from '../tables.ts';

export const countUnseen = async (
  db: Kysely<Tables>,
  { backend, since, limit }: Unseen,
): Promise<{
  readonly known: number;
  readonly unseen: number;
  readonly witnesses: readonly AccountRef[];
}> => {
  const { unseen, known } = await db
    .selectFrom('sighting')
    .select(({ fn }) => [
      fn.countAll<number>().filterWhere('seen_at', '<', since).as('unseen'),
      fn.countAll<number>().as('known'),
    ])
    .where('backend', '=', backend)
    .executeTakeFirstOrThrow();
  const witnesses = unseen === 0 || limit <= 0 ? [] : await findWitnesses(db, { backend, since, limit });
  return { known, unseen, witnesses };
};

/** Evenly from all of those whose id no other account bears: what a backend answers when it is asked for that id is about them. */
const findWitnesses = async (
  db: Kysely<Tables>,
  { backend, since, limit }: Unseen,
): Promise<readonly AccountRef[]> => {
  const rows = await db
    .with('witness', (db) =>
      db
        .selectFrom('sighting')
        .innerJoin('account', 'account.key', 'sighting.account_key')
        .select('account.native_id')
        .select(({ fn }) => [
          fn
            .agg<number>('row_number')
            .over((over) => over.orderBy('sighting.account_key'))
            .as('place'),
          fn.countAll<number>().over().as('places'),
        ])
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
        ),
    )
    .selectFrom('witness')
    .select('native_id')
    // Of so many places these are as many as the limit, as far apart as they can be; of fewer, all.
    .where(({ eb }) => eb(eb(eb('place', '*', limit), '%', eb.ref('places')), '<', limit))
    .orderBy('place')
    .execute();
  return rows.map(({ native_id }) => ({ backend, id: native_id }));
};
