import { type Expression, type SqlBool, sql } from 'kysely';
import type { Position } from '../../domain/account-query.ts';
import { RolecallError } from '../../domain/errors.ts';

/** Whether a row stands behind a position, where these columns make the order. */
export const standsBehind = (
  position: Position,
  columns: readonly Expression<unknown>[],
  descending: boolean,
): Expression<SqlBool> => {
  if (position.length !== columns.length)
    throw new RolecallError(
      'BAD_INPUT',
      `A position in this order has ${columns.length} parts; ${position.length} came`,
    );
  const row = sql`(${sql.join(columns)})`;
  const behind = sql`(${sql.join([...position])})`;
  return descending ? sql`${row} < ${behind}` : sql`${row} > ${behind}`;
};

/** `by one, another, ...`, all in one direction. */
export const inOrder = (columns: readonly Expression<unknown>[], descending: boolean) =>
  sql`${sql.join(columns.map((column) => (descending ? sql`${column} desc` : sql`${column} asc`)))}`;
