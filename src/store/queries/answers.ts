import type { Kysely } from 'kysely';
import type { AnswerWriter, KeptAnswer } from '../answer-records.ts';
import type { Tables } from '../tables.ts';

export const findAnswer = async (db: Kysely<Tables>, id: string): Promise<KeptAnswer | null> => {
  const row = await db.selectFrom('answer').selectAll().where('id', '=', id).executeTakeFirst();
  if (row === undefined) return null;
  return {
    request: row.request,
    claimedAt: row.claimed_at,
    requestIds: JSON.parse(row.request_ids) as readonly string[],
    answer: row.answer,
  };
};

export const claimAnswer = async (
  db: Kysely<Tables>,
  id: string,
  { request, claimedAt, requestIds }: Parameters<AnswerWriter['claim']>[1],
): Promise<void> => {
  const claim = {
    request,
    claimed_at: claimedAt,
    request_ids: JSON.stringify(requestIds),
    answer: null,
  };
  await db
    .insertInto('answer')
    .values({ id, ...claim })
    .onConflict((conflict) => conflict.column('id').doUpdateSet(claim))
    .execute();
};

export const keepAnswer = async (db: Kysely<Tables>, id: string, answer: string): Promise<void> => {
  await db.updateTable('answer').set({ answer }).where('id', '=', id).execute();
};

export const releaseAnswer = async (db: Kysely<Tables>, id: string): Promise<void> => {
  await db.deleteFrom('answer').where('id', '=', id).execute();
};

export const forgetAnswersBefore = async (db: Kysely<Tables>, at: number): Promise<void> => {
  await db.deleteFrom('answer').where('claimed_at', '<', at).execute();
};
