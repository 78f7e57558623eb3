import type { Account, AccountKind } from '../../domain/account.ts';
import type { ApiToken } from '../../domain/api-token.ts';
import { type Assignment, type AssignmentRef, keyOfAssignment } from '../../domain/assignment.ts';
import type { Device, DeviceGroup } from '../../domain/device.ts';
import type { NativeRole } from '../../domain/native-role.ts';
import type { Organization } from '../../domain/organization.ts';
import { scopeOfRole } from './built-in-roles.ts';
import type {
  RoleAssignmentBody,
  WireApiToken,
  WireDevice,
  WireDeviceGroup,
  WireOrganization,
  WireRole,
  WireRoleAssignment,
  WireUser,
} from './wire.ts';

export const toAccount = (backend: string, user: WireUser): Account => ({
  ref: { backend, id: user.id },
  kind: toKind(user.type),
  userName: null,
  displayName: null,
  email: user.email ?? null,
  // Whoever signs in as an `email` user has proved the address to Microsoft.
  emailConfirmed: user.type === 'email',
  externalId: user.objectId ?? null,
  // There is no other state: whoever is listed may sign in, and who may no longer is deleted.
  status: 'ACTIVE',
  nativeStatus: null,
  external: null,
  protection: null,
  assignments: toAssignments(user.roles),
  groups: [],
  createdAt: null,
  updatedAt: null,
  lastSeenAt: null,
  vendor: {
    vendor: 'IOT_CENTRAL',
    type: user.type,
    tenantId: user.tenantId ?? null,
    objectId: user.objectId ?? null,
  },
});

const toKind = (type: string): AccountKind => {
  if (type === 'email') return 'PERSON';
  if (type === 'adGroup') return 'DIRECTORY_GROUP';
  if (type === 'servicePrincipal') return 'SERVICE';
  return 'UNKNOWN';
};

/** Roles are held directly: what a directory group gives to its members shows on the group alone. */
const toAssignments = (roles: readonly WireRoleAssignment[]): readonly Assignment[] => {
  const assignments = roles.map(
    ({ role, organization }): Assignment => ({
      nativeRoleId: role,
      nativeRoleName: undefined,
      nativeRoleAlias: null,
      organizationId: organization ?? null,
      origin: { kind: 'DIRECT' },
    }),
  );
  return uniqueAssignments(assignments);
};

/** Every role keeps its organization: without it, the role would reach the whole application. */
export const toRoles = (grants: readonly AssignmentRef[]): readonly RoleAssignmentBody[] =>
  uniqueAssignments(grants).map(({ nativeRoleId, organizationId }) => ({
    role: nativeRoleId,
    organization: organizationId ?? undefined,
  }));

/** Whether both name the same roles in the same places, in any order. */
export const isSameRoles = (
  one: readonly WireRoleAssignment[],
  other: readonly WireRoleAssignment[],
): boolean => {
  const keys = new Set(toAssignments(one).map(keyOfAssignment));
  return keys.symmetricDifference(new Set(toAssignments(other).map(keyOfAssignment))).size === 0;
};

const uniqueAssignments = <Grant extends AssignmentRef>(grants: readonly Grant[]): readonly Grant[] => [
  ...new Map(grants.map((grant) => [keyOfAssignment(grant), grant])).values(),
];

export const toNativeRole = (backend: string, { id, displayName }: WireRole): NativeRole => {
  const scope = scopeOfRole(id);
  return {
    backend,
    id,
    name: displayName ?? null,
    alias: null,
    description: null,
    scope,
    builtIn: scope !== null,
    immutable: null,
    contexts: null,
  };
};

export const toOrganization = (
  backend: string,
  { id, displayName, parent }: WireOrganization,
): Organization => ({
  backend,
  id,
  displayName: displayName ?? null,
  parentId: parent ?? null,
});

export const toApiToken = (backend: string, { id, roles, expiry }: WireApiToken): ApiToken => ({
  backend,
  id,
  assignments: toAssignments(roles),
  expiresAt: typeof expiry === 'string' ? new Date(expiry).toISOString() : null,
});

export const toDevice = (backend: string, device: WireDevice): Device => ({
  backend,
  id: device.id,
  displayName: device.displayName ?? null,
  template: device.template ?? null,
  enabled: device.enabled ?? null,
  simulated: device.simulated ?? null,
  provisioned: device.provisioned ?? null,
  organizationId: device.organizations?.[0] ?? null,
});

export const toDeviceGroup = (backend: string, group: WireDeviceGroup): DeviceGroup => ({
  backend,
  id: group.id,
  displayName: group.displayName,
  description: group.description ?? null,
  filter: group.filter,
  organizationId: group.organizations?.[0] ?? null,
});
