import type { AccountFilter } from '../../domain/account-query.ts';
import { RolecallError } from '../../domain/errors.ts';
import type { OffboardingRequest, RoleSyncRequest } from '../../sync/planning/plans.ts';
import { toSelection } from '../accounts/account-filter.ts';
import { backendOf, type Context } from '../context.ts';
import { reasonOf } from '../reason.ts';
import type {
  DesiredRolesInput,
  PlanOffboardingInput,
  PlanRoleSyncInput,
  RoleSourceInput,
  UserSelectionInput,
} from '../resolver-types.ts';
import { userToChange } from '../users/user-to-change.ts';

/** What a caller wants planned, with ids in place of names. Throws what keeps it from being understood; the rest is for planning to refuse. */
export const toRoleSyncRequest = async (
  context: Context,
  { from, to, over, mode = 'GRANT_ONLY', allowEscalation = false, reason }: PlanRoleSyncInput,
): Promise<RoleSyncRequest> => {
  expectBackends(context, to, ['to']);
  return {
    from: await toSource(context, from),
    to,
    users: await toUsers(context, over),
    filter: await toFilter(context, over),
    mode,
    allowEscalation,
    reason: reasonOf(reason),
  };
};

export const toOffboardingRequest = async (
  context: Context,
  { user, extent = 'DISABLE', backends, reason }: PlanOffboardingInput,
): Promise<OffboardingRequest> => {
  expectBackends(context, backends ?? [], ['backends']);
  return {
    userId: await userToChange(context, user),
    extent,
    backends: backends ?? [...context.backends.keys()],
    reason: reasonOf(reason),
  };
};

/** Throws NOT_FOUND for one that the caller may not see. */
const expectBackends = (context: Context, ids: readonly string[], path: readonly string[]): void => {
  for (const [at, id] of ids.entries()) backendOf(context, id, [...path, String(at)]);
};

const toSource = async (
  context: Context,
  { backend, desired }: RoleSourceInput,
): Promise<RoleSyncRequest['from']> => {
  if (backend == null) return { kind: 'DESIRED', users: await toDesired(context, desired ?? []) };
  backendOf(context, backend, ['from', 'backend']);
  return { kind: 'BACKEND', backend };
};

const toDesired = (
  context: Context,
  desired: readonly DesiredRolesInput[],
): Promise<readonly { readonly userId: string; readonly roles: readonly string[] }[]> => {
  const path = ['from', 'desired'];
  refuseCount(desired.length, path);
  return Promise.all(
    desired.map(async ({ user, roles }, at) => ({
      userId: await userToChange(context, user, [...path, String(at), 'user']),
      roles,
    })),
  );
};

const toUsers = async (
  context: Context,
  over: UserSelectionInput | null | undefined,
): Promise<readonly string[] | null> => {
  if (over?.users == null) return null;
  const path = ['over', 'users'];
  refuseCount(over.users.length, path);
  return Promise.all(over.users.map((by, at) => userToChange(context, by, [...path, String(at)])));
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
    // There the filter is an argument of a list.
    const [, ...within] = error.inputPath ?? [];
    throw new RolecallError(error.code, error.message, {
      path: ['over', 'accounts', ...within],
      cause: error,
    });
  }
};

/** Before all of them are looked up. */
const refuseCount = (count: number, path: readonly string[]): void => {
  if (count < 1 || count > mostUsers)
    throw new RolecallError('BAD_INPUT', `expected 1 to ${mostUsers} users, got ${count}`, { path });
};

const mostUsers = 1000;
