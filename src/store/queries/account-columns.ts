import { type Expression, type Selectable, type SqlBool, sql } from 'kysely';
import type { AccountTable } from '../tables.ts';

/** What `account` is called in a query that has it twice. */
export type Alias = 'account' | 'earlier';

export const column = <Name extends keyof AccountTable>(alias: Alias, name: Name) =>
  sql.ref<Selectable<AccountTable>[Name]>(`${alias}.${name}`);

/** Whether an account is shown: it is present, and somebody's. */
export const isShown = (alias: Alias): Expression<SqlBool> =>
  sql`${column(alias, 'vanished_at')} is null and ${column(alias, 'user_number')} is not null`;
