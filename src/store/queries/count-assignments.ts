import type { Kysely } from 'kysely';
import type { Tables } from '../tables.ts';

/** What an account held when it vanished is still there, but such an account has no sighting. */
export const countAssignments = async (db: Kysely<Tables>, backend: string): Promise<number> => {
  const { count } = await db
    .selectFrom('assignment')
    .innerJoin('sighting', 'sighting.account_key', 'assignment.account_key')
    .select(({ fn }) => fn.countAll<number>().as('count'))
    .where('assignment.backend', '=', backend)
    .executeTakeFirstOrThrow();
  return count;
};
