import type { Account } from '../../domain/account.ts';
import type { Assignment, AssignmentRef } from '../../domain/assignment.ts';
import { BackendError } from '../../domain/errors.ts';
import type { NativeRole } from '../../domain/native-role.ts';
import type { AccountChanges, NewAccount } from '../backend.ts';
import { builtInRoles } from './built-in-roles.ts';
import type { NewUser, RoleRef, UserWrite } from './client.ts';
import type { WireRole, WireUser } from './wire.ts';

export const toAccount = (backend: string, user: WireUser): Account => ({
  ref: { backend, id: user.id },
  kind: 'PERSON',
  userName: user.user,
  displayName: null,
  email: told(user.email_address),
  emailConfirmed: null,
  externalId: told(user.federation_id),
  status: user.is_active == null ? 'UNKNOWN' : user.is_active ? 'ACTIVE' : 'DISABLED',
  // A flag, for which there is no word.
  nativeStatus: null,
  // A federation id lets an identity provider sign in; roles stay CData's own.
  external: null,
  protection: null,
  assignments: rolesById(user.roles).map(({ id, name }) => ({
    nativeRoleId: id,
    nativeRoleName: name ?? undefined,
    nativeRoleAlias: null,
    organizationId: null,
    origin: { kind: 'DIRECT' },
  })),
  groups: [],
  createdAt: toUtc(user.created_at),
  updatedAt: toUtc(user.updated_at),
  lastSeenAt: null,
  vendor: { vendor: 'CDATA_SYNC', federationId: told(user.federation_id) },
});

/** The built-in roles, then every other that somebody holds: CData Sync lists its roles nowhere. */
export const toNativeRoles = (backend: string, held: readonly HeldRole[]): readonly NativeRole[] => {
  const common = { backend, alias: null, scope: 'APPLICATION', immutable: null, contexts: null } as const;
  return [
    ...builtInRoles.map((role) => ({ ...common, ...role, builtIn: true })),
    ...held
      .filter(({ id }) => !isBuiltIn(id))
      .map((role) => ({ ...common, ...role, description: null, builtIn: false })),
  ];
};

/** What the users hold, each role once, and what was known to be held before. */
export const heldRoles = (
  users: readonly WireUser[],
  before: readonly HeldRole[] = [],
): readonly HeldRole[] => rolesById([...before, ...users.flatMap(({ roles }) => roles)]);

/**
 * The id is the role's identity: a custom role may bear a built-in one's API name for its name. A role told by its name alone is known by
 * that; only then does a name, in either of its two forms, mean the built-in role.
 */
const toRole = (role: WireRole): HeldRole => {
  const builtIn = builtInRoles.find(({ id, name }) =>
    role.id === null ? id === role.name || name === role.name : id === role.id,
  );
  return builtIn ?? { id: role.id === null ? role.name : role.id, name: role.name };
};

export type HeldRole = { readonly id: string; readonly name: string | null };

/** The role of an assignment that `toAccount` gave. */
export const toHeldRole = ({ nativeRoleId, nativeRoleName }: Assignment): HeldRole => ({
  id: nativeRoleId,
  name: nativeRoleName ?? null,
});

/** Each role once, with its name wherever one of its tellings has it. */
const rolesById = (roles: readonly WireRole[]): readonly HeldRole[] => {
  const known = new Map<string, HeldRole>();
  for (const role of roles.map(toRole)) if (!known.get(role.id)?.name) known.set(role.id, role);
  return [...known.values()];
};

const isBuiltIn = (id: string): boolean => builtInRoles.some((role) => role.id === id);

/**
 * The whole set, by id. A role among `held` that was told by its name alone is written by it, or it would be lost.
 *
 * Throws BAD_INPUT for more roles than a user can have, and for a grant within an organization: CData Sync has none, and without it the
 * grant would be a wider one.
 */
export const toRoleRefs = (
  backend: string,
  grants: readonly AssignmentRef[],
  held: readonly Assignment[] = [],
): readonly RoleRef[] => {
  const refuse = (message: string) => new BackendError('BAD_INPUT', message, { backend, path: ['grants'] });
  if (grants.some(({ organizationId }) => organizationId !== null))
    throw refuse(`Backend ${backend} has no organizations: expected roles for the whole application`);
  const ids = [...new Set(grants.map(({ nativeRoleId }) => nativeRoleId))];
  if (ids.length > maxRoles)
    throw refuse(`A user of backend ${backend} has at most ${maxRoles} roles: got ${ids.length}`);
  const isName = (id: string): boolean =>
    !isBuiltIn(id) &&
    held.some(({ nativeRoleId, nativeRoleName }) => nativeRoleId === id && nativeRoleName === id);
  return ids.map((id) => (isName(id) ? { name: id } : { id }));
};

/** https://cdn.cdata.com/help/ASM/sync/Roles.html */
export const maxRoles = 5;

/** Throws BAD_INPUT. */
export const toNewUser = (backend: string, account: NewAccount): NewUser => {
  const { userName, email, password, status, grants } = account;
  if (userName === undefined || !userNamePattern.test(userName))
    throw new BackendError(
      'BAD_INPUT',
      'expected a user name of 1 to 50 letters, digits, underscores, dashes, dots and at signs, beginning with one of the first three',
      { backend, path: ['userName'] },
    );
  return {
    user: userName,
    email_address: email,
    password,
    is_active: status === undefined ? undefined : status === 'ACTIVE',
    roles: grants === undefined ? undefined : toRoleRefs(backend, grants),
  };
};

/** As CData's own client has it: github.com/CDataSoftware/cdata-sync-mcp-server, src/tools/toolDefinitions.ts */
const userNamePattern = /^\w[\w.@-]{0,49}$/;

export const toUserUpdate = ({ email, password }: AccountChanges): UserWrite => ({
  ...(email === undefined ? {} : { email_address: email ?? '' }),
  ...(password === undefined ? {} : { password }),
});

/** All that an update could change by accident, as the account has it. */
export const toUserState = (account: Account): UserWrite => ({
  email_address: account.email ?? '',
  is_active: account.status === 'UNKNOWN' ? undefined : account.status === 'ACTIVE',
  roles: account.assignments.map(({ nativeRoleId }) => ({ id: nativeRoleId })),
});

/** What of `wanted` is not so. What the server does not tell of an e-mail address is believed; whether a user may sign in is not. */
export const differences = (user: WireUser, wanted: UserWrite): Omit<UserWrite, 'password'> => ({
  ...(sameEmail(user.email_address, wanted.email_address) ? {} : { email_address: wanted.email_address }),
  ...(wanted.is_active === undefined || user.is_active === wanted.is_active
    ? {}
    : { is_active: wanted.is_active }),
  ...(sameRoles(user.roles, wanted.roles) ? {} : { roles: wanted.roles }),
});

const sameEmail = (email: WireUser['email_address'], wanted: string | undefined): boolean =>
  email === undefined || wanted === undefined || (email ?? '').toLowerCase() === wanted.toLowerCase();

const sameRoles = (roles: readonly WireRole[], wanted: readonly RoleRef[] | undefined): boolean => {
  if (wanted === undefined) return true;
  const wantedIds = new Set(wanted.map((ref) => ('id' in ref ? ref.id : ref.name)));
  return wantedIds.symmetricDifference(new Set(rolesById(roles).map(({ id }) => id))).size === 0;
};

/** The server writes "none" as `null` or empty. */
const told = (text: string | null | undefined): string | null => text || null;

/** `null` for what is no time. CData's times are UTC, said or unsaid. */
const toUtc = (time: string | null | undefined): string | null => {
  if (time === null || time === undefined) return null;
  const hasZone = /(z|[+-]\d{2}:?\d{2})$/i.test(time);
  const at = Date.parse(hasZone ? time : `${time}Z`);
  return Number.isNaN(at) ? null : new Date(at).toISOString();
};
