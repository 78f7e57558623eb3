import type { Account } from '../../domain/account.ts';
import { type JournalEntry, mayHaveChanged } from '../../domain/run.ts';
import { mostAtOnce, type StoreReader } from '../../store/store.ts';
import type { Held } from './unexplained.ts';

/** What Rolecall did to some accounts of a backend, or may have done, as its journal tells. */
export type OwnDeeds = {
  /** In the order in which they were intended, those that came to something before `since` left out. */
  of(nativeId: string, since: number): readonly JournalEntry[];
  mayHaveMade(account: Account, since: number): boolean;
  mayHaveDeleted(nativeId: string, since: number): boolean;
};

export const readOwnDeeds = async (
  runs: StoreReader['runs'],
  backend: string,
  accounts: readonly { readonly nativeId: string; readonly since: number }[],
): Promise<OwnDeeds> => {
  const ids = accounts.map(({ nativeId }) => nativeId);
  const since = accounts.reduce((first, account) => Math.min(first, account.since), Number.MAX_SAFE_INTEGER);
  const entries = (await runs.changesSince(backend, ids, since)).filter(mayHaveChanged);
  const entriesById = Map.groupBy(entries, ({ change }) => change.account.id);
  const creations = await runs.creationsInDoubt(backend);
  const changesOf = (nativeId: string, from: number): readonly JournalEntry[] =>
    (entriesById.get(nativeId) ?? []).filter(({ settledAt }) => settledAt === null || settledAt >= from);
  return {
    of: changesOf,
    mayHaveMade: ({ ref, userName, displayName, email }, from) =>
      changesOf(ref.id, from).some(({ change }) => change.step.kind === 'CREATE') ||
      creations.some(
        ({
          change: {
            account: { name },
          },
        }) => [ref.id, userName, displayName, email].some((one) => one !== null && one === name),
      ),
    mayHaveDeleted: (nativeId, from) =>
      changesOf(nativeId, from).some(({ change }) => change.step.kind === 'DELETE'),
  };
};

/** Whether Rolecall changed what an account holds by changing something else: the native role, the organization, the group, or who is in it. */
export type Touches = (account: { readonly nativeId: string; readonly since: number }, held: Held) => boolean;

/** As the audit trail tells of a backend since then. */
export const readTouches = async (
  audit: StoreReader['audit'],
  backend: string,
  since: number,
): Promise<Touches> => {
  const latestOf = async (actions: readonly string[]): Promise<readonly Deed[]> => {
    const deeds: Deed[] = [];
    for (const action of actions)
      deeds.push(
        ...(await audit.list({
          action,
          from: since,
          backends: [backend],
          descending: true,
          first: mostAtOnce,
        })),
      );
    return deeds;
  };
  const ofOthers = await latestOf(actionsOnOthers);
  const ofMembers = await latestOf(actionsOnMembers);
  return ({ nativeId, since: from }, { nativeRoleId, organizationId, group }) =>
    ofOthers.some(
      (deed) => deed.at >= from && [nativeRoleId, organizationId, group].includes(deed.nativeId ?? ''),
    ) ||
    (group !== null && ofMembers.some((deed) => deed.at >= from && deed.nativeId === nativeId));
};

type Deed = { readonly at: number; readonly nativeId: string | null };

/** Mutations whose entries are about a native role, an organization or a group. */
const actionsOnOthers = ['updateGroup', 'deleteGroup', 'deleteNativeRole', 'deleteOrganization'];
/** Those whose entries are about the account that is put into a group or taken out of it. */
const actionsOnMembers = ['addAccountToGroup', 'removeAccountFromGroup'];
