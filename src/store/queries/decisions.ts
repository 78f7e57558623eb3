import type { Kysely } from 'kysely';
import type { LinkDecision } from '../../domain/link.ts';
import type { Tables } from '../tables.ts';

export const decisionsOn = async (
  db: Kysely<Tables>,
  keys: readonly number[],
): Promise<readonly LinkDecision[]> => {
  if (keys.length === 0) return [];
  const rows = await db
    .selectFrom('decision')
    .selectAll()
    .where(({ eb, or }) => or([eb('low_key', 'in', keys), eb('high_key', 'in', keys)]))
    .orderBy('low_key')
    .orderBy('high_key')
    .execute();
  return rows.map(({ low_key, high_key, ...decision }) => ({ accounts: [low_key, high_key], ...decision }));
};

export const decide = async (db: Kysely<Tables>, decisions: readonly LinkDecision[]): Promise<void> => {
  for (const {
    accounts: [low_key, high_key],
    verdict,
    reason,
    by,
    at,
  } of decisions)
    await db
      .insertInto('decision')
      .values({ low_key, high_key, verdict, reason, by, at })
      .onConflict((conflict) =>
        conflict.columns(['low_key', 'high_key']).doUpdateSet({ verdict, reason, by, at }),
      )
      .execute();
};

export const withdraw = async (
  db: Kysely<Tables>,
  pairs: readonly LinkDecision['accounts'][],
): Promise<void> => {
  for (const [low, high] of pairs)
    await db.deleteFrom('decision').where('low_key', '=', low).where('high_key', '=', high).execute();
};
