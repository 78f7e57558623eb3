import type { AuditEntry } from '../../domain/audit-entry.ts';
import { RolecallError } from '../../domain/errors.ts';
import type { OutcomeKind } from '../../domain/run.ts';
import type { AuditQuery } from '../../store/audit-records.ts';
import { mostAtOnce } from '../../store/store.ts';
import type { Context } from '../context.ts';
import { toGlobalId } from '../global-id.ts';
import { live } from '../index/max-age.ts';
import { readAccount } from '../index/read-accounts.ts';
import type { CreateGroupInput, ReinviteAccountInput } from '../resolver-types.ts';
import { loadGroup } from '../resolvers/group.ts';
import { auditedInput } from '../trail/audited-input.ts';
import type { Payload } from './kept-answers.ts';

/**
 * What became of a mutation that was asked for since then and never answered, as an earlier process died over it. `null` where it may be done
 * again, as nearly all may: they read first what there is. Throws where doing it again might send a second invitation, or make a second
 * group of one name, and nobody knows whether there is a first.
 */
export const answerAbandoned = (
  context: Context,
  field: string,
  input: object,
  since: number,
): Promise<Payload | null> | null => {
  switch (field) {
    case 'reinviteAccount':
      return findInvitation(context, (input as ReinviteAccountInput).account, since);
    case 'createGroup':
      return findGroup(context, input as CreateGroupInput, since);
    default:
      return null;
  }
};

const findInvitation = async (
  context: Context,
  { backend, nativeId }: ReinviteAccountInput['account'],
  since: number,
): Promise<Payload | null> => {
  const entries = await entriesSince(context, since, {
    action: 'reinviteAccount',
    account: { backend, nativeId },
  });
  const runId = entries.findLast(({ phase }) => phase === 'INTENT')?.runId ?? null;
  if (runId === null) return null;
  const [entry] = await context.records.runs.entries(runId, { first: 1 });
  const outcome = entry?.outcome?.kind ?? null;
  if (outcome !== null && undone.has(outcome)) return null;
  if (outcome !== 'APPLIED')
    throw untold(
      `whether the invitation was sent again, by ${toGlobalId({ type: 'Run', id: runId })}`,
      outcome,
    );
  const payload = { account: await readAccount(context, { backend, id: nativeId }, live), errors: [] };
  return payload;
};

const findGroup = async (
  context: Context,
  input: CreateGroupInput,
  since: number,
): Promise<Payload | null> => {
  const entries = await entriesSince(context, since, { action: 'createGroup' });
  const asked = auditedInput(input);
  const intent = entries.findLast(({ phase, after }) => phase === 'INTENT' && after === asked);
  if (intent === undefined) return null;
  const end = entries.find(
    ({ phase, requestId, after, sequence }) =>
      phase === 'OUTCOME' && requestId === intent.requestId && after === asked && sequence > intent.sequence,
  );
  const outcome = end?.outcome ?? null;
  if (outcome !== null && undone.has(outcome)) return null;
  if (outcome !== 'APPLIED' || end?.nativeId == null) throw untold('whether the group was created', outcome);
  const payload = {
    group: await loadGroup(context, { backend: input.backend, id: end.nativeId }),
    errors: [],
  };
  return payload;
};

/** The caller's own, the oldest first. */
const entriesSince = async (
  { records, caller }: Context,
  since: number,
  query: Pick<AuditQuery, 'action'> & Partial<Pick<AuditQuery, 'account'>>,
): Promise<readonly AuditEntry[]> => {
  const found: AuditEntry[] = [];
  for (let after = 0; ; ) {
    const page = await records.audit.list({
      ...query,
      first: mostAtOnce,
      after,
      caller: caller.name,
      from: since,
      backends: null,
    });
    found.push(...page);
    const last = page.at(-1);
    if (last === undefined || page.length < mostAtOnce) return found;
    after = last.sequence;
  }
};

/** Those after which it may be tried anew. */
const undone: ReadonlySet<OutcomeKind> = new Set<OutcomeKind>(['FAILED', 'SKIPPED']);

const untold = (what: string, outcome: OutcomeKind | null): RolecallError =>
  outcome === null
    ? new RolecallError('IN_FLIGHT', `It is not known yet ${what}`)
    : new RolecallError('CONFLICT', `It is not known ${what}: look first, then ask under another key`);
