import type { DatabaseSync, SQLInputValue, StatementSync } from 'node:sqlite';
import { setImmediate as turn } from 'node:timers/promises';
import {
  type CompiledQuery,
  type DatabaseConnection,
  type Dialect,
  type Driver,
  type QueryResult,
  SqliteAdapter,
  SqliteIntrospector,
  SqliteQueryCompiler,
} from 'kysely';
import { withFailures } from './failure.ts';

/** Kysely over one handle of `node:sqlite`. Its failures are told to callers, who need not learn which file it is. */
export const createSqliteDialect = (database: DatabaseSync): Dialect => ({
  createDriver: () => createDriver(database),
  createQueryCompiler: () => new SqliteQueryCompiler(),
  createIntrospector: (db) => new SqliteIntrospector(db),
  // Kysely holds that DDL cannot be rolled back here, which SQLite can: without this, a migration that fails would leave half of itself.
  createAdapter: () =>
    Object.defineProperty(new SqliteAdapter(), 'supportsTransactionalDdl', { value: true }),
});

const createDriver = (database: DatabaseSync): Driver => {
  const connection = createConnection(database);
  const run = (command: string): void => withFailures(null, () => database.exec(command));
  return {
    init: async () => {},
    acquireConnection: async () => connection,
    beginTransaction: async () => run('begin'),
    commitTransaction: async () => run('commit'),
    // A full disk ends the transaction by itself.
    rollbackTransaction: async () => (database.isTransaction ? run('rollback') : undefined),
    releaseConnection: async () => {},
    destroy: async () => withFailures(null, () => database.close()),
  };
};

const createConnection = (database: DatabaseSync): DatabaseConnection => {
  const prepare = createPreparer(database);
  /** When the first query of this turn of the event loop came; `null` where none has come yet. */
  let turnBegan: number | null = null;
  const endTurn = (): void => {
    turnBegan = null;
  };
  return {
    executeQuery: async <R>({ sql, parameters }: CompiledQuery): Promise<QueryResult<R>> => {
      // SQLite answers at once, so without a pause nobody else would get a turn before a long write has ended.
      if (turnBegan !== null && performance.now() - turnBegan > longestTurnMs) await turn();
      if (turnBegan === null) {
        turnBegan = performance.now();
        setImmediate(endTurn);
      }
      // Kysely binds numbers, strings and null here, and types rows by the tables.
      const rows = withFailures(null, () => prepare(sql).all(...(parameters as SQLInputValue[])));
      return { rows: rows as R[] };
    },
    streamQuery: () => {
      throw new Error('Nothing is streamed from the store');
    },
  };
};

const longestTurnMs = 5;

/** Keeps the statements that were used last: to prepare one costs more than to run it. */
const createPreparer = (database: DatabaseSync): ((sql: string) => StatementSync) => {
  const statements = new Map<string, StatementSync>();
  return (sql) => {
    const statement = statements.get(sql) ?? database.prepare(sql);
    statements.delete(sql);
    statements.set(sql, statement);
    if (statements.size > statementsKept)
      for (const oldest of statements.keys()) {
        statements.delete(oldest);
        break;
      }
    return statement;
  };
};

const statementsKept = 100;
