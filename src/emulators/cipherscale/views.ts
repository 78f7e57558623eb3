import {
  type Device,
  type Group,
  groupsOf,
  inheritedRolesOf,
  type Role,
  rolesOf,
  type User,
} from './state.ts';
import type { Tenant } from './tenant.ts';

/** A user on the wire. What is not known is absent, never null, except `maxDevices`. */
export const userView = (tenant: Tenant, user: User): UserView => {
  const { directRoles, ...own } = user;
  const effective = tenant.switches.userRoles === 'effective';
  return {
    ...own,
    status: spellStatus(tenant, user),
    roles: userRoles(tenant, user, { direct: true, inherited: effective }),
    groups: groupsOf(tenant.state, user).map(({ id, createdAt, updatedAt, name, description }) => ({
      id,
      createdAt,
      updatedAt,
      name,
      description,
    })),
  };
};

type UserView = Omit<User, 'directRoles'> & {
  readonly roles: readonly Role[];
  /** These carry no roles. */
  readonly groups: readonly {
    readonly id: string;
    readonly name: string;
    readonly description: string | undefined;
  }[];
  readonly devices: readonly Device[];
};

/** The roles of a user, with nothing that says where each comes from. */
export const userRoles = (
  { state, switches }: Tenant,
  user: User,
  want: { readonly direct: boolean; readonly inherited: boolean },
): readonly Role[] => {
  const direct = want.direct ? [...user.directRoles] : [];
  const inherited = want.inherited ? [...inheritedRolesOf(state, user)] : [];
  const ids = [...direct, ...inherited];
  return rolesOf(state, switches.doubledRoles === 'once' ? new Set(ids) : ids);
};

/** A group on the wire. The dates of its users are those of joining it. */
export const groupView = ({ state }: Tenant, group: Group): object => {
  const { members, roles, ...own } = group;
  return {
    ...own,
    roles: rolesOf(state, roles),
    users: [...members].flatMap(([id, joined]) => {
      const user = state.users.get(id);
      if (user === undefined) return [];
      return { id, ...joined, firstName: user.firstName, lastName: user.lastName, email: user.email };
    }),
  };
};

const spellStatus = ({ switches }: Tenant, { status, devices }: User): string => {
  switch (switches.statusWords) {
    case 'newer':
      return status;
    case 'older':
      if (status !== 'Active') return status;
      return devices.some((device) => device.status === 'Online') ? 'Online' : 'Offline';
    case 'api':
      return apiWords[status] ?? status;
  }
};

/** The API text has three words and none for an expired invitation. */
const apiWords: Readonly<Record<string, string>> = {
  Active: 'active',
  Invited: 'pending',
  Expired: 'pending',
  Deactivated: 'inactive',
};
