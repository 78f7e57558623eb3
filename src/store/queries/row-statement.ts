import type { Compilable, CompiledQuery, Kysely } from 'kysely';
import { chunksOf } from '../../domain/chunks.ts';
import type { StoreDialect } from '../dialect.ts';
import type { Tables } from '../tables.ts';

/** Does the same with each of many rows, as many in one statement as pay. Answers what the statements return. */
export type RowStatement<Row, Answer> = (
  db: Kysely<Tables>,
  dialect: StoreDialect,
  rows: readonly Row[],
) => Promise<readonly Answer[]>;

/**
 * Makes one of how Kysely builds it. To build a statement of thousands of values costs more than to run it, so its text is kept for as many
 * rows as are done at once, and only the values are put in anew: those of `columns`, row by row, as `build` has to name them.
 */
export const createRowStatement = <Row extends object, Answer = unknown>(
  columns: readonly (keyof Row)[],
  build: (db: Kysely<Tables>, rows: readonly Row[], dialect: StoreDialect) => Compilable<Answer>,
): RowStatement<Row, Answer> => {
  const wholes = new WeakMap<StoreDialect, CompiledQuery<Answer>>();

  const compile = (
    db: Kysely<Tables>,
    dialect: StoreDialect,
    rows: readonly Row[],
  ): CompiledQuery<Answer> => {
    if (rows.length < rowsAtOnce) return build(db, rows, dialect).compile();
    const parameters = rows.flatMap((row) => columns.map((name) => row[name]));
    const whole = wholes.get(dialect);
    if (whole !== undefined) return { ...whole, parameters };
    const compiled = build(db, rows, dialect).compile();
    if (compiled.parameters.some((value, at) => value !== parameters[at]))
      throw new Error(`A statement over rows takes other values than ${columns.join(', ')}`);
    wholes.set(dialect, compiled);
    return compiled;
  };

  return async (db, dialect, rows) => {
    const answers: Answer[] = [];
    for (const some of chunksOf(rows, rowsAtOnce)) {
      const { rows: answered } = await db.executeQuery(compile(db, dialect, some));
      answers.push(...answered);
    }
    return answers;
  };
};

/** Measured: many more at once cost more than they save. */
const rowsAtOnce = 250;
