import { chunksOf } from '../../domain/chunks.ts';
import type { StoredAccount } from '../../domain/stored-account.ts';
import { mostAtOnce } from '../../store/store.ts';
import { configuredFor } from '../configured-for.ts';
import { nameOfAccount } from '../name-of-account.ts';
import { createPlace, type Place } from '../place.ts';
import { ambiguousAmong } from './ambiguous.ts';
import { decideRoleSync } from './decide-role-sync.ts';
import type { Decided } from './decided.ts';
import type { PlanningDeps } from './deps.ts';
import type { Draft } from './draft.ts';
import type { RoleSyncRequest } from './plans.ts';
import { mostReadAlone, type Readings } from './readings.ts';
import { resolveAgain, selectUsers } from './select-users.ts';
import { createTarget, type Target } from './target.ts';
import { type WantedRoles, wantedAsListed, wantedFromSource } from './wanted-roles.ts';

/** The backends that a plan rests on: what it follows, what it changes, and where its filter looks. */
export const backendsOfRoleSync = ({ from, to, filter }: RoleSyncRequest): readonly string[] => [
  ...new Set([...(from.kind === 'BACKEND' ? [from.backend] : []), ...to, ...(filter?.backends ?? [])]),
];

/** Reads all that the plan rests on, and decides user by user. */
export const draftRoleSync = async (
  request: RoleSyncRequest,
  draft: Draft,
  readings: Readings,
  deps: Pick<PlanningDeps, 'index' | 'backends'>,
): Promise<void> => {
  const { from, to, mode } = request;
  const involved = backendsOfRoleSync(request);
  const named = namedUsers(request);
  await readFor(named, involved, readings, deps);

  const source =
    from.kind === 'BACKEND'
      ? createPlace(configuredFor(deps.backends, from.backend), await readings.roleTable(from.backend))
      : null;
  const targets = await Promise.all(
    to.map(async (id) => createTarget(configuredFor(deps.backends, id), await readings.roleTable(id))),
  );
  const rolesByUser = await listedRoles(request, deps);

  const filter = request.filter ?? (named === null && source !== null ? { backends: [idOf(source)] } : null);
  for await (const userIds of selectUsers({ named, filter }, deps.index)) {
    const { accounts, ambiguous } = await readings.ofUsers(userIds, involved);
    const accountsByUser = Map.groupBy(accounts, ({ userId }) => userId);
    for (const userId of userIds) {
      const user = { userId, accounts: accountsByUser.get(userId) ?? [] };
      const { clear, told } = ambiguousAmong(user.accounts, ambiguous);
      const { wanted, told: alsoTold } =
        source === null
          ? { wanted: wantedAsListed(rolesByUser.get(userId) ?? []), told: [] }
          : wantedFromSource(source, onBackend(clear, idOf(source)));
      await draft.add([...told.filter(isInvolved(to, from)), ...alsoTold]);
      if (wanted !== null) await draft.add(decideUser({ ...user, clear }, wanted, targets, mode));
    }
  }
};

/** `null` where all are meant. */
const namedUsers = ({ from, users }: RoleSyncRequest): readonly string[] | null => {
  if (from.kind === 'BACKEND') return users;
  const desired = from.users.map(({ userId }) => userId);
  return users === null ? desired : desired.filter((id) => users.includes(id));
};

/** A few accounts are read alone, each live; more of them with all others. */
const readFor = async (
  named: readonly string[] | null,
  involved: readonly string[],
  readings: Readings,
  { index }: Pick<PlanningDeps, 'index'>,
): Promise<void> => {
  if (named === null) return readings.readWhole(involved);
  await readings.readUnknown(involved);
  let count = 0;
  for (const part of chunksOf(named, mostAtOnce))
    count += (await index.accounts.ofUsers(part, involved)).length;
  if (count > mostReadAlone) return readings.readWhole(involved);
  for (const part of chunksOf(named, mostAtOnce)) await readings.ofUsers(part, involved);
};

const listedRoles = async (
  { from }: RoleSyncRequest,
  { index }: Pick<PlanningDeps, 'index'>,
): Promise<ReadonlyMap<string, readonly string[]>> => {
  if (from.kind === 'BACKEND') return new Map();
  const current = await resolveAgain(
    from.users.map(({ userId }) => userId),
    index,
  );
  return new Map(from.users.map(({ roles }, at) => [current[at] ?? '', roles]));
};

const decideUser = (
  {
    userId,
    accounts,
    clear,
  }: {
    readonly userId: string;
    readonly accounts: readonly StoredAccount[];
    readonly clear: readonly StoredAccount[];
  },
  wanted: WantedRoles,
  targets: readonly Target[],
  mode: RoleSyncRequest['mode'],
): readonly Decided[] => {
  const [first] = accounts;
  const name = first === undefined ? null : nameOfAccount(first.account);
  return targets.flatMap((target) => {
    const here = onBackend(clear, idOf(target));
    // An account that cannot be told from another is there all the same.
    if (here.length === 0 && onBackend(accounts, idOf(target)).length > 0) return [];
    return decideRoleSync({ userId, name, accounts: here }, wanted, target, mode);
  });
};

const isInvolved =
  (to: readonly string[], from: RoleSyncRequest['from']) =>
  ({ account: { backend } }: Decided): boolean =>
    to.includes(backend) || (from.kind === 'BACKEND' && from.backend === backend);

const onBackend = (accounts: readonly StoredAccount[], backend: string): readonly StoredAccount[] =>
  accounts.filter(({ account }) => account.ref.backend === backend);

const idOf = ({ configured }: Place): string => configured.backend.id;
