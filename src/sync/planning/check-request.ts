import type { ConfiguredBackend } from '../../backends/configured-backend.ts';
import { type Caller, maySee } from '../../domain/caller.ts';
import { RolecallError } from '../../domain/errors.ts';
import { refuseExcluded } from '../../domain/exclusive-groups.ts';
import { reasonOf } from '../../domain/reason.ts';
import { noSuchRole } from '../refusals.ts';
import { writable } from '../writable.ts';
import type { PlanningDeps } from './deps.ts';
import type { OffboardingRequest, RoleSyncRequest } from './plans.ts';

/** How many users a request may name. */
const mostUsers = 1000;

/**
 * The request with the ids that stand for its users today. Throws NOT_FOUND, UNSUPPORTED, WRITES_DISABLED or BAD_INPUT for what is wrong with
 * it, whatever the backends hold.
 */
export const checkRoleSync = async (
  request: RoleSyncRequest,
  caller: Caller,
  { backends, roles, index }: Pick<PlanningDeps, 'backends' | 'roles' | 'index'>,
): Promise<RoleSyncRequest> => {
  const { from, to, users, filter } = request;
  const reason = reasonOf(request.reason);
  if (from.kind === 'BACKEND') expectBackend(backends, from.backend, caller, ['from', 'backend']);
  if (to.length === 0) refuse('expected at least one backend', ['to']);
  if (new Set(to).size < to.length) refuse('expected every backend once', ['to']);
  for (const [at, id] of to.entries()) {
    writable(expectBackend(backends, id, caller, ['to', String(at)]), 'roleWriter');
    if (from.kind === 'BACKEND' && from.backend === id)
      refuse(`Backend ${id} cannot follow itself: name others`, ['to']);
  }
  for (const id of filter?.backends ?? []) expectBackend(backends, id, caller, ['over', 'accounts']);

  const named = users === null ? null : await resolveUsers(users, ['over', 'users'], index);
  if (from.kind === 'BACKEND') return { ...request, users: named, reason };
  const path = ['from', 'desired'];
  const desired = await resolveUsers(
    from.users.map(({ userId }) => userId),
    path,
    index,
  );
  const exclusive = [...backends.values()][0]?.exclusive ?? [];
  for (const { roles: wanted } of from.users) {
    const unknown = wanted.find((role) => !roles.includes(role));
    if (unknown !== undefined) throw noSuchRole(unknown, roles, path);
    if (new Set(wanted).size < wanted.length) refuse('expected every role of a user once', path);
    refuseExcluded(wanted, exclusive);
  }
  return {
    ...request,
    reason,
    users: named,
    from: {
      kind: 'DESIRED',
      users: from.users.map(({ roles: wanted }, at) => ({ userId: desired[at] ?? '', roles: wanted })),
    },
  };
};

/** The same for an offboarding. */
export const checkOffboarding = async (
  request: OffboardingRequest,
  caller: Caller,
  { backends, index }: Pick<PlanningDeps, 'backends' | 'index'>,
): Promise<OffboardingRequest> => {
  if (request.backends.length === 0) refuse('expected at least one backend', ['backends']);
  if (new Set(request.backends).size < request.backends.length)
    refuse('expected every backend once', ['backends']);
  for (const [at, id] of request.backends.entries())
    expectBackend(backends, id, caller, ['backends', String(at)]);
  const [userId = request.userId] = await resolveUsers([request.userId], ['user'], index);
  return { ...request, userId, reason: reasonOf(request.reason) };
};

/** What a caller may not see is not there. */
const expectBackend = (
  backends: ReadonlyMap<string, ConfiguredBackend>,
  id: string,
  caller: Caller,
  path: readonly string[],
): ConfiguredBackend => {
  const configured = maySee(caller, id) ? backends.get(id) : undefined;
  if (configured === undefined)
    throw new RolecallError('NOT_FOUND', `No backend is called ${JSON.stringify(id.slice(0, 64))}`, { path });
  return configured;
};

/** The ids that stand for these today, in this order. Two that have become one user's are that user twice. */
const resolveUsers = async (
  ids: readonly string[],
  path: readonly string[],
  index: PlanningDeps['index'],
): Promise<readonly string[]> => {
  refuseUserCount(ids.length, path);
  const resolved: string[] = [];
  for (const id of ids) {
    const current = await index.resolveUser(id);
    if (current === null) throw new RolecallError('NOT_FOUND', 'There is no such user', { path });
    resolved.push(current);
  }
  if (new Set(resolved).size < resolved.length) refuse('expected every user once', path);
  return resolved;
};

/** Throws BAD_INPUT for none, and for more than a request may name. */
export const refuseUserCount = (count: number, path: readonly string[]): void => {
  if (count < 1 || count > mostUsers) refuse(`expected 1 to ${mostUsers} users, got ${count}`, path);
};

const refuse = (message: string, path: readonly string[]): never => {
  throw new RolecallError('BAD_INPUT', message, { path });
};
