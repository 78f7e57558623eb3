import { type Expression, type SqlBool, sql } from 'kysely';
import type { Position } from '../../domain/account-query.ts';
import { RolecallError } from '../../domain/errors.ts';

/** Columns that make an order, and its direction. */
export type Order = { readonly columns: readonly Expression<unknown>[]; readonly descending: boolean };

/** Whether a row stands behind a position. */
export const standsBehind = (position: Position, { columns, descending }: Order): Expression<SqlBool> =>
  compare(columns, descending ? sql`<` : sql`>`, position);

/** Whether a row stands at a position or before it. */
export const standsUpTo = (position: Position, { columns, descending }: Order): Expression<SqlBool> =>
  compare(columns, descending ? sql`>=` : sql`<=`, position);

const compare = (
  columns: readonly Expression<unknown>[],
  operator: Expression<unknown>,
  position: Position,
): Expression<SqlBool> => {
  if (position.length !== columns.length)
    throw new RolecallError(
      'BAD_INPUT',
      `A position in this order has ${columns.length} parts; ${position.length} came`,
    );
  return sql`(${sql.join(columns)}) ${operator} (${sql.join([...position])})`;
};

/** For an `order by`: every column in the one direction. */
export const inOrder = ({ columns, descending }: Order) =>
  sql.join(columns.map((column) => (descending ? sql`${column} desc` : sql`${column} asc`)));
