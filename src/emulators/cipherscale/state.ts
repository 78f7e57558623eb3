/** The records as they are. Tests may change any of them behind a client's back. */
export type CipherscaleState = {
  readonly users: Map<string, User>;
  readonly roles: Map<string, Role>;
  readonly groups: Map<string, Group>;
  /** Invitation mails sent since the start, by user id; who got none is absent. */
  readonly mails: Map<string, number>;
};

/** A user without what other records tell: roles are ids and direct only, groups know their members. */
export type User = {
  readonly id: string;
  readonly createdAt: string;
  updatedAt: string;
  /** Absent until the first connection. */
  lastConnection?: string;
  email?: string;
  /** `Active`, `Invited`, `Expired`, `Deactivated`; anything else is served as it stands. */
  status: string;
  firstName?: string;
  lastName?: string;
  isOwner: boolean;
  maxDevices: number | null;
  image?: string;
  readonly directRoles: Set<string>;
  readonly devices: Device[];
};

export type Role = {
  readonly id: string;
  readonly createdAt: string;
  updatedAt: string;
  name: string;
  description?: string;
  deleteable: boolean;
  type: 'OWNER' | 'ADMIN' | 'DEFAULT' | 'BASIC' | 'BILLING' | 'AUDITOR' | 'SUPPORT';
};

export type Group = {
  readonly id: string;
  readonly createdAt: string;
  updatedAt: string;
  name: string;
  description?: string;
  /** Ids of the roles that the members inherit. */
  roles: Set<string>;
  /** False for the default group. */
  deleteable: boolean;
  /** By user id; the dates are those of joining. */
  readonly members: Map<string, { readonly createdAt: string; readonly updatedAt: string }>;
  maxDevices: number;
  isSamlDefaultGroup: boolean;
  idpMapping: string[];
};

export type Device = {
  readonly id: string;
  readonly createdAt: string;
  updatedAt: string;
  name: string;
  active: boolean;
  lastConnection?: string;
  status: 'Online' | 'Offline' | 'Deactivated';
  hardwareId: string;
  posture?: Readonly<Record<string, unknown>>;
  appVersion?: string;
};

export const groupsOf = (state: CipherscaleState, user: User): readonly Group[] =>
  [...state.groups.values()].filter((group) => group.members.has(user.id));

/** Ids of the roles that groups grant, each once. */
export const inheritedRolesOf = (state: CipherscaleState, user: User): ReadonlySet<string> =>
  new Set(groupsOf(state, user).flatMap((group) => [...group.roles]));

/** The roles of these ids, in their order; ids that name nothing are left out. */
export const rolesOf = (state: CipherscaleState, ids: Iterable<string>): readonly Role[] =>
  [...ids].flatMap((id) => state.roles.get(id) ?? []);

/** The first of these ids that names nothing. */
export const firstUnknown = (
  records: ReadonlyMap<string, unknown>,
  ids: readonly string[],
): string | undefined => ids.find((id) => !records.has(id));

export const isOwnerRole = (state: CipherscaleState, roleId: string): boolean =>
  state.roles.get(roleId)?.type === 'OWNER';

export const defaultGroupOf = (state: CipherscaleState): Group | undefined =>
  [...state.groups.values()].find((group) => !group.deleteable);

/** A user about to enter, and the ids of the groups to join. */
export type Newcomer = { readonly user: User; readonly groups: readonly string[] };

export const admit = (state: CipherscaleState, { user, groups }: Newcomer, at: string): void => {
  state.users.set(user.id, user);
  for (const id of groups) {
    const group = state.groups.get(id);
    if (group !== undefined) join(group, user.id, at);
  }
};

export const join = (group: Group, userId: string, at: string): void => {
  group.members.set(userId, { createdAt: at, updatedAt: at });
};
