import type { ConfiguredBackend } from '../backends/configured-backend.ts';
import type { Account } from '../domain/account.ts';
import {
  type Assignment,
  type AssignmentRef,
  isInherited,
  keyOfAssignment,
  without,
} from '../domain/assignment.ts';
import { applyEdit, type EditedSet, type RoleEdit, type RoleTerm } from '../domain/assignment-set.ts';
import type { Change, Escalation, NamedAssignment, RoleStep } from '../domain/change.ts';
import { RolecallError } from '../domain/errors.ts';
import { refuseBroken } from '../domain/exclusive-groups.ts';
import type { NativeRoleTable } from '../domain/native-role.ts';
import { rolesHeldIn } from '../domain/role-map.ts';
import { administratorRolesIn } from './administrator-roles.ts';
import { keptOf } from './after-step.ts';
import { fingerprintOf } from './fingerprint.ts';
import { nameOfAccount } from './name-of-account.ts';
import { type Observed, refuseProtected } from './observe.ts';
import type { RolePlace } from './place.ts';
import { accountExternal } from './refusals.ts';
import { refuseCount, refuseInexpressible, refuseUngrantable } from './role-refusals.ts';

/** An edit, held against one account. */
export type DecidedChange = {
  readonly edited: EditedSet;
  readonly step: RoleStep;
  readonly escalations: readonly Escalation[];
};

/**
 * What an edit means for an account as it was observed. Pure. Throws every refusal that the account and the role table can tell: PROTECTED,
 * IMMUTABLE, NOT_EXPRESSIBLE (a `NotExpressible`), ROLE_MISSING, ORGANIZATION_REQUIRED, BAD_INPUT, and GUARD_BLOCKED where a role is spelled
 * by one that gives more and `allowEscalation` is false.
 */
export const decideRoleChange = (
  place: RolePlace,
  observed: Observed,
  { edit, allowEscalation }: { readonly edit: RoleEdit; readonly allowEscalation: boolean },
): DecidedChange => {
  const { configured, table, map } = place;
  refuseInexpressible(configured, table, termsOfEdit(edit));
  refuseUnchangeable(configured, observed.account);
  const edited = applyEdit(observed.assignments, edit, map, configured.exclusive);
  return decideEdited(place, observed, edited, allowEscalation);
};

/**
 * The same for exactly these assignments, wherever they are held: what else the account holds stays. `grants` must not be held directly, and
 * `revokes` must be. Also throws BAD_INPUT where that would break an exclusive group.
 */
export const decideExactChange = (
  place: RolePlace,
  observed: Observed,
  {
    grants,
    revokes,
  }: { readonly grants: readonly AssignmentRef[]; readonly revokes: readonly AssignmentRef[] },
): DecidedChange => {
  const { configured, map } = place;
  const { account, assignments } = observed;
  refuseUnchangeable(configured, account);
  const after = [...keptOf(assignments, revokes), ...grants];
  for (const organizationId of new Set(grants.map((grant) => grant.organizationId)))
    refuseBroken(configured.exclusive, {
      before: rolesHeldIn(map, assignments, organizationId),
      after: rolesHeldIn(map, after, organizationId),
      displaced: [],
    });
  const edited: EditedSet = {
    after,
    grants: grants.map((grant) => ({ ...grant, relation: 'EXACT' })),
    revokes,
    alreadyHeld: [],
    stillNeeded: [],
    displaced: [],
  };
  return decideEdited(place, observed, edited, true);
};

const refuseUnchangeable = (configured: ConfiguredBackend, account: Account): void => {
  refuseProtected(configured, account);
  if (account.external === true) throw accountExternal();
};

const decideEdited = (
  { configured, table, writer }: RolePlace,
  { assignments }: Observed,
  edited: EditedSet,
  allowEscalation: boolean,
): DecidedChange => {
  refuseUngrantable(configured, table, edited.grants, allowEscalation);
  refuseImmutable(table, assignments, edited.revokes);

  const before = directOf(assignments);
  const kept = without(before, edited.revokes);
  const after = [...kept, ...edited.grants];
  const isChanged = edited.grants.length + edited.revokes.length > 0;
  if (isChanged) refuseCount(configured, writer, after.length);

  const named = (all: readonly AssignmentRef[]) => all.map((one) => toNamed(one, table, assignments));
  const step: RoleStep = {
    kind: 'ROLES',
    before: named(before),
    after: named(after),
    grants: named(edited.grants),
    revokes: named(edited.revokes),
    resent: isChanged && writer.style === 'replace' ? named(kept) : [],
    displaced: edited.displaced,
  };
  return { edited, step, escalations: escalationsOf(configured, table, assignments, edited) };
};

/** `null` where nothing changes. */
export const toRoleChange = (
  observed: Observed,
  { step, escalations }: Omit<DecidedChange, 'edited'>,
  { userId, sources = [], reason }: Pick<Change, 'userId' | 'reason'> & Partial<Pick<Change, 'sources'>>,
): Change | null => {
  if (step.grants.length === 0 && step.revokes.length === 0) return null;
  return {
    account: { ...observed.account.ref, name: nameOfAccount(observed.account) },
    userId,
    step,
    fingerprint: fingerprintOf('ROLES', observed),
    sources,
    escalations,
    losses: step.revokes.length,
    reason,
  };
};

/** What the account holds itself, whatever its groups give. */
export const directOf = (assignments: readonly Assignment[]): readonly AssignmentRef[] =>
  assignments
    .filter((assignment) => !isInherited(assignment))
    .map(({ nativeRoleId, organizationId }) => ({ nativeRoleId, organizationId }));

/** With the name that the account's record or the role table gives it. */
export const toNamed = (
  { nativeRoleId, organizationId }: AssignmentRef,
  table: NativeRoleTable,
  held: readonly Assignment[],
): NamedAssignment => ({
  nativeRoleId,
  organizationId,
  name:
    table.roles.find(({ id }) => id === nativeRoleId)?.name ??
    held.find((one) => one.nativeRoleId === nativeRoleId)?.nativeRoleName ??
    null,
});

/** The roles that an edit names. */
export const termsOfEdit = (edit: RoleEdit): readonly RoleTerm[] =>
  edit.kind === 'replace' ? edit.roles : [...edit.grant, ...edit.revoke];

const escalationsOf = (
  configured: ConfiguredBackend,
  table: NativeRoleTable,
  held: readonly AssignmentRef[],
  { grants }: EditedSet,
): readonly Escalation[] => {
  const isAdministrator = (all: readonly AssignmentRef[]) =>
    administratorRolesIn(configured, table, all).length > 0;
  return [
    ...(grants.some(({ relation }) => relation === 'BROADER') ? (['BROADER'] as const) : []),
    ...(isAdministrator(grants) && !isAdministrator(held) ? (['ADMINISTRATOR'] as const) : []),
  ];
};

/** What a group gives can only be revoked there, and some native roles are not for anyone to revoke. */
const refuseImmutable = (
  table: NativeRoleTable,
  assignments: readonly Assignment[],
  revokes: readonly AssignmentRef[],
): void => {
  for (const revoke of revokes) {
    const role = table.roles.find(({ id }) => id === revoke.nativeRoleId);
    const label = role?.name ?? revoke.nativeRoleId;
    if (role?.immutable != null)
      throw new RolecallError('IMMUTABLE', `The native role ${label} cannot be revoked: ${role.immutable}`);
    const held = assignments.filter((assignment) => keyOfAssignment(assignment) === keyOfAssignment(revoke));
    const groups = held.flatMap(({ origin }) =>
      origin?.kind === 'INHERITED' ? [origin.group.name ?? origin.group.id] : [],
    );
    if (groups.length === held.length && groups.length > 0)
      throw new RolecallError(
        'IMMUTABLE',
        `The native role ${label} is inherited from the group ${groups.join(', ')}: take the account out of it, or change the group`,
      );
  }
};
