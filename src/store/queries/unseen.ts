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

/** Those whose id no other account bears: what a backend answers when it is asked for that id is about them. */
const findWitnesses = async (
  db: Kysely<Tables>,
  { backend, since, limit }: Unseen,
): Promise<readonly AccountRef[]> => {
  const rows = await db
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
  return rows.map(({ native_id }) => ({ backend, id: native_id }));
};
