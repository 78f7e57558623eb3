import type { Kysely } from 'kysely';
import type { Assignment } from '../../domain/assignment.ts';
import type { StoreDialect } from '../dialect.ts';
import type { AssignmentTable, Tables } from '../tables.ts';
import type { Keyed } from './judge.ts';
import { createRowStatement } from './row-statement.ts';

/** Makes accounts be found by what they hold now. What they held before is known from their record. */
export const keepAssignments = async (
  db: Kysely<Tables>,
  dialect: StoreDialect,
  current: readonly Keyed[],
): Promise<void> => {
  const changed = current.filter(({ kept, assignments }) => kept?.assignments !== assignments);
  const changes = changed.map(({ key, row: { backend }, kept, assignments }) => {
    const before = pairsIn(kept?.assignments ?? '[]');
    const now = pairsIn(assignments);
    const toRows = (pairs: ReadonlySet<string>) => [...pairs].map((pair) => toRow(backend, key, pair));
    return { gone: toRows(before.difference(now)), come: toRows(now.difference(before)) };
  });
  for (const { backend, native_role_id, account_key, organization_id } of changes.flatMap(({ gone }) => gone))
    await db
      .deleteFrom('assignment')
      .where('backend', '=', backend)
      .where('native_role_id', '=', native_role_id)
      .where('account_key', '=', account_key)
      .where('organization_id', '=', organization_id)
      .execute();
  await insertAssignments(
    db,
    dialect,
    changes.flatMap(({ come }) => come),
  );
};

const insertAssignments = createRowStatement(
  ['backend', 'native_role_id', 'account_key', 'organization_id'],
  (db, rows: readonly AssignmentTable[]) => db.insertInto('assignment').values([...rows]),
);

/** Role and place of each. A pair may be told twice: held directly, and by a group. */
const pairsIn = (assignments: string): ReadonlySet<string> =>
  new Set(
    // As `judge` wrote it.
    (JSON.parse(assignments) as readonly Assignment[]).map(({ nativeRoleId, organizationId }) =>
      JSON.stringify([nativeRoleId.toWellFormed(), organizationId?.toWellFormed() ?? '']),
    ),
  );

const toRow = (backend: string, key: number, pair: string): AssignmentTable => {
  const [native_role_id, organization_id] = JSON.parse(pair) as [string, string];
  return { backend, native_role_id, account_key: key, organization_id };
};
