import type { AccountFilter } from '../../domain/account-query.ts';
import { RolecallError } from '../../domain/errors.ts';
import { refuseUserCount } from '../../sync/planning/check-request.ts';
import type { OffboardingRequest, RoleSyncRequest } from '../../sync/planning/plans.ts';
import { toSelection } from '../accounts/account-filter.ts';
import type { Context } from '../context.ts';
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
  return {
    from: await toSource(context, from),
    to,
    users: await toUsers(context, over),
    filter: await toFilter(context, over),
    mode,
    allowEscalation,
    reason: reason ?? null,
  };
};

export const toOffboardingRequest = async (
  context: Context,
  { user, extent = 'DISABLE', backends, reason }: PlanOffboardingInput,
): Promise<OffboardingRequest> => {
  return {
    userId: await userToChange(context, user),
    extent,
    backends: backends ?? [...context.backends.keys()],
    reason: reason ?? null,
  };
};

const toSource = async (
  context: Context,
  { backend, desired }: RoleSourceInput,
): Promise<RoleSyncRequest['from']> => {
  if (backend != null) return { kind: 'BACKEND', backend };
  return { kind: 'DESIRED', users: await toDesired(context, desired ?? []) };
};

const toDesired = (
  context: Context,
  desired: readonly DesiredRolesInput[],
): Promise<readonly { readonly userId: string; readonly roles: readonly string[] }[]> => {
  const path = ['from', 'desired'];
  // Before all of them are looked up.
  refuseUserCount(desired.length, path);
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
  refuseUserCount(over.users.length, path);
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
