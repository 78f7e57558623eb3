import type { Kysely } from 'kysely';
import type { Tables } from '../tables.ts';

export const readSetting = async (db: Kysely<Tables>, name: string): Promise<string | null> => {
  const row = await db.selectFrom('setting').select('value').where('name', '=', name).executeTakeFirst();
  return row?.value ?? null;
};

export const writeSetting = async (db: Kysely<Tables>, name: string, value: string): Promise<void> => {
  await db
    .insertInto('setting')
    .values({ name, value })
    .onConflict((conflict) => conflict.column('name').doUpdateSet({ value }))
    .execute();
};
