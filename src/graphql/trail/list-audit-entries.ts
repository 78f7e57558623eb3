import type { AuditEntry } from '../../domain/audit-entry.ts';
import type { AuditQuery } from '../../store/audit-records.ts';
import { mostAtOnce } from '../../store/store.ts';
import type { Context } from '../context.ts';
import type { PageOf } from '../paging/connection.ts';
import { pageFromRecords } from '../paging/page-from-records.ts';
import { backendsSeen, planOf, planSeen, runOf } from '../plans/plans-seen.ts';
import type { QueryAuditEntriesArgs } from '../resolver-types.ts';

/** One page of the audit trail, of what the caller may see of it. */
export const listAuditEntries = async (
  context: Context,
  { first, after, filter, direction }: QueryAuditEntriesArgs,
): Promise<PageOf<AuditEntry>> => {
  const conditions = await toConditions(context, filter);
  const descending = direction === 'DESC';
  return pageFromRecords<AuditEntry, AuditEntry, number>({
    list: `audit ${JSON.stringify([filter ?? {}, direction])}`,
    request: { first, after },
    cursors: context.cursors,
    read: (page) => readSeen(context, { ...conditions, ...page, descending }),
    placeOf: ({ sequence }) => sequence,
    toNode: (entry) => entry,
  });
};

type Conditions = Omit<AuditQuery, 'first' | 'after' | 'descending'>;

const toConditions = async (
  context: Context,
  filter: QueryAuditEntriesArgs['filter'],
): Promise<Conditions> => {
  const { caller, action, plan, run, account, outcome, from, until } = filter ?? {};
  return {
    caller: caller ?? undefined,
    action: action ?? undefined,
    planId: plan == null ? undefined : (await planOf(context, plan, ['filter', 'plan'])).id,
    runId: run == null ? undefined : (await runOf(context, run, ['filter', 'run'])).id,
    account: account ?? undefined,
    outcome: outcome ?? undefined,
    from: from == null ? undefined : Date.parse(from),
    until: until == null ? undefined : Date.parse(until),
    backends: backendsSeen(context),
  };
};

/**
 * Entries without those of plans that the caller may not see: what is written down of one backend may tell of the others. Whoever sees all
 * backends sees all entries.
 */
const readSeen = async (context: Context, query: AuditQuery): Promise<readonly AuditEntry[]> => {
  const { records } = context;
  if (query.backends === null) return records.audit.list(query);
  const isPlanSeen = new Map<string | null, boolean>([[null, true]]);
  const found: AuditEntry[] = [];
  for (let { after } = query; ; ) {
    const page = await records.audit.list({ ...query, after, first: mostAtOnce });
    for (const entry of page) {
      const { planId } = entry;
      const isSeen =
        isPlanSeen.get(planId) ?? (planId !== null && (await planSeen(context, planId)) !== null);
      isPlanSeen.set(planId, isSeen);
      if (isSeen) found.push(entry);
      if (found.length === query.first) return found;
    }
    if (page.length < mostAtOnce) return found;
    after = page.at(-1)?.sequence;
  }
};
