import type { Kysely } from 'kysely';
import type { Catalogue } from '../../domain/catalogue.ts';
import {
  type CompleteRefresh,
  type EndedRefresh,
  nothingRead,
  type Refresh,
  type RefreshState,
  type RunningRefresh,
} from '../../domain/refresh.ts';
import type { RefreshTable, Tables } from '../tables.ts';

export const latestRefreshes = async (
  db: Kysely<Tables>,
  backend: string,
): Promise<{ readonly last: EndedRefresh | null; readonly complete: CompleteRefresh | null }> => {
  const latest = db
    .selectFrom('refresh')
    .selectAll()
    .where('backend', '=', backend)
    .where('state', '!=', 'RUNNING')
    .orderBy('id', 'desc')
    .limit(1);
  const last = await latest.executeTakeFirst();
  const complete = await latest.where('state', '=', 'COMPLETE').executeTakeFirst();
  return {
    last: last === undefined ? null : toRefresh<EndedRefresh>(last),
    complete: complete === undefined ? null : toRefresh<CompleteRefresh>(complete),
  };
};

export const unfinishedRefreshes = async (db: Kysely<Tables>): Promise<readonly RunningRefresh[]> => {
  const rows = await db
    .selectFrom('refresh')
    .selectAll()
    .where('state', '=', 'RUNNING')
    .orderBy('id')
    .execute();
  return rows.map((row) => toRefresh<RunningRefresh>(row));
};

export const beginRefresh = async (
  db: Kysely<Tables>,
  backend: string,
  at: number,
): Promise<RunningRefresh> => {
  const row = await db
    .insertInto('refresh')
    .values({
      backend,
      state: 'RUNNING',
      started_at: at,
      finished_at: null,
      reason: null,
      ...nothingRead,
    })
    .returningAll()
    .executeTakeFirstOrThrow();
  return toRefresh<RunningRefresh>(row);
};

export const saveRefresh = async (
  db: Kysely<Tables>,
  { id, startedAt, finishedAt, ...refresh }: EndedRefresh,
): Promise<void> => {
  await db
    .updateTable('refresh')
    .set({ ...refresh, started_at: startedAt, finished_at: finishedAt })
    .where('id', '=', id)
    .execute();
  await deleteSuperseded(db, refresh.backend);
};

/** Only the last that ended and the last COMPLETE are ever read of those that have ended. */
const deleteSuperseded = async (db: Kysely<Tables>, backend: string): Promise<void> => {
  const lastOf = (operator: '=' | '<>', state: RefreshState) =>
    db
      .selectFrom('refresh')
      .select(({ fn }) => fn.max('id').as('id'))
      .where('backend', '=', backend)
      .where('state', operator, state);
  await db
    .deleteFrom('refresh')
    .where('backend', '=', backend)
    .where('state', '<>', 'RUNNING')
    .where('id', '<', lastOf('<>', 'RUNNING'))
    .where(({ eb, or }) => or([eb('state', '<>', 'COMPLETE'), eb('id', '<', lastOf('=', 'COMPLETE'))]))
    .execute();
};

export const readCatalogue = async (db: Kysely<Tables>, backend: string): Promise<Catalogue | null> => {
  const row = await db
    .selectFrom('catalogue')
    .select('catalogue')
    .where('backend', '=', backend)
    .executeTakeFirst();
  // As `saveCatalogue` wrote it.
  return row === undefined ? null : (JSON.parse(row.catalogue) as Catalogue);
};

export const saveCatalogue = async (
  db: Kysely<Tables>,
  backend: string,
  catalogue: Catalogue,
): Promise<void> => {
  const text = JSON.stringify(catalogue);
  await db
    .insertInto('catalogue')
    .values({ backend, catalogue: text })
    .onConflict((conflict) => conflict.column('backend').doUpdateSet({ catalogue: text }))
    .execute();
};

export const dropCatalogue = async (db: Kysely<Tables>, backend: string): Promise<void> => {
  await db.deleteFrom('catalogue').where('backend', '=', backend).execute();
};

/** As `beginRefresh` or `saveRefresh` wrote it: the state of the row tells which. */
const toRefresh = <R extends Refresh>({
  started_at,
  finished_at,
  ...refresh
}: Omit<RefreshTable, 'id'> & { readonly id: number }): R =>
  ({ ...refresh, startedAt: started_at, finishedAt: finished_at }) as R;
