import type { AuditEntry } from '../../domain/audit-entry.ts';
import { RolecallError } from '../../domain/errors.ts';
import { cameToNothing, type OutcomeKind } from '../../domain/run.ts';
import { pagesOf } from '../../store/pages.ts';
import { mostAtOnce } from '../../store/store.ts';
import type { Context } from '../context.ts';
import { type BackendNodeType, type NativeRef, toGlobalId } from '../global-id.ts';
import { live } from '../index/max-age.ts';
import { readAccount } from '../index/read-accounts.ts';
import type { MutationErrorParent } from '../parents.ts';
import type {
  CreateAccountInput,
  CreateAccountsInput,
  CreateGroupInput,
  DeleteAccountInput,
  DeleteOrganizationInput,
  ReinviteAccountInput,
} from '../resolver-types.ts';
import { loadGroup } from '../resolvers/group.ts';
import type { Abandoned, Payload } from './kept-answers.ts';

/**
 * Answers a mutation that was asked for before and never answered, as the process died over it. Nearly all are just done again (`answer`): they
 * read first what there is. What creates, deletes or sends mail is first looked up in what was written down of it: done, it is answered as
 * it would have been. Throws CONFLICT where nobody knows what came of it and doing it again might do it twice, and IN_FLIGHT where that is still
 * being found out.
 */
export const answerAbandoned = async (
  context: Context,
  { field, input }: { readonly field: string; readonly input: object },
  abandoned: Abandoned,
  answer: () => Promise<Payload>,
): Promise<Payload> => {
  const deletedType = deletedTypes[field];
  const toDone = payloadsOfDone[field];
  if (deletedType === undefined && toDone === undefined) return answer();

  const begun = await lastBegun(context, field, abandoned);
  if (begun === null || begun.deeds.every(cameToNothingOf)) return answer();
  if (toDone !== undefined) {
    const done = begun.deeds.flatMap(({ outcome, nativeId }) =>
      outcome === 'APPLIED' && nativeId !== null ? [nativeId] : [],
    );
    const payload = done.length === begun.deeds.length ? await toDone(context, input, done) : null;
    if (payload === null) throw cutShort(begun);
    return payload;
  }
  const payload = await answer();
  if (deletedType === undefined || !isNotFound(payload)) return payload;
  const deleted = { deletedId: toGlobalId({ type: deletedType, ...placeIn(input) }), errors: [] };
  return deleted;
};

/**
 * By mutation, which says of what type its input is: what it answers where all that was written down of it is done, to accounts or groups of
 * these native ids. `null` where that is not all that was asked for.
 */
const payloadsOfDone: Readonly<
  Record<string, (context: Context, input: object, nativeIds: readonly string[]) => Promise<Payload | null>>
> = {
  createAccount: async (context, input, [id = '']) => {
    const { backend } = input as CreateAccountInput;
    return { account: await readAccount(context, { backend, id }, live), errors: [] };
  },
  createAccounts: async (context, input, ids) => {
    const { backend, accounts } = input as CreateAccountsInput;
    if (accounts.length !== ids.length) return null;
    const read = await Promise.all(ids.map((id) => readAccount(context, { backend, id }, live)));
    return { results: read.map((account) => ({ account, errors: [] })), errors: [] };
  },
  reinviteAccount: async (context, input, [id = '']) => {
    const { backend } = (input as ReinviteAccountInput).account;
    return { account: await readAccount(context, { backend, id }, live), errors: [] };
  },
  createGroup: async (context, input, [id = '']) => {
    const { backend } = input as CreateGroupInput;
    return { group: await loadGroup(context, { backend, id }), errors: [] };
  },
};

/** By mutation: the type of what it deletes. What was there when that was written down, and is no more, is deleted. */
const deletedTypes: Readonly<Record<string, BackendNodeType>> = {
  deleteAccount: 'Account',
  deleteApiToken: 'ApiToken',
  deleteGroup: 'Group',
  deleteNativeRole: 'NativeRole',
  deleteOrganization: 'Organization',
};

/** All that delete name it alike, but that which names an account. */
const placeIn = (input: object): NativeRef => {
  const { backend, nativeId } =
    'account' in input ? (input as DeleteAccountInput).account : (input as DeleteOrganizationInput);
  return { backend, id: nativeId };
};

const isNotFound = ({ errors }: Payload): boolean =>
  errors.length === 1 && (errors as readonly MutationErrorParent[])[0]?.code === 'NOT_FOUND';

/** What was written down before a backend was told, and what came of each deed; an outcome is `null` where that is not known yet. */
type Begun = { readonly runId: string | null; readonly deeds: readonly Deed[] };

type Deed = { readonly outcome: OutcomeKind | null; readonly nativeId: string | null };

const cameToNothingOf = ({ outcome }: Deed): boolean =>
  cameToNothing(outcome === null ? null : { kind: outcome });

/** The last that was begun of it, as all before that came to nothing. `null` where nothing was. */
const lastBegun = async (context: Context, field: string, abandoned: Abandoned): Promise<Begun | null> => {
  const entries = await entriesOf(context, field, abandoned);
  const intent = entries.findLast(({ phase }) => phase === 'INTENT');
  if (intent === undefined) return null;
  const { runId, requestId, sequence } = intent;
  if (runId !== null) return { runId, deeds: await deedsOfRun(context, runId) };
  const end = entries.find(
    (entry) => entry.phase === 'OUTCOME' && entry.requestId === requestId && entry.sequence > sequence,
  );
  return {
    runId: null,
    deeds: [{ outcome: end?.outcome ?? null, nativeId: end?.nativeId ?? intent.nativeId }],
  };
};

const deedsOfRun = async ({ records }: Context, runId: string): Promise<readonly Deed[]> => {
  const deeds: Deed[] = [];
  for await (const entries of pagesOf((page) => records.runs.entries(runId, page)))
    for (const { change, outcome } of entries)
      deeds.push({ outcome: outcome?.kind ?? null, nativeId: change.account.id });
  return deeds;
};

/** What the audit trail tells of these requests, the oldest first. */
const entriesOf = async (
  { records, caller }: Context,
  field: string,
  { since, requestIds }: Abandoned,
): Promise<readonly AuditEntry[]> => {
  const query = { first: mostAtOnce, caller: caller.name, action: field, from: since, backends: null };
  const found: AuditEntry[] = [];
  for (let after = 0; ; ) {
    const page = await records.audit.list({ ...query, after });
    found.push(...page.filter(({ requestId }) => requestId !== null && requestIds.includes(requestId)));
    const last = page.at(-1);
    if (last === undefined || page.length < mostAtOnce) return found;
    after = last.sequence;
  }
};

const cutShort = ({ runId, deeds }: Begun): RolecallError => {
  const by = runId === null ? '' : `, by ${toGlobalId({ type: 'Run', id: runId })}`;
  if (deeds.some(({ outcome }) => outcome === null))
    return new RolecallError(
      'IN_FLIGHT',
      `What comes of it is not known yet${by}: send it again to learn that`,
    );
  return new RolecallError(
    'CONFLICT',
    `It was cut short, and is not known to be done${by}: look first, then ask for what is left under another key`,
  );
};
