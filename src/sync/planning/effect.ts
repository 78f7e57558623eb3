import type { ConfiguredBackend } from '../../backends/configured-backend.ts';
import { type Change, type ChangedAccount, isGain } from '../../domain/change.ts';
import type { NativeRoleTable } from '../../domain/native-role.ts';
import { administratorRolesIn, isBarred } from '../administrator-roles.ts';
import { afterStep } from '../after-step.ts';
import type { Observed } from '../observe.ts';

/** What a change does to who may do what, as guards look at it. */
export type Effect = {
  readonly account: ChangedAccount;
  /** Whose account it is by the index, whoever asked for the change; `null` where nobody knows. */
  readonly userId: string | null;
  readonly losses: number;
  readonly isGain: boolean;
  readonly isBroader: boolean;
  readonly administration: Administration;
};

/** An account as administrator of its backend, before and after. */
export type Administration = {
  readonly before: AdministratorStanding;
  readonly after: AdministratorStanding;
  /** Whether a role that makes an administrator is granted or revoked, though the account may have been one before or stay one. */
  readonly isTouched: boolean;
};

/** NONE: holds no such role. BARRED: holds one, and cannot sign in. ACTIVE: holds one, directly or inherited, and can. */
export type AdministratorStanding = 'NONE' | 'BARRED' | 'ACTIVE';

type AdministratedPlace = {
  readonly configured: Pick<ConfiguredBackend, 'administratorRoles'>;
  readonly table: NativeRoleTable;
};

/** Pure. `observed` is the account as it is before this very change. */
export const effectOf = (
  place: AdministratedPlace,
  observed: Observed,
  { change, userId }: { readonly change: Change; readonly userId: string | null },
): Effect => {
  const { step } = change;
  const before = standingOfAdministrator(place, observed);
  const isOfAdministrators =
    step.kind === 'ROLES'
      ? administratorRolesIn(place.configured, place.table, [...step.grants, ...step.revokes]).length > 0
      : before !== 'NONE';
  return {
    account: change.account,
    userId,
    losses: change.losses,
    isGain: isGain(change),
    isBroader: change.escalations.includes('BROADER'),
    administration: {
      before,
      after: standingOfAdministrator(place, afterStep(observed, step)),
      isTouched: isOfAdministrators,
    },
  };
};

export const standingOfAdministrator = (
  { configured, table }: AdministratedPlace,
  { account, assignments }: Observed,
): AdministratorStanding => {
  if (administratorRolesIn(configured, table, assignments).length === 0) return 'NONE';
  return isBarred(account) ? 'BARRED' : 'ACTIVE';
};
