import type { AccountFilter } from '../domain/account-query.ts';
import { RolecallError } from '../domain/errors.ts';
import type { OffboardingRequest, RoleSyncRequest } from '../sync/planning/plans.ts';
import { toSelection } from './account-filter.ts';
import { backendOf, type Context } from './context.ts';
import { reasonOf } from './reason.ts';
import type {
  DesiredRolesInput,
  PlanOffboardingInput,
  PlanRoleSyncInput,
  RoleSourceInput,
  UserSelectionInput,
} from './resolver-types.ts';
import { userToChange } from './user-to-change.ts';

/** What a caller wants planned. Throws what is wrong with it, NOT_FOUND for a backend that the caller may not see among it. */
export const toRoleSyncRequest = async (
  context: Context,
  { from, to, over, mode = 'GRANT_ONLY', allowEscalation = false, reason }: PlanRoleSyncInput,
): Promise<RoleSyncRequest> => ({
  to: backendsNamed(context, to, ['to']),
  from: await toSource(context, from),
  users: await toUsers(context, over),
  filter: await toFilter(context, over),
  mode,
  allowEscalation,
  reason: reasonOf(reason),
});

export const toOffboardingRequest = async (
  context: Context,
  { user, extent = 'DISABLE', backends, reason }: PlanOffboardingInput,
): Promise<OffboardingRequest> => ({
  backends: backends == null ? [...context.backends.keys()] : backendsNamed(context, backends, ['backends']),
  userId: await userToChange(context, user),
  extent,
  reason: reasonOf(reason),
});

/** Each once. */
const backendsNamed = (
  context: Context,
  ids: readonly string[],
  path: readonly string[],
): readonly string[] => {
  if (ids.length === 0)
    throw new RolecallError('BAD_INPUT', 'expected at least one backend, got none', { path });
  for (const [at, id] of ids.entries()) backendOf(context, id, [...path, String(at)]);
  return [...new Set(ids)];
};

const toSource = async (
  context: Context,
  { backend, desired }: RoleSourceInput,
): Promise<RoleSyncRequest['from']> => {
  if (backend != null) {
    backendOf(context, backend, ['from', 'backend']);
    return { kind: 'BACKEND', backend };
  }
  return { kind: 'DESIRED', users: await toDesired(context, desired ?? []) };
};

const toDesired = async (
  context: Context,
  desired: readonly DesiredRolesInput[],
): Promise<readonly { readonly userId: string; readonly roles: readonly string[] }[]> => {
  const path = ['from', 'desired'];
  refuseCount(desired.length, path);
  const users = await Promise.all(
    desired.map(async ({ user, roles }, at) => {
      refuseUnknownRoles(context, roles, [...path, String(at), 'roles']);
      return { userId: await userToChange(context, user, [...path, String(at), 'user']), roles };
    }),
  );
  const seen = new Set<string>();
  for (const [at, { userId }] of users.entries()) {
    if (seen.has(userId))
      throw new RolecallError('BAD_INPUT', 'expected each user once, got the same user again', {
        path: [...path, String(at), 'user'],
      });
    seen.add(userId);
  }
  return users;
};

const refuseUnknownRoles = ({ roles }: Context, names: readonly string[], path: readonly string[]): void => {
  for (const [at, name] of names.entries())
    if (!roles.has(name))
      throw new RolecallError(
        'BAD_INPUT',
        `No role is called ${JSON.stringify(name.slice(0, 64))}; there are: ${[...roles.keys()].join(', ')}`,
        { path: [...path, String(at)] },
      );
};

const toUsers = async (
  context: Context,
  over: UserSelectionInput | null | undefined,
): Promise<readonly string[] | null> => {
  if (over?.users == null) return null;
  const path = ['over', 'users'];
  refuseCount(over.users.length, path);
  const users = await Promise.all(
    over.users.map((id, at) => userToChange(context, { id }, [...path, String(at)])),
  );
  return [...new Set(users)];
};

const toFilter = async (
  context: Context,
  over: UserSelectionInput | null | undefined,
): Promise<AccountFilter | null> => {
  if (over?.accounts == null) return null;
  try {
    return (await toSelection(context, over.accounts)).filter;
  } catch (error) {
    if (!(error instanceof RolecallError)) throw error;
    // There the filter is the argument of a list.
    const [, ...within] = error.inputPath ?? [];
    throw new RolecallError(error.code, error.message, {
      path: ['over', 'accounts', ...within],
      cause: error,
    });
  }
};

const refuseCount = (count: number, path: readonly string[]): void => {
  if (count < 1 || count > mostUsers)
    throw new RolecallError('BAD_INPUT', `expected 1 to ${mostUsers} users, got ${count}`, { path });
};

const mostUsers = 1000;
