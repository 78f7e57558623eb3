import type { Account, AccountDevice, AccountStatus } from '../../domain/account.ts';
import type { Assignment, AssignmentOrigin, AssignmentRef } from '../../domain/assignment.ts';
import type { Group } from '../../domain/group.ts';
import type { NativeRole } from '../../domain/native-role.ts';
import type {
  Device,
  Group as GroupRecord,
  Role,
  UpdateUser,
  UpdateUserRoles,
  User,
  WriteGroup,
} from './wire.ts';

export const toAccount = (backend: string, user: User): Account => ({
  ref: { backend, id: user.id },
  kind: 'PERSON',
  // People sign in with their address.
  userName: null,
  displayName: [user.firstName, user.lastName].filter(Boolean).join(' ') || null,
  email: filled(user.email),
  // The invitation has to be answered from the address itself.
  emailConfirmed: toStatus(user.status) === 'ACTIVE',
  externalId: null,
  status: toStatus(user.status),
  nativeStatus: user.status,
  external: null,
  protection: isOwner(user) ? 'the owner of the space' : null,
  // Whether these include what groups grant is not documented, so they have no origin and each role stands once.
  assignments: uniqueById(user.roles).map((role) => toAssignment(role, null)),
  groups: user.groups.map(({ id, name }) => ({ id, name: filled(name) })),
  createdAt: toUtc(user.createdAt),
  updatedAt: toUtc(user.updatedAt),
  lastSeenAt: toUtc(user.lastConnection),
  vendor: {
    vendor: 'CIPHERSCALE',
    firstName: filled(user.firstName),
    lastName: filled(user.lastName),
    image: filled(user.image),
    isOwner: user.isOwner,
    maxDevices: user.maxDevices ?? null,
    devices: user.devices.map(toDevice),
  },
});

/** As much of a role as an assignment tells. */
export type GrantedRole = Pick<Role, 'id' | 'name' | 'type'>;

export const toAssignment = (role: GrantedRole, origin: AssignmentOrigin | null): Assignment => ({
  nativeRoleId: role.id,
  nativeRoleName: role.name,
  nativeRoleAlias: role.type,
  organizationId: null,
  origin,
});

export const toNativeRole = (backend: string, role: Role): NativeRole => ({
  backend,
  id: role.id,
  name: role.name,
  alias: role.type,
  description: filled(role.description),
  scope: 'APPLICATION',
  builtIn: typeof role.deleteable === 'boolean' ? !role.deleteable : null,
  immutable: isOwnership(role) ? 'the ownership of the space can be neither assigned nor inherited' : null,
  contexts: null,
});

export const toGroup = (backend: string, group: GroupRecord): Group => ({
  backend,
  id: group.id,
  name: filled(group.name),
  description: filled(group.description),
  assignments: group.roles.map((role) => toAssignment(role, null)),
  memberIds: group.users.map(({ id }) => id),
  immutable: group.deleteable ? null : 'a default or system group',
});

/** The whole group with the changes in it, as PUT replaces all of it. Clearing and absence are told as in `toProfile`. */
export const toWriteGroup = (
  group: GroupRecord,
  changes: {
    readonly name?: string | undefined;
    readonly description?: string | null | undefined;
    readonly nativeRoleIds?: readonly string[] | undefined;
  },
): WriteGroup => {
  const description = changes.description === undefined ? group.description : (changes.description ?? '');
  return {
    name: changes.name ?? group.name,
    roles: changes.nativeRoleIds ?? group.roles.map(({ id }) => id),
    ...(typeof description === 'string' ? { description } : {}),
  };
};

/**
 * The whole profile with the changes in it. What is absent and stays so is left out: whether PUT keeps or clears what it is not given
 * makes no difference then. What is cleared becomes the empty string, as leaving it out might keep it.
 */
export const toProfile = (user: User, changes: ProfileChanges): UpdateUser =>
  Object.fromEntries(
    profileFields.flatMap((field) => {
      const change = changes[field];
      const text = change === undefined ? user[field] : (change ?? '');
      return typeof text === 'string' ? [[field, text]] : [];
    }),
  );

/** `undefined` = stays, `null` = cleared. */
export type ProfileChanges = { readonly [Field in keyof UpdateUser]?: string | null | undefined };

export const profileFields = ['firstName', 'lastName', 'image'] as const;

export const isSameProfile = (user: User, profile: UpdateUser): boolean =>
  profileFields.every((field) => (user[field] ?? '') === (profile[field] ?? ''));

/** What is held already is not added, what is not held directly is not removed, and what would be both is neither. */
export const toDelta = (change: {
  readonly before: readonly AssignmentRef[];
  readonly grants: readonly AssignmentRef[];
  readonly revokes: readonly AssignmentRef[];
}): UpdateUserRoles => {
  const held = roleIdsOf(change.before);
  const added = roleIdsOf(change.grants);
  const removed = roleIdsOf(change.revokes);
  return {
    addedRoles: [...added.difference(removed).difference(held)],
    removedRoles: [...removed.difference(added).intersection(held)],
  };
};

/** Of the user or of a role: ownership came with creating the space and cannot be moved by this API. */
export const isOwnership = ({ type }: Pick<Role, 'type'>): boolean => type === 'OWNER';

const isOwner = (user: User): boolean => user.isOwner || user.roles.some(isOwnership);

/** Three editions of the vendor's words for a status, in any case. */
const toStatus = (native: string): AccountStatus => {
  switch (native.toLowerCase()) {
    case 'active':
    case 'online':
    case 'offline':
      return 'ACTIVE';
    case 'pending':
    case 'invited':
      return 'INVITED';
    case 'expired':
      return 'EXPIRED';
    case 'deactivated':
    case 'inactive':
      return 'DISABLED';
    default:
      return 'UNKNOWN';
  }
};

const toDevice = (device: Device): AccountDevice => ({
  id: device.id,
  name: filled(device.name),
  active: device.active ?? null,
  status: filled(device.status),
  hardwareId: filled(device.hardwareId),
  appVersion: filled(device.appVersion),
  lastSeenAt: toUtc(device.lastConnection),
});

const toUtc = (timestamp: string | null | undefined): string | null => {
  if (typeof timestamp !== 'string') return null;
  return timestamp.endsWith('Z') ? timestamp : new Date(timestamp).toISOString();
};

/** An empty text tells nothing: it is what a cleared one becomes. */
const filled = (text: string | null | undefined): string | null => text || null;

const uniqueById = <T extends { readonly id: string }>(records: readonly T[]): readonly T[] => [
  ...new Map(records.map((record) => [record.id, record])).values(),
];

const roleIdsOf = (grants: readonly AssignmentRef[]): ReadonlySet<string> =>
  new Set(grants.map(({ nativeRoleId }) => nativeRoleId));
