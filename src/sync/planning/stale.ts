import { type AccountRef, keyOfAccount } from '../../domain/account.ts';
import type { Change, ChangeSource } from '../../domain/change.ts';
import { chunksOf } from '../../domain/chunks.ts';
import { RolecallError } from '../../domain/errors.ts';
import type { Plan, PlanInput, Planned } from '../../domain/plan.ts';
import type { StoredAccount } from '../../domain/stored-account.ts';
import { pagesOf } from '../../store/pages.ts';
import { mostAtOnce } from '../../store/store.ts';
import { fingerprintOfSource, isFollowed } from '../fingerprint.ts';
import { createPlanDigest, type PlanDigest } from '../plan-digest.ts';
import { toObserved } from '../to-observed.ts';
import type { PlanningDeps } from './deps.ts';
import { fingerprintOfConfiguration, fingerprintOfNativeRoles, nativeRolesOf } from './inputs.ts';
import { createReadings, type Readings } from './readings.ts';

export type StaleDeps = Pick<PlanningDeps, 'store' | 'index' | 'refreshes' | 'backends' | 'limits' | 'now'>;

/**
 * Throws PLAN_STALE, naming what has moved, where anything that a plan rests on is not as it was, and DIGEST_MISMATCH where what is kept of
 * the plan is not what was made. Reads live what the plan follows. The accounts that it changes are left to whoever changes them: each is
 * compared at that moment.
 *
 * Nothing counts that the plan does not rest on: other accounts, links, roles and backends may be what they will.
 */
export const refuseStale = async (plan: Plan, deps: StaleDeps): Promise<void> => {
  const { outcome, ...head } = plan;
  if (outcome.state !== 'PLANNED')
    throw new RolecallError('BAD_INPUT', `The plan is ${outcome.state}: there is nothing to apply`);
  const { state: _state, digest, ...planned } = outcome;
  const readings = createReadings(deps, { since: deps.now(), signal: new AbortController().signal });

  const parts = createPlanDigest();
  await addExclusions(parts, plan, deps);
  const nativeRoles = new Map<string, Set<string>>();
  const sources = new Map<string, ChangeSource>();
  for await (const changes of changesOf(plan, deps)) {
    for (const change of changes) {
      parts.addChange(change);
      const { backend } = change.account;
      const named = nativeRoles.get(backend) ?? new Set<string>();
      nativeRoles.set(backend, named);
      for (const id of nativeRolesOf(change)) named.add(id);
      for (const source of change.sources) sources.set(keyOfAccount(source.account), source);
    }
    await refuseMovedLinks(changes, plan, deps);
  }
  if (parts.end(head, planned) !== digest)
    throw new RolecallError(
      'DIGEST_MISMATCH',
      'What is kept of the plan is not what was planned: somebody has laid hands on the store',
    );
  await refuseMovedInputs(planned.inputs, nativeRoles, readings, deps);
  if (sources.size <= mostComparedFirst) await refuseMovedSources([...sources.values()], readings, deps);
};

/** So many are read while the caller waits. Of a plan that follows more each change compares those that it follows when its turn comes, as all do. */
const mostComparedFirst = 20;

async function* changesOf(
  { id }: Plan,
  { store }: Pick<StaleDeps, 'store'>,
): AsyncIterable<readonly Change[]> {
  for await (const page of pagesOf((asked) => store.plans.changes(id, asked)))
    yield page.map(({ entry }) => entry);
}

const addExclusions = async (
  parts: PlanDigest,
  { id }: Plan,
  { store }: Pick<StaleDeps, 'store'>,
): Promise<void> => {
  for await (const page of pagesOf((asked) => store.plans.exclusions(id, asked)))
    for (const { entry } of page) parts.addExclusion(entry);
};

const refuseMovedInputs = async (
  inputs: Planned['inputs'],
  nativeRoles: ReadonlyMap<string, ReadonlySet<string>>,
  readings: Readings,
  { backends, limits }: Pick<StaleDeps, 'backends' | 'limits'>,
): Promise<void> => {
  const fingerprintNow = async ({ kind, backend }: PlanInput): Promise<string | null> => {
    const configured = backends.get(backend);
    if (configured === undefined) return null;
    if (kind === 'CONFIGURATION') return fingerprintOfConfiguration(configured, limits);
    return fingerprintOfNativeRoles(await readings.roleTable(backend), nativeRoles.get(backend) ?? new Set());
  };
  for (const input of inputs)
    if ((await fingerprintNow(input)) !== input.fingerprint)
      throw stale(
        input.kind === 'CONFIGURATION'
          ? `what the configuration says of backend ${input.backend}`
          : `native roles of backend ${input.backend} that it grants or revokes`,
      );
};

/** Every account is LINKED still, and one user's with those that it follows, which are all that this user has on the source. */
const refuseMovedLinks = async (
  changes: readonly Change[],
  { request }: Plan,
  { index }: Pick<StaleDeps, 'index'>,
): Promise<void> => {
  const ofUsers = changes.filter(({ userId }) => userId !== null);
  const source = sourceOf(request);
  for (const part of chunksOf(ofUsers, mostAtOnce)) {
    const [targets, followed] = await Promise.all([
      findEach(
        part.flatMap(({ account }) => refOf(account) ?? []),
        index,
      ),
      findEach(
        part.flatMap(({ sources }) => sources.map(({ account }) => account)),
        index,
      ),
    ]);
    const users = new Map<string, string | null>();
    for (const { userId } of part)
      if (userId !== null && !users.has(userId)) users.set(userId, await index.resolveUser(userId));
    const current = [...users.values()].filter((id) => id !== null);
    const onSource = source === null ? [] : await index.accounts.ofUsers(current, [source]);
    for (const { account, userId, sources } of part) {
      const user = userId === null ? null : (users.get(userId) ?? null);
      const isLinked = (stored: StoredAccount) => stored.link === 'LINKED' && stored.userId === user;
      const own = targets.get(keyOfAccount(account)) ?? [];
      // One that is gone is no link that moved: whoever changes it finds out.
      if (own.length > 0 && !own.some(isLinked)) throw stale(`the link of ${nameOf(account)}`);
      for (const { account: ref } of sources)
        if (!(followed.get(keyOfAccount(ref)) ?? []).some(isLinked))
          throw stale(`the link of ${nameOf(ref)}`);
      if (source === null) continue;
      const known = new Set(sources.map(({ account: ref }) => keyOfAccount(ref)));
      const added = onSource.find(
        (stored) =>
          isLinked(stored) && isFollowed(stored.account) && !known.has(keyOfAccount(stored.account.ref)),
      );
      // One with a namesake was never followed.
      if (added !== undefined && (await index.accounts.find([added.account.ref])).length === 1)
        throw stale(`which accounts of backend ${source} the user of ${nameOf(account)} has`);
    }
  }
};

/** The backend that the plan follows. */
const sourceOf = ({ from }: Plan['request']): string | null =>
  typeof from === 'object' && from !== null && 'backend' in from && typeof from.backend === 'string'
    ? from.backend
    : null;

const findEach = async (
  refs: readonly AccountRef[],
  { accounts }: Pick<StaleDeps['index'], 'accounts'>,
): Promise<ReadonlyMap<string, readonly StoredAccount[]>> => {
  const found: StoredAccount[] = [];
  for (const part of chunksOf(refs, mostAtOnce)) found.push(...(await accounts.find(part)));
  return Map.groupBy(found, ({ account: { ref } }) => keyOfAccount(ref));
};

/** Reads live the accounts that it follows. */
const refuseMovedSources = async (
  sources: readonly ChangeSource[],
  readings: Readings,
  { index }: Pick<StaleDeps, 'index'>,
): Promise<void> => {
  for (const part of chunksOf(sources, mostAtOnce)) {
    const known = await index.accounts.find(part.map(({ account }) => account));
    const { accounts, ambiguous } = await readings.ofAccounts(known);
    const current = new Map(
      accounts
        .filter(({ key }) => !ambiguous.has(key))
        .map((stored) => [keyOfAccount(stored.account.ref), fingerprintOfSource(toObserved(stored))]),
    );
    for (const { account, fingerprint } of part)
      if (current.get(keyOfAccount(account)) !== fingerprint)
        throw stale(`what ${nameOf(account)} holds, which it follows`);
  }
};

const stale = (what: string): RolecallError =>
  new RolecallError('PLAN_STALE', `The plan rests on what is not so any more, ${what}: plan again`, {
    path: ['id'],
  });

const refOf = ({ backend, id }: Change['account']): AccountRef | null =>
  id === null ? null : { backend, id };

const nameOf = ({ backend, id }: { readonly backend: string; readonly id: string | null }): string =>
  `account ${id} of backend ${backend}`;
