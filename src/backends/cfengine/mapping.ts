import type { Account } from '../../domain/account.ts';
import type { AssignmentRef } from '../../domain/assignment.ts';
import { BackendError } from '../../domain/errors.ts';
import type { NativeRole } from '../../domain/native-role.ts';
import type { AccountChanges, NewAccount, RoleDefinitionChanges } from '../backend.ts';
import type { RoleWrite, UserWrite, WireRole, WireUser } from './wire.ts';

export const toAccount = (backend: string, user: WireUser): Account => ({
  ref: { backend, id: user.id },
  kind: user.id === robot ? 'SERVICE' : 'PERSON',
  userName: user.id,
  displayName: told(user.name),
  email: told(user.email),
  emailConfirmed: null,
  externalId: null,
  // CFEngine cannot disable a user: there is one who may sign in, or there is none.
  status: 'ACTIVE',
  nativeStatus: null,
  external: user.external,
  protection: protections.get(user.id) ?? null,
  assignments: [...new Set(user.roles)].map((role) => ({
    nativeRoleId: role,
    nativeRoleName: role,
    nativeRoleAlias: null,
    organizationId: null,
    origin: { kind: 'DIRECT' },
  })),
  groups: [],
  createdAt: null,
  updatedAt: null,
  lastSeenAt: null,
  vendor: {
    vendor: 'CFENGINE',
    timeZone: told(user.time_zone),
    twoFactorEnabled: user.two_factor_enabled ?? null,
  },
});

export const toNativeRole = (backend: string, role: WireRole): NativeRole => ({
  backend,
  id: role.id,
  name: role.id,
  alias: null,
  description: told(role.description),
  scope: 'APPLICATION',
  builtIn: isPredefined(role.id),
  immutable: null,
  contexts: { include: told(role.includeContext), exclude: told(role.excludeContext) },
});

/** `admin` and `cf_remoteagent`, which every hub has and its own parts count on. */
export const isPredefined = (roleId: string): boolean =>
  roleId === administrator || roleId === 'cf_remoteagent';

export const administrator = 'admin';

/**
 * Names of roles, each once. Throws BAD_INPUT for a grant within an organization: CFEngine has none, and without it the grant would be a wider
 * one.
 */
export const toRoles = (backend: string, grants: readonly AssignmentRef[]): readonly string[] => {
  if (grants.some(({ organizationId }) => organizationId !== null))
    throw new BackendError(
      'BAD_INPUT',
      `Backend ${backend} has no organizations: expected roles for the whole application`,
      {
        backend,
        path: ['grants'],
      },
    );
  return [...new Set(grants.map(({ nativeRoleId }) => nativeRoleId))];
};

export const toNewUser = (backend: string, account: NewAccount): UserWrite => ({
  name: account.displayName,
  email: account.email,
  roles: toRoles(backend, account.grants ?? []),
  time_zone: account.timeZone,
  password: account.password,
});

/**
 * Everything that the hub keeps of the user and lets be written, with the changes in it: the manual contradicts itself on whether an
 * update resets what it does not name.
 */
export const toUserUpdate = (
  user: WireUser,
  changes: AccountChanges & { readonly roles?: readonly string[] | undefined },
): UserWrite => ({
  name: changed(changes.displayName, user.name),
  email: changed(changes.email, user.email),
  roles: changes.roles ?? user.roles,
  time_zone: changed(changes.timeZone, user.time_zone),
  password: changes.password,
});

/** The same for a role. */
export const toRoleUpdate = (
  role: Partial<WireRole>,
  { description, contexts }: RoleDefinitionChanges,
): RoleWrite => ({
  description: changed(description, role.description),
  includeContext: changed(contexts?.include, role.includeContext),
  excludeContext: changed(contexts?.exclude, role.excludeContext),
});

/** What was asked of a new user and is not so; `null` where all is. A default role may have come on top. */
export const missingFrom = (user: WireUser, wanted: UserWrite): string | null => {
  if (user.external) return 'internal record';
  if (wanted.name !== undefined && told(user.name) !== told(wanted.name)) return 'name';
  if (wanted.email !== undefined && told(user.email) !== told(wanted.email)) return 'email';
  if (!(wanted.roles ?? []).every((role) => user.roles.includes(role))) return 'roles';
  // Not every form of a user tells it.
  if (wanted.time_zone !== undefined && (user.time_zone ?? wanted.time_zone) !== wanted.time_zone)
    return 'time zone';
  return null;
};

const robot = 'CFE_ROBOT';

const protections: ReadonlyMap<string, string> = new Map([
  [robot, "the portal's own service account"],
  ['admin', 'the built-in administrator'],
]);

/** The hub writes "not set" as absent, null or empty. */
const told = (text: string | null | undefined): string | null =>
  text === undefined || text === null || text === '' ? null : text;

/** What is not set is not sent: no update can reset it, and sent as empty it would become set. `null` clears. */
const changed = (change: string | null | undefined, before: string | null | undefined): string | undefined =>
  change === undefined ? (told(before) ?? undefined) : (change ?? '');
