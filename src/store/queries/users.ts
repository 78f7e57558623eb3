import { type Kysely, type Selectable, sql } from 'kysely';
import { chunksOf } from '../../domain/chunks.ts';
import type { StoreDialect } from '../dialect.ts';
import { type AssignedLink, mostAtOnce } from '../store.ts';
import type { AccountTable, Tables } from '../tables.ts';
import { createRowStatement } from './row-statement.ts';

export const assign = async (
  db: Kysely<Tables>,
  dialect: StoreDialect,
  links: readonly AssignedLink[],
): Promise<void> => {
  const users = await usersOf(
    db,
    dialect,
    links.flatMap(({ userId, home }) => (home === null || home === userId ? [userId] : [userId, home])),
  );
  // Whoever has accounts stands for itself.
  const assigned = new Set(links.map(({ userId }) => userId));
  const forwarded = [...users.values()].filter(
    ({ id, forward_to }) => forward_to !== null && assigned.has(id),
  );
  for (const { number } of forwarded)
    await db.updateTable('user').set({ forward_to: null }).where('number', '=', number).execute();
  const numberOf = (id: string): number | null => users.get(id)?.number ?? null;
  await updateUsers(
    db,
    dialect,
    links.map(({ key, userId, home, link }) => ({
      key,
      user_number: numberOf(userId),
      home_number: home === null ? null : numberOf(home),
      link,
    })),
  );
};

const updateUsers = createRowStatement(
  ['key', 'user_number', 'home_number', 'link'],
  (db, rows: readonly Pick<Selectable<AccountTable>, 'key' | 'user_number' | 'home_number' | 'link'>[]) => {
    const values = rows.map(
      ({ key, user_number, home_number, link }) => sql`(${key}, ${user_number}, ${home_number}, ${link})`,
    );
    const update = sql`
      update account set user_number = assigned.column2, home_number = assigned.column3, link = assigned.column4
      from (values ${sql.join(values)}) as assigned where account.key = assigned.column1`;
    return { compile: () => update.compile(db) };
  },
);

export const resolveUser = async (db: Kysely<Tables>, id: string): Promise<string | null> => {
  const row = await db
    .selectFrom('user')
    .leftJoin('user as today', 'today.number', 'user.forward_to')
    .select(({ fn }) => fn.coalesce('today.id', 'user.id').as('id'))
    .where('user.id', '=', id)
    .executeTakeFirst();
  return row?.id ?? null;
};

/** No chains are kept: whatever stood for `from` stands for `to` from now on, and `to` for itself. */
export const forward = async (
  db: Kysely<Tables>,
  dialect: StoreDialect,
  from: string,
  to: string,
): Promise<void> => {
  const users = await usersOf(db, dialect, [from, to]);
  const number = users.get(from)?.number;
  const target = users.get(to)?.number;
  if (number === undefined || target === undefined) throw new Error('A user that was created has no number');
  await db
    .updateTable('user')
    .set({ forward_to: target })
    .where(({ eb, or }) => or([eb('number', '=', number), eb('forward_to', '=', number)]))
    .execute();
  await db.updateTable('user').set({ forward_to: null }).where('number', '=', target).execute();
};

/** Of users that are not there yet one is made, in the order of the ids. */
const usersOf = async (
  db: Kysely<Tables>,
  dialect: StoreDialect,
  ids: readonly string[],
): Promise<ReadonlyMap<string, User>> => {
  const wanted = [...new Set(ids)];
  const users = new Map<string, User>();
  for (const some of chunksOf(wanted, mostAtOnce)) {
    const rows = await db.selectFrom('user').selectAll().where('id', 'in', some).execute();
    for (const row of rows) users.set(row.id, row);
  }
  const unknown = wanted.filter((id) => !users.has(id));
  const created = await insertUsers(
    db,
    dialect,
    unknown.map((id) => ({ id })),
  );
  for (const row of created) users.set(row.id, row);
  return users;
};

const insertUsers = createRowStatement(['id'], (db, rows: readonly { readonly id: string }[]) =>
  db
    .insertInto('user')
    .values([...rows])
    .returningAll(),
);

type User = Selectable<Tables['user']>;
