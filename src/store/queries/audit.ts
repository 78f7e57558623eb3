import { type Expression, expressionBuilder, type Kysely, type SqlBool } from 'kysely';
import type { AuditEntry } from '../../domain/audit-entry.ts';
import type { AuditQuery } from '../audit-records.ts';
import type { StoreDialect } from '../dialect.ts';
import type { Tables } from '../tables.ts';
import { toAuditEntry } from './audit-row.ts';

export const lastAuditEntry = async (db: Kysely<Tables>): Promise<AuditEntry | null> => {
  const row = await db
    .selectFrom('audit')
    .selectAll()
    .orderBy('sequence', 'desc')
    .limit(1)
    .executeTakeFirst();
  return row === undefined ? null : toAuditEntry(row);
};

export const listAudit = async (
  db: Kysely<Tables>,
  dialect: StoreDialect,
  query: AuditQuery,
): Promise<readonly AuditEntry[]> => {
  const { first, after, descending = false } = query;
  if (query.backends?.length === 0) return [];
  const isByTime = leadOf(query) === 'at';
  const sequence = isByTime ? dialect.unindexed(eb.ref('sequence')) : eb.ref('sequence');
  const page = db
    .selectFrom('audit')
    .select('sequence')
    .where(eb.and([...conditionsOf(query, dialect)]))
    .$if(after !== undefined, (some) => some.where(sequence, descending ? '<' : '>', after ?? 0))
    .orderBy(sequence, descending ? 'desc' : 'asc')
    .limit(first);
  const rows = await db
    .selectFrom('audit')
    .selectAll()
    .where('sequence', 'in', page)
    .orderBy('sequence', descending ? 'desc' : 'asc')
    .execute();
  return rows.map(toAuditEntry);
};

/**
 * The column whose index is gone by: that of the one condition that lets least through, as far as anybody can tell, in which entries stand in
 * order. Those between two times have to be put in order, so that index is used only where there is nothing else to go by.
 */
const leadOf = ({ runId, planId, account, outcome, caller, action, from, until }: AuditQuery): Lead => {
  if (runId !== undefined) return 'run_id';
  if (planId !== undefined) return 'plan_id';
  if (account !== undefined) return 'native_id';
  if (outcome !== undefined) return 'outcome';
  if (caller !== undefined) return 'caller';
  if (action !== undefined) return 'action';
  return from === undefined && until === undefined ? 'sequence' : 'at';
};

type Lead = 'run_id' | 'plan_id' | 'native_id' | 'outcome' | 'caller' | 'action' | 'at' | 'sequence';

const conditionsOf = (query: AuditQuery, dialect: StoreDialect): readonly Expression<SqlBool>[] => {
  const lead = leadOf(query);
  const isEqual = (
    name: Exclude<Lead, 'at' | 'sequence'> | 'backend',
    value: string | undefined,
    isLead = name === lead,
  ) => {
    if (value === undefined) return [];
    return [eb(isLead ? eb.ref(name) : dialect.unindexed(eb.ref(name)), '=', value)];
  };
  const at = lead === 'at' ? eb.ref('at') : dialect.unindexed(eb.ref('at'));
  return [
    ...isEqual('run_id', query.runId),
    ...isEqual('plan_id', query.planId),
    ...isEqual('backend', query.account?.backend, lead === 'native_id'),
    ...isEqual('native_id', query.account?.nativeId),
    ...isEqual('outcome', query.outcome),
    ...isEqual('caller', query.caller),
    ...isEqual('action', query.action),
    ...(query.from === undefined ? [] : [eb(at, '>=', query.from)]),
    ...(query.until === undefined ? [] : [eb(at, '<', query.until)]),
    ...(query.backends === null ? [] : [eb(dialect.unindexed(eb.ref('backend')), 'in', query.backends)]),
  ];
};

const eb = expressionBuilder<Tables, 'audit'>();
